"""Stories told through the door that people use."""
