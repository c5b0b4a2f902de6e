"""Surfaces of lunch-and-learns before and after: questions in advance, who comes, and what it was worth."""

from collections.abc import Callable, Iterator
from functools import partial

from bot.lunches import LONGEST_QUESTION, MOST_QUESTIONS, OwnQuestions, WhoComes
from handlers.blocks import lunches
from handlers.blocks.kit import Message, View
from models import Attendance, LunchQuestion
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
