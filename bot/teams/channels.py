"""A channel as Slack describes it, in our words."""

from dataclasses import dataclass

from models import Team


@dataclass(frozen=True)
class SeenChannel:
    """A channel as Slack showed it; `members` are the Slack ids of all who are in it, None when not all were read.

    A private channel that the bot is not in can't be seen at all: Slack does not say that it exists.
    """

    slack_id: str
    name: str
    is_private: bool
    is_archived: bool
    bot_is_in: bool
    members: frozenset[str] | None = None


def not_seen(team: Team) -> SeenChannel:
    """What is known of a team's channel while Slack does not show it."""
    return SeenChannel(team.channel_slack_id, team.name, team.is_private, is_archived=False, bot_is_in=False)
