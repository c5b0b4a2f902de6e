"""What people see of teams, from any facts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time
from typing import Any

from bot.teams import TopicInRound, TopicRound, Welcome, WelcomePreview
from bot.teams.first_week import FirstWeek, Step
from handlers.blocks import home, people, teams
from handlers.blocks.teams import administrators
from handlers.blocks.teams.adoption import why_lost_by_reason
from models import Level, ShoutoutRhythm, Team
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
        shoutout_rhythm=ShoutoutRhythm.WEEKLY,
        welcome_by_id=1,
        welcome_words=typed.words("Everybody here has something to show.", 800),
        welcome_story=typed.words("Ines sat with me on my third day.", 800),
        welcomed_at=NOW if is_welcomed else None,
    )


def a_round(typed: Typed, how_many: int) -> TopicRound:
    """A round with so many topics, some with many names, some with learners only."""
    names = [typed.name(name) for name in ("Ana", "Bo", "Chi", "Dev", "Ines", "Lena", "Mina", "Sam")]
    topics = [
        TopicInRound(
            number, typed.topic(f"Topic {number}", number), names[: number % 9], names[: 1 if number % 4 else 2]
        )
        for number in range(1, how_many + 1)
    ]
    return TopicRound(frozenset(range(min(how_many, 8))), topics)


def a_welcome(typed: Typed, *, how_many: int = 3, is_welcomed: bool = True) -> Welcome:
    """A welcome with a round of so many topics."""
    team = a_team(typed, is_welcomed=is_welcomed)
    return Welcome(team, typed.name("Chi"), team.welcome_words, team.welcome_story, a_round(typed, how_many))


def of_the_welcome() -> Named:
    """The welcome, its form, its preview, and its round."""
    for how_many in (0, 1, 3, 150):
        yield f"welcome card, {how_many} topics", _welcome(how_many)
    for teaching, learning in ((True, True), (True, False), (False, True), (False, False)):
        yield f"welcome preview, lacks {teaching} {learning}", _preview(teaching, learning)
    yield "welcome card, its words forgotten", lambda typed: teams.welcome_card(replace(a_welcome(typed), words=""))
    yield "welcome form", lambda typed: teams.welcome_form(a_team(typed))
    yield "welcome form, posted", lambda typed: teams.welcome_form(a_team(typed, is_welcomed=True))
    yield "welcome posted", lambda typed: teams.welcome_posted(a_team(typed))
    yield "welcome changed", lambda typed: teams.welcome_changed(a_team(typed))
    yield "welcome refused", lambda typed: teams.welcome_refused(a_team(typed), is_held=False)
    yield "welcome held", lambda typed: teams.welcome_refused(a_team(typed), is_held=True)
    yield "welcome over", lambda _: teams.over()
    yield "lead's topics to teach", lambda typed: teams.lead_topics_form(a_team(typed), Level.CAN_TEACH)
    yield "lead's topics to learn", lambda typed: teams.lead_topics_form(a_team(typed), Level.LEARNING)
    yield "round to join", lambda typed: teams.join_form(a_team(typed))
    yield (
        "round joined",
        lambda typed: teams.joined(a_team(typed), [typed.topic("Terraform", 1), typed.topic("SQL", 2)]),
    )
    yield "round joined, learning", lambda typed: teams.joined(a_team(typed), [typed.topic("SQL")], is_learning=True)


def _welcome(how_many: int) -> Callable[[Typed], Any]:
    return lambda typed: teams.welcome_card(a_welcome(typed, how_many=how_many))


def _preview(teaching: bool, learning: bool) -> Callable[[Typed], Any]:
    def build(typed: Typed) -> Any:
        welcome = a_welcome(typed, is_welcomed=False)
        return teams.welcome_preview(WelcomePreview(welcome, [], lacks_teaching=teaching, lacks_learning=learning))

    return build


def of_the_beginning() -> Named:
    """What is set up, and the first week of a team."""
    yield "channel for thanks to pick", lambda _: teams.shoutouts_form()
    yield "channel to adopt", lambda _: teams.adopt_where_form()
    yield "what is posted first", lambda _: teams.first_post()
    yield "welcome of an admin who sets up", lambda _: people.welcome(is_to_set_up=True)
    for how_many in (0, 2):
        yield f"home to set up, {how_many}", _home(how_many, is_to_set_up=True)
    for done in range(len(Step) + 1):
        yield f"home in the first week, {done} done", _home(2, done=done)
    yield "home of somebody new in the first week", _home(0, done=1)
    yield "home in the first week, channel lost", _home(2, done=1, lost_why="archived")


def _home(
    how_many: int, *, done: int | None = None, is_to_set_up: bool = False, lost_why: str | None = None
) -> Callable[[Typed], Any]:
    def build(typed: Typed) -> Any:
        weeks = []
        if done is not None:
            steps = {step: NOW if number < done else None for number, step in enumerate(Step)}
            weeks = [FirstWeek(a_team(typed, lost_why=lost_why, is_welcomed=done > 0), steps)]
        found = replace(facts.home(typed, how_many=how_many), first_weeks=weeks, is_to_set_up=is_to_set_up)
        return home.home_view(found, now=NOW)

    return build


def of_teams() -> Named:
    """Adoption, settings, leaving, admins, the welcome, the beginning."""
    yield from of_the_beginning()
    yield from of_the_welcome()
    yield (
        "team to adopt",
        lambda typed: teams.adopt_form("C0WEB", typed.name("web"), zone=ZONE, shoutout_channel=CHANNEL, most_leads=10),
    )
    yield "team adopted", lambda typed: teams.adopted(a_team(typed), may_write=True)
    yield "team adopted for its lead", lambda typed: teams.adopted(a_team(typed), may_write=False)
    yield "team settings", lambda typed: teams.settings_form(a_team(typed), ["U0CHI"], may_write=True, most_leads=10)
    yield (
        "team settings, reminders stopped",
        lambda typed: teams.settings_form(a_team(typed), [], may_write=True, most_leads=10, stopped_prompts=True),
    )
    yield "team saved", lambda typed: teams.saved(a_team(typed), NOW)
    yield "team saved, without shout-outs", lambda typed: teams.saved(a_team(typed), None)
    yield "team to leave", lambda typed: teams.leave_form(a_team(typed))
    yield "team left", lambda _: teams.left("C0WEB")
    yield "team without a lead", lambda typed: teams.leaderless(a_team(typed))
    for why in why_lost_by_reason():
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
    return lambda typed: teams.settings_form(a_team(typed, lost_why=why), ["U0CHI"], may_write=True, most_leads=10)
