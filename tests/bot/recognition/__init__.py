"""What a team hears of the help in it, as the mind counts it."""
