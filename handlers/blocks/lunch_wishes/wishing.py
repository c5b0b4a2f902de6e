"""What people read who wish for a lunch-and-learn: how many they are, and what others wish for; never who."""

from bot.commands import here
from bot.lunch_wishes import ENOUGH_WISHES, Wished, WishedTopic, Wishes
from handlers.blocks.kit import (
    LIMITS,
    Block,
    Message,
    actions,
    bold,
    button,
    channel_link,
    context,
    count,
    cut,
    message,
    moment,
    plain,
    section,
)
from handlers.blocks.lunch_wishes.names import (
    AS_MEANT,
    AS_TYPED,
    WISH_TOO,
    hold_button,
    list_button,
    no_longer_button,
)
from handlers.blocks.lunches.names import come, start
from models import Lunch

_IN_WORDS = {1: "One", 2: "Two", 3: "Three", 4: "Four"}


def wished(said: Wished, *, zone: str) -> Message:
    """What somebody reads who wished for one."""
    topic = bold(said.topic)
    if said.planned is not None:
        return message(
            [
                section(f"One about {topic} is planned already: {when(said.planned, zone)}."),
                actions(come(said.planned, primary=True), list_button()),
            ]
        )
    begin = "Noted." if said.is_new else "You wished for it already."
    others = said.how_many - 1
    who = (
        f"You and {count(others, 'other', 'others')} would like a lunch-and-learn about {topic}."
        if others
        else f"You're the first who would like a lunch-and-learn about {topic}."
    )
    missing = ENOUGH_WISHES - said.how_many
    then = (
        f"{_IN_WORDS[missing]} more and I'll look for somebody."
        if missing > 0
        else "That's enough for me to look for somebody who would hold one."
    )
    return message(
        [
            section(f"{begin} {who} {then}"),
            actions(list_button(), no_longer_button(said.skill_id, said.topic)),
            context("Everybody can see how many would like one, and nobody who. I'll write to you once it is planned."),
        ]
    )


def did_you_mean(typed: str, meant: str) -> Message:
    """What somebody is asked whose word is nearly that of a topic."""
    return message(
        [
            section(f"You typed {plain(typed)}. Did you mean {bold(meant)}?"),
            actions(
                button(cut(f"Yes, {meant}", LIMITS["button_text"]), AS_MEANT, meant),
                button(cut(f"No, I mean {typed}", LIMITS["button_text"]), AS_TYPED, typed),
            ),
            context("Nothing is noted until you choose."),
        ]
    )


def wishes(found: Wishes, *, zone: str) -> Message:
    """What people wish for, with what the reader may do about each."""
    if not found.shown:
        return message(
            [
                section(
                    "Nobody wishes for a lunch-and-learn yet. What would you like one about? "
                    f"Type `{here('/lunchandlearn')} wish terraform`, or your own topic."
                ),
                actions(start()),
            ]
        )
    blocks: list[Block] = [section("*What people would like a lunch-and-learn about*")]
    for one in found.shown:
        blocks += _wished(one, zone)
    more = f"{count(found.more, 'more topic is', 'more topics are')} not shown. " if found.more else ""
    other = f"Nobody sees who. For another topic, type `{here('/lunchandlearn')} wish` and its name."
    return message([*blocks, context(f"{more[:1].upper()}{more[1:]}{other}")])


def _wished(one: WishedTopic, zone: str) -> list[Block]:
    line = f"{bold(one.name)}\n{_how_many(one)}"
    own = (
        no_longer_button(one.skill_id, one.name)
        if one.is_own
        else button("I'd come too", WISH_TOO, one.skill_id, accessibility_label=f"I'd come too: {one.name}")
    )
    if one.planned is not None:
        withdraw = [own] if one.is_own else []
        return [section(f"{line}\nPlanned: {when(one.planned, zone)}"), actions(come(one.planned), *withdraw)]
    return [section(line), actions(own, hold_button(one.skill_id, one.name))]


def _how_many(one: WishedTopic) -> str:
    if not one.is_own:
        who = count(one.how_many, "person", "people")
        return f"{who[0].upper()}{who[1:]} would like one"
    others = one.how_many - 1
    return f"You and {count(others, 'other', 'others')} would like one" if others else "You would like one"


def when(lunch: Lunch, zone: str) -> str:
    """One that is planned: its title, when and where."""
    return f"{bold(lunch.title)}, {moment(lunch.begins_at, zone)}, in {channel_link(lunch.channel_slack_id)}"
