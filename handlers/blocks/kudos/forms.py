"""The forms to say thanks: the one for anybody, and the one for whoever answered a question."""

from collections.abc import Sequence
from enum import StrEnum

from bot.commands import here
from bot.kudos import LONGEST_REASON, MOST_RECEIVERS, ThanksOffer, Ways
from handlers.blocks.kit import (
    Block,
    View,
    channel_link,
    checkboxes_input,
    context,
    list_of_names,
    modal,
    people_input,
    plain,
    radio_input,
    section,
    text_input,
)
from handlers.blocks.kudos.names import FORM, THANKS_FORM
from handlers.blocks.kudos.posts import post
from handlers.blocks.skills.topics import topic_menu


class Where(StrEnum):
    """Where thanks are said, as the form has it before it is known whom they are for; later a channel's id."""

    PRIVATE = "private"
    PUBLIC = "public"


class More(StrEnum):
    """What the giver of thanks for an answer may wish besides."""

    TELL_LEADS = "tells_leads"
    MAY_BE_TOLD = "may_be_told"


_TOLD = "told:"


def form(
    how: Ways | None = None,
    *,
    has_channel: bool = True,
    receivers: Sequence[str] = (),
    reason: str = "",
    topic: str = "",
    where: str = "",
) -> View:
    """The form to thank people. With `how` it is about these people: where it can be said, and who reads it alone.

    `receivers` are Slack ids to begin with where nobody was looked up yet; `has_channel` is false where no channel is
    chosen for public thanks anywhere.
    """
    chosen = [one.slack_id for one in how.receivers] if how else receivers
    return modal(
        "Thank someone",
        [
            *(_told_before(how) if how else []),
            people_input("receivers", "Who?", initial=chosen, most=MOST_RECEIVERS),
            _reason(
                "What did they do?", reason, "Say what they did and what it changed. It reads better than “great job”."
            ),
            _where(how, where, has_channel=has_channel),
            topic_menu("topic", "Topic", initial=[topic] if topic else [], is_optional=True),
        ],
        callback_id=FORM,
        submit="Say thanks",
        close="Not now",
        private_metadata=_TOLD + ",".join(one.slack_id for one in how.prefer_private) if how else "",
    )


def told_in(metadata: str) -> set[str]:
    """The Slack ids of those of whom the form has told its reader that they prefer kind words in private."""
    return set(metadata.removeprefix(_TOLD).split(",")) if metadata.startswith(_TOLD) else set()


def _told_before(how: Ways) -> list[Block]:
    said = []
    if how.prefer_private:
        names = list_of_names([plain(one.name) for one in how.prefer_private])
        verb = "prefers" if len(how.prefer_private) == 1 else "prefer"
        anyway = " either way" if how.channels else ""
        said.append(f"{names} {verb} kind words in private, and will read yours in a message{anyway}.")
    if len(how.channels) > 1:
        said.append("Pick the channel whose people should see it.")
    return [section(" ".join(["Nothing is sent yet.", *said]))]


def _where(how: Ways | None, where: str, *, has_channel: bool) -> Block:
    ways: list[tuple[str, str]] = [(Where.PRIVATE, "Just them, in a message")]
    if how is not None:
        ways[:0] = [(channel, f"In {channel_link(channel)}, where everybody sees it") for channel in how.channels]
        hint = "" if how.channels or how.nobody_in_public else no_channel_yet()
    elif has_channel:
        ways.insert(0, (Where.PUBLIC, "In their shout-out channel, where everybody sees it"))
        hint = "Whoever prefers kind words in private gets a message either way."
    else:
        hint = no_channel_yet()
    initial = where if where in dict(ways) else ways[0][0]
    return radio_input("where", "Where?", ways, initial=initial, hint=hint, is_markup=True)


def _reason(label: str, initial: str, hint: str) -> Block:
    return text_input("reason", label, initial=initial, hint=hint, longest=LONGEST_REASON)


def thanks_form(offer: ThanksOffer, *, giver: str) -> View:
    """The form to thank whoever answered a question: written already, to be sent, changed or left."""
    helper = offer.helper.name
    reason = f"Thank you for your help with {offer.topic}." if offer.topic else "Thank you for your help."
    ways: list[tuple[str, str]] = [(Where.PRIVATE, f"Just {plain(helper)}")]
    hint = ""
    preview: list[Block] = []
    if offer.channels:
        ways += [(one, f"Also in {channel_link(one)}, where everybody sees it") for one in offer.channels]
        preview = [
            context(f"{_there(offer.channels)} it looks like this, with your own words:"),
            *post(plain(giver), plain(helper), reason, offer.topic),
        ]
    elif not offer.helper.likes_public_thanks:
        hint = f"{helper} prefers kind words in private, so nobody else will see this."
    return modal(
        "Say thanks",
        [
            _reason(f"Your words to {helper}", reason, "Say what changed for you, if you like."),
            radio_input("where", "Who sees it?", ways, initial=Where.PRIVATE, hint=hint, is_markup=True),
            *_more(offer),
            *preview,
        ],
        callback_id=THANKS_FORM,
        submit="Say thanks",
        close="Not now",
        private_metadata=str(offer.question_id),
    )


def _there(channels: Sequence[str]) -> str:
    return f"In {channel_link(channels[0])}" if len(channels) == 1 else "Where everybody sees it,"


def _more(offer: ThanksOffer) -> list[Block]:
    helper = offer.helper.name
    extras: list[tuple[str, str]] = []
    if offer.has_lead:
        extras.append((More.TELL_LEADS, "Let their lead know too"))
    if offer.channels:
        extras.append((More.MAY_BE_TOLD, f"The team's shout-out may tell it as a story, if {helper} agrees"))
    if not extras:
        return []
    hint = "A story is only told of thanks that everybody sees." if offer.channels else ""
    return [checkboxes_input("more", "If you like", extras, initial=[], hint=hint, is_optional=True)]


def no_channel_yet(around: str = "") -> str:
    """That public thanks have no channel, and how one is chosen; the command stands between `around`."""
    typed = f"{around}{here('/whoknows shoutouts')}{around}"
    return f"There is no channel for public thanks yet. An admin can choose one by typing {typed} in it."
