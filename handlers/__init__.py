"""The doors: hear Slack, the clock and the web, ask the bot, and answer people."""
