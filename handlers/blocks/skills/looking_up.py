"""Whom to ask about what: somebody's card as colleagues see it, and the people of a topic."""

from collections.abc import Sequence

from bot.skills import Knows, Listed, Topic
from handlers.blocks.asking import buttons as asking
from handlers.blocks.kit import (
    LIMITS,
    Block,
    Message,
    actions,
    bold,
    context,
    lines_that_fit,
    message,
    plain,
    section,
)
from handlers.blocks.lunch_wishes.names import wish_button as lunch_wish_button
from handlers.blocks.skills.card import add_button, line_of
from handlers.blocks.skills.wishes import see_button
from handlers.blocks.skills.wishing import wish_button
from models import Member

_HOW_ASKING_WORKS = "Asking goes to whoever fits and has time, and nobody is told who passed."


def of_member(member: Member, listed: list[Listed]) -> Message:
    """What colleagues may ask a member about; a kind sentence where they listed nothing."""
    if not listed:
        return message(
            [
                section(
                    f"{bold(member.name)} hasn't listed anything to be asked about. Most people know more than that."
                ),
                actions(asking.start()),
            ]
        )
    lines = [line_of(line.name, line.level, line.ways, line.note) for line in listed]
    return message(
        [
            section(f"{bold(member.name)} can be asked about"),
            section(lines_that_fit(lines, LIMITS["section_text"])),
            actions(asking.start(label="Ask")),
            context(_HOW_ASKING_WORKS),
        ]
    )


def topic(topic: Topic, *, tools: Sequence[Block] = ()) -> Message:
    """Who can be asked about a topic, and what to do where nobody can; `tools` are what only admins see."""
    if not topic.people:
        return message([*_nobody(topic), *tools])
    lines = [_knows(one) for one in topic.people]
    return message(
        [
            section(f"*Who can be asked about {plain(topic.name)}*"),
            section(lines_that_fit(lines, LIMITS["section_text"])),
            actions(asking.start(label="Ask them", primary=True, about=topic.skill_id)),
            context(_HOW_ASKING_WORKS),
            *tools,
        ]
    )


def _knows(one: Knows) -> str:
    return line_of(one.name, one.level, one.ways, one.note)


def _nobody(topic: Topic) -> list[Block]:
    close = [section(bold(name), accessory=see_button(name)) for name in topic.close]
    near = [section("Close to it, with somebody to ask:"), *close] if close else []
    return [
        section(f"Nobody lists {bold(topic.name)} yet."),
        *near,
        actions(asking.start(), wish_button(topic.name), lunch_wish_button(topic.name), add_button("Add what I know")),
    ]
