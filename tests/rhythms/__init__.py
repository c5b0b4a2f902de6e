"""Do weekly and monthly moments keep the wall clock, in every zone and through every change of its clocks?"""
