"""Every message, form and Home that blocks can build, by name, from any facts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Any, TypeVar

from bot.asking import Preview, Standing
from handlers.blocks import asking, conversing, home, people, refusals, skills
from handlers.blocks.kit import Message, View
from tests.blocks import facts, surfaces_of_kudos, surfaces_of_nominations
from tests.blocks.facts import NOW, QUESTION, ZONE, Typed
from tests.blocks.surfaces_of_afterwards import of_afterwards
from tests.blocks.surfaces_of_charts import of_charts
from tests.blocks.surfaces_of_help import of_help
from tests.blocks.surfaces_of_leads import of_leads
from tests.blocks.surfaces_of_lunch_wishes import of_lunch_wishes
from tests.blocks.surfaces_of_lunches import of_lunches
from tests.blocks.surfaces_of_open_cards import open_cards
from tests.blocks.surfaces_of_people import of_people
from tests.blocks.surfaces_of_preparation import of_preparation
from tests.blocks.surfaces_of_roundups import of_roundups
from tests.blocks.surfaces_of_skills import skills_surfaces
from tests.blocks.surfaces_of_teams import of_teams
from tests.blocks.surfaces_of_the_tour import of_the_tour
from tests.blocks.surfaces_of_trust import of_trust

Surface = dict[str, Any]
Named = Iterator[tuple[str, Callable[[Typed], Message | View]]]
Facts = TypeVar("Facts")

SENTENCES = (
    refusals.broke("7F3A"),
    refusals.too_slow(),
    refusals.unknown_button(),
    refusals.not_installed(),
    refusals.form_not_opened(),
)


def _from(
    make: Callable[..., Facts], write: Callable[[Facts], Message | View], *which: Any, **how: Any
) -> Callable[[Typed], Message | View]:
    return lambda typed: write(make(typed, *which, **how))


def _before_asking() -> Named:
    previews: dict[str, dict[str, Any]] = {
        "": {},
        " with others": {"others": 3, "topic": False},
        " off hours": {"at_work": False},
        " nobody": {"nobody": True, "topic": False},
        " nobody for the topic": {"nobody": True},
        " full": {"full": True},
        " full without topic": {"full": True, "topic": False},
    }
    for label, how in previews.items():
        yield f"preview{label}", _from(facts.preview, partial(asking.preview, zone=ZONE), **how)
        aloud = partial(asking.preview, zone=ZONE, is_public=True)
        yield f"preview{label} of what was said aloud", _from(facts.preview, aloud, **how)
        yield f"preview view{label}", _from(facts.preview, partial(asking.preview_view, zone=ZONE), **how)
    yield "form", lambda _: asking.form()
    yield "form from a private place", lambda typed: asking.form(text=typed.words("x", 5000), from_private_place=True)
    yield "form of a draft", lambda typed: asking.form(text=typed.words(QUESTION), question_id=7)
    yield "form of an open one", lambda typed: asking.form(text=typed.words("x"), question_id=7, is_open=True)
    yield "asked", lambda _: asking.asked()
    yield "asked view", lambda _: asking.asked_view()
    yield "nobody now", lambda _: asking.nobody_now(7)
    yield "nobody now view", lambda _: asking.nobody_now_view(None)
    yield "changed view", lambda _: asking.changed_view()


def _cards() -> Named:
    asker, offer = partial(asking.asker_card, zone=ZONE), partial(asking.offer_card, zone=ZONE)
    for standing in Standing:
        yield f"asker card {standing.value}", _from(facts.asker_card, asker, standing)
        bare = _from(facts.asker_card, asker, standing, topic=False, chat=False, widens=False)
        yield f"asker card {standing.value}, bare", bare
        yield f"offer card {standing.value}", _from(facts.offer_card, offer, standing)
        yield f"offer card {standing.value}, bare", _from(facts.offer_card, offer, standing, topic=False)
        yield f"chat card {standing.value}", _from(facts.chat_card, asking.chat_card, standing)
        yield f"chat card {standing.value}, bare", _from(facts.chat_card, asking.chat_card, standing, topic=False)
    again = _from(facts.asker_card, asker, Standing.WAITING, stepped_back=True)
    yield "asker card after a step back", again
    for standing in (Standing.WAITING, Standing.NOBODY):
        left = _from(facts.asker_card, asker, standing, has_left=True)
        yield f"asker card {standing.value} after the helper left", left
    yield "asker card after thanks", _from(facts.asker_card, asker, Standing.ANSWERED, is_thanked=True)


def _with_files(preview: Preview) -> Message:
    return conversing.without_files(asking.preview(preview, zone=ZONE))


def _home_with_a_suggestion(typed: Typed) -> View:
    suggestion = surfaces_of_nominations.nomination(typed)
    return home.home_view(replace(facts.home(typed, how_many=0), suggestion=suggestion), now=NOW)


def _everywhere() -> Named:
    yield "welcome", lambda _: people.welcome()
    yield "you are welcome", lambda _: conversing.you_are_welcome()
    yield "preview of a question with files", _from(facts.preview, _with_files)
    yield "unknown word", lambda typed: people.unknown_word(typed.words("ask-expert"), "/askexpert")
    yield "unknown word, nothing near", lambda typed: people.unknown_word(typed.words("xyzzy"), None)
    for command in ("/askexpert", "/skills", "/kudos", "/whoknows"):
        yield f"help for {command}", _from(lambda _, name: str(name), people.help_for, command)
    yield "home", lambda typed: home.home_view(facts.home(typed), now=NOW)
    yield "home with a suggestion", _home_with_a_suggestion
    yield "home paused", lambda typed: home.home_view(facts.home(typed, how_many=1, is_paused=True), now=NOW)
    yield "home of somebody new", lambda typed: home.home_view(facts.home(typed, how_many=0), now=NOW)
    yield "told", lambda typed: refusals.told(typed.words("No.", 6000), kept_text=typed.words("hello", 20_000))
    yield "sentence view", lambda typed: refusals.sentence_view("Not this time", typed.words("No.", 6000))
    yield "message view", lambda typed: refusals.message_view(skills.card(facts.skill_card(typed), zone=ZONE))
    for number, sentence in enumerate(SENTENCES):
        yield f"refusal {number}", _from(lambda _, said: str(said), refusals.told, sentence)


GROUPS = (
    _before_asking,
    _cards,
    open_cards,
    _everywhere,
    skills_surfaces,
    of_teams,
    of_people,
    surfaces_of_kudos.surfaces,
    of_lunches,
    of_afterwards,
    of_preparation,
    of_lunch_wishes,
    surfaces_of_nominations.surfaces,
    of_trust,
    of_the_tour,
    of_charts,
    of_leads,
    of_help,
    of_roundups,
)
BUILD = {name: build for group in GROUPS for name, build in group()}


@cache
def surface(name: str, typed: Typed) -> Surface:
    """The surface by this name, from what was typed; built once, since many tests look at it and none changes it."""
    return dict(BUILD[name](typed))
