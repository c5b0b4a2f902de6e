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
from handlers.blocks.teams.buttons import LEAVE, SETTINGS_FORM, WELCOME, WELCOME_FORM, ZONES, welcome_button

__all__ = [
    "LEAVE",
    "SETTINGS_FORM",
    "WELCOME",
    "WELCOME_FORM",
    "ZONES",
    "adopt_form",
    "adopted",
    "leaderless",
    "leave_form",
    "left",
    "lost",
    "saved",
    "settings_form",
    "welcome_button",
    "zone_words",
]
