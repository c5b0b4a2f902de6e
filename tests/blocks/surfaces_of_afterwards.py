"""Surfaces of lunch-and-learns before and after: questions in advance, who comes, and what it was worth."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from bot.lunches import (
    LONGEST_QUESTION,
    MOST_QUESTIONS,
    HeldCard,
    Lists,
    OwnLunch,
    OwnQuestions,
    PromptCard,
    ToChange,
    Totals,
    WhoComes,
    WhoWasIn,
    WorthCard,
)
from handlers.blocks import lunches
from handlers.blocks.kit import Message, View
from models import Attendance, LunchQuestion, LunchSeries, Repeats
from tests.blocks.facts import NOW, ZONE, Typed, member
from tests.blocks.surfaces_of_lunches import card, lunch


def _questions(typed: Typed, how_many: int) -> list[str]:
    texts = ("Does it work with what we have?", "How do I read a plan that deletes things?", "What about state?")
    return [typed.words(texts[number % 3], LONGEST_QUESTION) for number in range(how_many)]


def _own(typed: Typed, how_many: int) -> OwnQuestions:
    asked = [
        LunchQuestion(id=30 + number, text=text, asked_at=NOW)
        for number, text in enumerate(_questions(typed, how_many))
    ]
    return OwnQuestions(lunch(typed), card(typed).hosts[: how_many + 1], asked)


def _of_own(shown: Callable[[OwnQuestions], View], how_many: int, typed: Typed) -> View:
    return shown(_own(typed, how_many))


def _who_comes(typed: Typed, *, each: int, questions: int | None) -> View:
    said = {
        attendance: [member(typed, 40 + number, f"Person {number}") for number in range(each)]
        for attendance in Attendance
    }
    return lunches.who_comes_view(
        WhoComes(lunch(typed), said, None if questions is None else _questions(typed, questions))
    )


def _host_reminder(typed: Typed, questions: int) -> Message:
    return lunches.host_reminder(card(typed), _questions(typed, questions), zone=ZONE)


def _worth(typed: Typed, *, hosts: int = 1, has_judged: bool = False, is_open: bool = True) -> Message:
    return lunches.worth_card(WorthCard(lunch(typed), 50, card(typed).hosts[:hosts], has_judged, is_open))


def _held(typed: Typed, *, were_in: int, came: int | None = None) -> Message:
    return lunches.held(HeldCard(lunch(typed), were_in, came))


def _came_form(typed: Typed, people: int) -> View:
    were_in = [member(typed, 40 + number, f"Person {number}") for number in range(people)]
    return lunches.came_form(WhoWasIn(lunch(typed), were_in))


def _after(_: Typed, came: int) -> View:
    return lunches.came_view(came)


def _came(typed: Typed, came: int) -> Message:
    return lunches.announcement(replace(card(typed), is_over=True, came=came))


def _totals(typed: Typed, totals: Totals | None, *, repeats: bool = False) -> Message:
    series = LunchSeries(repeats=Repeats.WEEKLY, begins_on=NOW.date()) if repeats else None
    return lunches.totals(replace(card(typed), series=series), totals)


def _again(typed: Typed) -> View:
    return lunches.form_again(ToChange(lunch(typed), card(typed).hosts, typed.topic("Terraform")), zone=ZONE)


def _past(typed: Typed, *, is_host: bool, to_come: int = 0) -> Message:
    def one(number: int) -> OwnLunch:
        shown = card(typed)
        shown.lunch.title = f"{number} {shown.lunch.title}"[:120]
        shown.lunch.notes, shown.lunch.recording_link = typed.words("Read the plan.", 2000), "https://meet.example"
        return OwnLunch(shown, Attendance.MAYBE, is_host)

    own = [one(10 + number) for number in range(min(to_come, 6))]
    others = [one(20 + number) for number in range(to_come)]
    return lunches.lists(Lists(own, others, [one(number) for number in range(5)]), zone=ZONE)


def _prompt(typed: Typed, number: int) -> Message:
    return lunches.prompt_card(PromptCard(lunch(typed), number))


def of_afterwards() -> Iterator[tuple[str, Callable[[Typed], Message | View]]]:
    """Every one of them, by name."""
    for how_many in (0, 1, MOST_QUESTIONS):
        yield f"question form, {how_many} asked", partial(_of_own, lunches.question_form, how_many)
        yield f"question asked, {how_many}", partial(_of_own, lunches.question_asked_view, how_many)
        yield f"question gone, {how_many}", partial(_of_own, lunches.question_gone_view, how_many)
    yield "who comes, nobody", partial(_who_comes, each=0, questions=0)
    yield "who comes", partial(_who_comes, each=3, questions=3)
    yield "who comes, for a lead", partial(_who_comes, each=1, questions=None)
    yield "who comes, very many", partial(_who_comes, each=200, questions=700)
    for asked in (0, 1, 40):
        yield f"host reminder, {asked} questions", partial(_host_reminder, questions=asked)
    for were_in, came in ((0, None), (1, None), (7, None), (7, 0), (7, 1), (7, 6)):
        yield f"lunch held, {came} of {were_in}", partial(_held, were_in=were_in, came=came)
    for people in (1, 10, 11):
        yield f"who came, of {people}", partial(_came_form, people=people)
    for came in (0, 1, 6):
        yield f"who came, {came} noted", partial(_after, came=came)
        yield f"lunch, {came} came", partial(_came, came=came)
    for hosts in (0, 1, 3):
        yield f"was it worth it, {hosts} hosts", partial(_worth, hosts=hosts)
        yield f"was it worth it, {hosts} hosts, answered", partial(_worth, hosts=hosts, has_judged=True)
    yield "was it worth it, too late", partial(_worth, is_open=False)
    yield "totals, too few", partial(_totals, totals=None)
    yield "totals", partial(_totals, totals=Totals(5, 2, 0))
    yield "totals of one of many", partial(_totals, totals=Totals(0, 3, 2), repeats=True)
    yield "teach it again", _again
    yield "lists, past", partial(_past, is_host=False)
    yield "lists, past of a host", partial(_past, is_host=True)
    yield "lists, all that fits", partial(_past, is_host=True, to_come=8)
    for number in (0, 30):
        yield f"prompt card, round {number}", partial(_prompt, number=number)
