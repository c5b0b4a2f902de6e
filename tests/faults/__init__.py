"""What goes wrong, on purpose: the bot killed, Slack failing, requests said twice."""
