"""Tests of the mind: what WhoKnows decides, on real databases."""
