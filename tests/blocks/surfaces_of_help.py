"""What people see of milestones and of help that was passed on, from any facts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.asking import Standing
from bot.kudos import LONGEST_REASON
from bot.kudos.all_kind_words import ON_A_PAGE, KindWord, PageOfKindWords
from bot.kudos.came_of_help import CameOfHelp
from bot.kudos.milestones import Reached
from bot.kudos.passing_on import FirstHelper, PassOn
from bot.personal_note import Note, Story, ToThank
from handlers.blocks import asking, came_of_help, home, kind_words, milestones, passing_on, personal_note
from handlers.blocks.kit import Message, View
from tests.blocks import facts
from tests.blocks.facts import CHANNEL, NOW, ZONE, Typed
from tests.blocks.surfaces_of_nominations import nomination


def reached(people: int = 5, *, is_shared: bool = False, is_kept: bool = False) -> Reached:
    """A milestone as its member reads it."""
    return Reached(7, people, is_shared=is_shared, is_kept=is_kept)


def pass_on(typed: Typed, number: int = 1, *, is_named: bool = False, days_ago: int = 0) -> PassOn:
    """Help that was passed on, as whoever helped first reads it."""
    by = typed.name("Ana") if is_named else None
    return PassOn(number, typed.topic("Terraform"), NOW - timedelta(days=days_ago), by)


def first_helpers(typed: Typed, *, is_told: bool = False) -> list[FirstHelper]:
    """Two who once helped with the same."""
    topic = typed.topic("Terraform")
    return [FirstHelper(number, typed.name(name), topic, is_told) for number, name in ((3, "Bo"), (4, "Chi"))]


def _below(typed: Typed, came: CameOfHelp) -> Message:
    card = asking.offer_card(facts.offer_card(typed, Standing.ANSWERED), zone=ZONE)
    return came_of_help.below(card, came)


def _came(typed: Typed, *, is_over: bool) -> Message:
    milestone = reached(is_shared=is_over)
    return _below(typed, CameOfHelp(milestone, first_helpers(typed, is_told=is_over)))


def _kept(typed: Typed) -> Message:
    return _below(typed, CameOfHelp(reached(1, is_kept=True), []))


def _pass_on(typed: Typed, *, is_named: bool, days_ago: int) -> Message:
    told = pass_on(typed, is_named=is_named, days_ago=days_ago)
    return passing_on.pass_on_message(told, zone=ZONE, now=NOW)


def _share_form(typed: Typed, channels: list[str]) -> View:
    return milestones.share_form(reached(25), channels, name=typed.name("Bo"))


def _home(typed: Typed) -> View:
    told = [pass_on(typed, 1), pass_on(typed, 2, is_named=True, days_ago=2), pass_on(typed, 3, days_ago=3)]
    facts_ = replace(facts.home(typed), milestone=reached(), passed_on=told)
    return home.home_view(facts_, now=NOW)


def kind_word(typed: Typed, *, is_private: bool = False) -> KindWord:
    """A thank-you as its receiver reads it."""
    return KindWord(
        by=typed.name("Ana"),
        reason=typed.words("You drew the picture that I now use myself.", LONGEST_REASON),
        topic=None if is_private else typed.topic("Terraform"),
        given_at=NOW - timedelta(days=3),
        is_private=is_private,
        is_confided=False,
    )


def _page(typed: Typed, *, words: int, number: int, has_older: bool) -> View:
    some = [kind_word(typed, is_private=bool(one % 2)) for one in range(words)]
    return kind_words.page_view(PageOfKindWords(some, number, has_older), zone=ZONE)


def note(typed: Typed, *, how_many: int = 3, milestone: int = 5) -> Note:
    """A personal note with as much of everything as it can hold, or a little."""
    return Note(
        offers=[facts.offer_card(typed, Standing.WAITING, offer_id=20 + one) for one in range(how_many)],
        to_thank=[ToThank(30 + one, typed.name("Chi"), typed.topic("Zig")) for one in range(how_many)],
        suggestion=nomination(typed) if how_many > 1 else None,
        story=Story(40, typed.name("Dev")) if how_many > 1 else None,
        thanked_by=[typed.name(name) for name in ("Ana", "Bo", "Chi", "Dev", "Ines", "Sam")] if how_many > 1 else [],
        milestone=reached(milestone) if how_many != 1 else None,
        passed_on=[typed.topic("Terraform", 1), typed.topic("On-call", 2)] if how_many > 1 else [],
    )


def _first_milestone(typed: Typed) -> Message:
    return personal_note.personal_note(note(typed, how_many=0, milestone=1))


def _thanked(typed: Typed) -> Message:
    return personal_note.personal_note(replace(note(typed, how_many=0), thanked_by=[typed.name("Ana")]))


def of_help() -> Iterator[tuple[str, Callable[[Typed], Message | View]]]:
    """All of them, by name."""
    yield "offer card with what came of it", partial(_came, is_over=False)
    yield "offer card with what came of it, told", partial(_came, is_over=True)
    yield "offer card with a milestone that is kept", _kept
    for is_named in (True, False):
        for days_ago in (0, 2):
            yield f"passed on, {is_named=} {days_ago=}", partial(_pass_on, is_named=is_named, days_ago=days_ago)
    for channels in ([], [CHANNEL], [CHANNEL, "C0WEB"]):
        yield f"share form, {len(channels)} channels", partial(_share_form, channels=channels)
    for people in (1, 25):
        yield f"milestone of {people} shared", partial(_shared, people)
    yield "shared view", lambda _: milestones.shared_view(CHANNEL)
    for is_held in (True, False):
        yield f"milestone not posted, {is_held=}", partial(_not_posted, is_held=is_held)
    yield "home with what came of help", _home
    for how_many in (3, 1):
        yield f"personal note, {how_many=}", _from_note(how_many)
    yield "personal note of thanks and a milestone", _thanked
    yield (
        "personal note, first milestone",
        lambda typed: personal_note.personal_note(note(typed, how_many=0, milestone=1)),
    )
    yield "personal note, over", lambda _: personal_note.over()
    yield "personal notes stopped", lambda _: personal_note.stopped()
    yield "all kind words", partial(_page, words=ON_A_PAGE, number=1, has_older=True)
    yield "all kind words, one page", partial(_page, words=2, number=0, has_older=False)
    yield "all kind words, none", partial(_page, words=0, number=0, has_older=False)


def _from_note(how_many: int) -> Callable[[Typed], Message]:
    return lambda typed: personal_note.personal_note(note(typed, how_many=how_many))


def _shared(people: int, typed: Typed) -> Message:
    return milestones.post(people, name=typed.name("Bo"))


def _not_posted(_: Typed, *, is_held: bool) -> Message:
    return milestones.not_posted(CHANNEL, is_held=is_held)
