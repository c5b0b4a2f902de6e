"""What people see of teams, from any facts."""

from collections.abc import Callable, Iterator
from datetime import time
from typing import Any

from handlers.blocks import teams
from handlers.blocks.teams import administrators
from handlers.blocks.teams.adoption import WHY_LOST
from models import Team
from tests.blocks import facts
from tests.blocks.facts import CHANNEL, NOW, ZONE, Typed

Named = Iterator[tuple[str, Callable[[Typed], Any]]]


def a_team(typed: Typed, *, lost_why: str | None = None, is_welcomed: bool = False) -> Team:
    """A team with everything in it that people type."""
    return Team(
        id=7,
        workspace_id=1,
        channel_slack_id="C0WEB",
        name=typed.name("web")[:80],
        is_private=False,
        adopted_by_id=1,
        adopted_at=NOW,
        lost_why=lost_why,
        shoutout_channel_slack_id=CHANNEL,
        zone=ZONE,
        shoutout_on=4,
        shoutout_at=time(16),
        welcome_by_id=1,
        welcome_words=typed.words("Everybody here has something to show.", 2000),
        welcome_story=typed.words("Ines sat with me on my third day.", 2000),
        welcomed_at=NOW if is_welcomed else None,
    )


def of_teams() -> Named:
    """Adoption, settings, leaving, admins."""
    yield (
        "team to adopt",
        lambda typed: teams.adopt_form("C0WEB", typed.name("web"), zone=ZONE, shoutout_channel=CHANNEL, most_leads=10),
    )
    yield "team adopted", lambda typed: teams.adopted(a_team(typed))
    yield "team settings", lambda typed: teams.settings_form(a_team(typed), ["U0CHI"], most_leads=10)
    yield "team saved", lambda typed: teams.saved(a_team(typed))
    yield "team to leave", lambda typed: teams.leave_form(a_team(typed))
    yield "team left", lambda _: teams.left("C0WEB")
    yield "team without a lead", lambda typed: teams.leaderless(a_team(typed))
    for why in WHY_LOST:
        yield f"team lost, {why}", _lost(why)
        yield f"team settings, {why}", _settings(why)
    yield "no named admins", lambda _: administrators.named([])
    yield "named admins", lambda typed: administrators.named([_bo(typed), _bo(typed)])
    yield "admins changed", lambda typed: administrators.changed([_bo(typed)], [_bo(typed)])


def _bo(typed: Typed) -> Any:
    return facts.member(typed, 2, "Bo")


def _lost(why: str) -> Callable[[Typed], Any]:
    return lambda typed: teams.lost(a_team(typed, lost_why=why))


def _settings(why: str) -> Callable[[Typed], Any]:
    return lambda typed: teams.settings_form(a_team(typed, lost_why=why), ["U0CHI"], most_leads=10)
