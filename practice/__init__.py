"""A small Slack of our own, to try WhoKnows in and to test it with."""
