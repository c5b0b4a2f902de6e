"""The names of everything that can be pressed or sent about teams, and the button that stands in several places."""

from handlers.blocks.kit import Block, button
from models import Team

SETTINGS_FORM = "teams.settings_form"
ZONES = "teams.zones"
LEAVE = "teams.leave"
LEAVE_FORM = "teams.leave_form"
WELCOME = "teams.welcome"
WELCOME_FORM = "teams.welcome_form"
POST_FORM = "teams.post_form"
ADD_TEACHING = "teams.add_teaching"
ADD_LEARNING = "teams.add_learning"
LEAD_TOPICS_FORM = "teams.lead_topics_form"
JOIN = "teams.join"
JOIN_FORM = "teams.join_form"
ME_TOO = "teams.me_too"
PICK_SHOUTOUTS = "teams.pick_shoutouts"
SHOUTOUTS_FORM = "teams.shoutouts_form"
ADOPT = "teams.adopt"
ADOPT_FORM = "teams.adopt_form"
SEE_FIRST_POST = "teams.see_first_post"


def welcome_button(team: Team, *, label: str = "", primary: bool = True) -> Block:
    """The button that opens a team's welcome to be written."""
    words = label or ("Edit the welcome" if team.welcomed_at else "Write the welcome")
    return button(words, WELCOME, team.id, primary=primary, accessibility_label=f"{words} for {team.name}")
