"""Thanks as they are read: the post, the direct message, and what is asked about them in somebody's Home."""

import re
from collections.abc import Sequence

from bot.kudos import KindWords
from handlers.blocks.kit import (
    Block,
    Message,
    actions,
    bold,
    button,
    channel_link,
    context,
    list_of_names,
    mention,
    message,
    overflow,
    plain,
    quote,
    section,
)
from handlers.blocks.kudos.names import ADD_THANKS, KEEP_STORY, MORE, TELL_STORY, start

_MOST_ADDED = 12


def post(giver: str, receivers: str, reason: str, topic: str | None, added: Sequence[str] = ()) -> list[Block]:
    """A post of thanks: who thanked whom, for what, and who else does; the names as they are to be shown."""
    return [section(f":green_heart: *{giver} thanked* {receivers}"), quote(reason), *_below(reason, topic, added)]


def _below(reason: str, topic: str | None, added: Sequence[str] = ()) -> list[Block]:
    said = [f"for {bold(topic)}"] if topic and not is_named(topic, reason) else []
    if added:
        verb = "adds their thanks" if len(added) == 1 else "add their thanks"
        said.append(f"{list_of_names(added, most=_MOST_ADDED)} {verb}")
    return [context(" · ".join(said))] if said else []


def is_named(topic: str, words: str) -> bool:
    """Whether these words name the topic already, so that it need not be said again below them."""
    return re.search(rf"(?<!\w){re.escape(topic)}(?!\w)", words, re.IGNORECASE) is not None


def shoutout(words: KindWords) -> Message:
    """The post in a shout-out channel; it rings for those it thanks and nobody else, and its edits ring for nobody."""
    receivers = list_of_names([mention(receiver.slack_id) for receiver in words.receivers])
    giver, added = plain(words.giver.name), [plain(member.name) for member in words.added]
    often = f" · {len(added)}" if added else ""
    add = button(
        f"Add my thanks{often}",
        ADD_THANKS,
        words.kudos_id,
        accessibility_label=f"Add my thanks{often}: with {words.giver.name}",
    )
    return message(
        [
            *post(giver, receivers, words.reason, words.topic, added),
            actions(add, start("Thank someone else"), _more(words)),
        ]
    )


def kind_words_message(words: KindWords, *, reader_id: int) -> Message:
    """The direct message to somebody who is thanked in private, or who is not in the channel with the post."""
    is_posted = words.channel is not None and reader_id in {one.id for one in words.receivers}
    said = (
        f":green_heart: {mention(words.giver.slack_id)} thanked you in {channel_link(str(words.channel))}"
        if is_posted
        else f":green_heart: A kind word from {mention(words.giver.slack_id)}, just for you"
    )
    more = _more(words) if words.kudos_id is not None else None
    return message([section(said, accessory=more), quote(words.reason), *_below(words.reason, words.topic)])


def _more(words: KindWords) -> Block:
    return overflow(MORE, [(f"report:{words.kudos_id}", "Report to an admin")])


def story_question(words: KindWords) -> list[Block]:
    """What a receiver is asked below kind words that their giver would let a roundup tell; nothing for others."""
    if not words.awaits_story:
        return []
    giver = plain(words.giver.name)
    about = f"the words of {words.giver.name}"
    return [
        context(f"{giver} would let the team's shout-out tell this as a story, with both your names. Would you?"),
        actions(
            button("Yes, tell it", TELL_STORY, words.kudos_id, accessibility_label=f"Yes, tell it: {about}"),
            button("Rather not", KEEP_STORY, words.kudos_id, accessibility_label=f"Rather not: {about}"),
        ),
    ]
