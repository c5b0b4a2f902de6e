"""How fast it answers and delivers."""
