"""Teams: channels that adopted WhoKnows, who is in them, who looks after them, and how they begin."""

from bot.teams.adopting import (
    MOST_LEADS,
    TeamSettings,
    adopt,
    change,
    in_channel,
    leave,
    may_adopt,
    must_be_ready,
    settings_of,
)
from bot.teams.channels import SeenChannel, not_seen
from bot.teams.membership import in_team, leads_in, leads_of, led_by, looked_after_by, looks_after, of_member

__all__ = [
    "MOST_LEADS",
    "SeenChannel",
    "TeamSettings",
    "adopt",
    "change",
    "in_channel",
    "in_team",
    "leads_in",
    "leads_of",
    "leave",
    "led_by",
    "looked_after_by",
    "looks_after",
    "may_adopt",
    "must_be_ready",
    "not_seen",
    "of_member",
    "settings_of",
]
