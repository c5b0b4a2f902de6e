"""Finding the right person, from the change log to the order of names."""
