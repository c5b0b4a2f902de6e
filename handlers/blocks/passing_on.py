"""Help that was passed on: what whoever helped first reads, and how whoever passed it on can say that it was them."""

from collections.abc import Sequence
from datetime import datetime

from bot.hours import zone_named
from bot.kudos.passing_on import FirstHelper, PassOn
from handlers.blocks.kit import Block, Message, actions, bold, button, context, cut, day, message, plain, section

NAME = "passing_on.name"


def pass_on_message(pass_on: PassOn, *, zone: str, now: datetime) -> Message:
    """The message to whoever helped first."""
    note = (
        f"{plain(pass_on.by)} wanted you to know."
        if pass_on.by
        else "Only you see this. Who it was is for them to say."
    )
    return message([section(said(pass_on, zone=zone, now=now)), context(note)])


def said(pass_on: PassOn, *, zone: str, now: datetime) -> str:
    """That help was passed on, in one sentence."""
    topic, local = bold(pass_on.topic), zone_named(zone)
    is_today = pass_on.passed_on_at.astimezone(local).date() == now.astimezone(local).date()
    when = "today" if is_today else f"on {day(pass_on.passed_on_at, zone)}"
    if pass_on.by:
        return f":seedling: {plain(pass_on.by)}, whom you helped with {topic}, helped somebody with it {when}."
    return f":seedling: Somebody you helped with {topic} helped somebody with it {when}."


def first_helper_blocks(first_helpers: Sequence[FirstHelper]) -> list[Block]:
    """What whoever passed it on reads on their own card of the help, where nobody is told before they say so."""
    blocks: list[Block] = []
    for first in first_helpers:
        name, topic = plain(first.name), bold(first.topic)
        blocks.append(section(f":seedling: {name} helped you with {topic} once, and with this you passed it on."))
        if first.is_told:
            blocks.append(context(f"{name} knows that it was you."))
        else:
            spoken = f"Tell {cut(first.name, 30)} it was you: {first.passed_on_id}, {first.topic}"
            blocks.append(actions(button(f"Tell {first.name} it was you", NAME, first.passed_on_id,
                                         accessibility_label=spoken)))  # fmt: skip
            blocks.append(context("Until then they only read that somebody did. Whom you helped stays out of it."))
    return blocks
