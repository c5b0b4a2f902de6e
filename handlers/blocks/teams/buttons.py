"""The names of everything that can be pressed or sent about teams, and the buttons that stand in several places."""

from handlers.blocks.kit import Block, button
from models import Team

SETTINGS_FORM = "teams.settings_form"
ZONES = "teams.zones"
LEAVE = "teams.leave"
WELCOME = "teams.welcome"
WELCOME_FORM = "teams.welcome_form"


def welcome_button(team: Team, *, primary: bool = True) -> Block:
    """The button that opens a team's welcome to be written."""
    label = "Edit the welcome" if team.welcomed_at else "Write the welcome"
    return button(label, WELCOME, team.id, primary=primary)
