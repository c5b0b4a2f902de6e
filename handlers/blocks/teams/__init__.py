"""What people see of teams."""

from handlers.blocks.teams.adoption import (
    adopt_form,
    adopted,
    leaderless,
    leave_form,
    left,
    lost,
    saved,
    settings_form,
    zone_words,
)
from handlers.blocks.teams.buttons import LEAVE, LEAVE_FORM, SETTINGS_FORM, ZONES

__all__ = [
    "LEAVE",
    "LEAVE_FORM",
    "SETTINGS_FORM",
    "ZONES",
    "adopt_form",
    "adopted",
    "leaderless",
    "leave_form",
    "left",
    "lost",
    "saved",
    "settings_form",
    "zone_words",
]
