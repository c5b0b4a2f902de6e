"""How what is owed gets to Slack: claimed, written, sent, and settled as it ended."""
