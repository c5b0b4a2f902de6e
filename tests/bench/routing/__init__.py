"""How well and how fast the right people are found, measured beside what others would use."""
