"""The mind: what WhoKnows can do, without a word of Slack."""
