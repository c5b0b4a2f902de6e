"""The names of everything that can be pressed or sent about teams, and the buttons that stand in several places."""

SETTINGS_FORM = "teams.settings_form"
ZONES = "teams.zones"
LEAVE = "teams.leave"
LEAVE_FORM = "teams.leave_form"
