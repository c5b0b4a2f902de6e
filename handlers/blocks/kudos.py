"""Thanks as people write and read them: the forms, the post, the direct message, and where it was said."""

from collections.abc import Sequence

from bot.commands import here
from bot.kudos import LONGEST_REASON, MOST_RECEIVERS, Given, KindWords, ThanksOffer
from handlers.blocks.kit import (
    Block,
    Message,
    View,
    actions,
    bold,
    button,
    channel_link,
    context,
    list_of_names,
    mention,
    message,
    modal,
    people_input,
    plain,
    quote,
    radio_input,
    section,
    text_input,
)
from models import Member

START = "kudos.start"
FORM = "kudos.form"
THANKS_FORM = "kudos.thanks"


def start(label: str = "Thank someone") -> Block:
    """The button that opens the form, wherever it stands."""
    return button(label, START, "thanks")


def form(*, channel: str | None, receivers: Sequence[str] = (), reason: str = "") -> View:
    """The form to thank people; `channel` is the Slack id of the channel for public thanks, if there is one."""
    ways = [("private", "Just them, in a message")]
    if channel:
        ways.insert(0, ("public", f"In {channel_link(channel)}, where everybody sees it"))
    return modal(
        "Thank someone",
        [
            people_input("receivers", "Who?", initial=receivers, most=MOST_RECEIVERS),
            _reason(
                "What did they do?", reason, "Say what they did and what it changed. It reads better than “great job”."
            ),
            radio_input(
                "where",
                "Where?",
                ways,
                initial=ways[0][0],
                hint="Whoever prefers kind words in private gets a message either way."
                if channel
                else _no_channel_yet(),
                is_markup=True,
            ),
        ],
        callback_id=FORM,
        submit="Say thanks",
        close="Not now",
    )


def _reason(label: str, initial: str, hint: str) -> Block:
    return text_input("reason", label, initial=initial, hint=hint, longest=LONGEST_REASON)


def thanks_form(offer: ThanksOffer, *, giver: str) -> View:
    """The form to thank whoever answered a question: written already, to be sent, changed or left."""
    helper = offer.helper.name
    reason = f"Thank you for your help with {offer.topic}." if offer.topic else "Thank you for your help."
    ways = [("private", f"Just {plain(helper)}")]
    hint = ""
    preview: list[Block] = []
    if offer.channel:
        ways.append(("public", f"Also in {channel_link(offer.channel)}, where everybody sees it"))
        preview = [
            context(f"In {channel_link(offer.channel)} it looks like this, with your own words:"),
            *_post(plain(giver), plain(helper), reason, offer.topic),
        ]
    elif not offer.helper.likes_public_thanks:
        hint = f"{helper} prefers kind words in private, so nobody else will see this."
    return modal(
        "Say thanks",
        [
            _reason(f"Your words to {helper}", reason, "Say what changed for you, if you like."),
            radio_input("where", "Who sees it?", ways, initial="private", hint=hint, is_markup=True),
            *preview,
        ],
        callback_id=THANKS_FORM,
        submit="Say thanks",
        close="Not now",
        private_metadata=str(offer.question_id),
    )


def _post(giver: str, receivers: str, reason: str, topic: str | None) -> list[Block]:
    return [section(f":green_heart: *{giver} thanked* {receivers}"), quote(reason), *_for(topic)]


def _for(topic: str | None) -> list[Block]:
    return [context(f"for {bold(topic)}")] if topic else []


def shoutout(words: KindWords) -> Message:
    """The post in the channel for public thanks; it rings for those it thanks and nobody else."""
    receivers = list_of_names([mention(receiver.slack_id) for receiver in words.receivers])
    return message([*_post(plain(words.giver.name), receivers, words.reason, words.topic), actions(start())])


def kind_words_message(words: KindWords) -> Message:
    """The direct message to somebody who is thanked in private."""
    return message(
        [
            section(f":green_heart: A kind word from {mention(words.giver.slack_id)}, just for you"),
            quote(words.reason),
            *_for(words.topic),
        ]
    )


def given(given: Given) -> Message:
    """What the giver reads: where it is said, to whom alone, and why."""
    return message([section(_where_it_is_said(given))])


def given_view(given: Given) -> View:
    """The same in a modal."""
    return modal("Say thanks", [section(_where_it_is_said(given))])


def _where_it_is_said(given: Given) -> str:
    if given.again:
        return "You said this a moment ago, and it is on its way. Nothing was sent twice."
    said = []
    if given.in_public and given.channel:
        said.append(f"Your thanks to {_names(given.in_public)} go to {channel_link(given.channel)}.")
    if given.prefer_private:
        verb = "prefers" if len(given.prefer_private) == 1 else "prefer"
        said.append(f"{_names(given.prefer_private)} {verb} kind words in private and will read yours in a message.")
    if others := [member for member in given.alone if member not in given.prefer_private]:
        said.append(f"{_names(others)} will read your words in a message.")
    if given.alone:
        said.append("Messages arrive while their reader works.")
    if given.no_channel:
        said.append(_no_channel_yet("`"))
    return " ".join(said)


def _no_channel_yet(around: str = "") -> str:
    typed = f"{around}{here('/whoknows shoutouts')}{around}"
    return f"There is no channel for public thanks yet. An admin can choose one by typing {typed} in it."


def _names(members: Sequence[Member]) -> str:
    return list_of_names([plain(member.name) for member in members])


def refused_post(names: Sequence[str], channel: str) -> Message:
    """What the giver reads when Slack did not take the post."""
    people = list_of_names([plain(name) for name in names])
    return message(
        [
            section(
                f"I couldn't post in {channel_link(channel)}, so {people} will read your thanks in a message instead. "
                "Your words are kept, and there is nothing for you to do."
            )
        ]
    )


def held_post(channel: str) -> Message:
    """What the giver reads when nobody can tell whether the post is there."""
    place = channel_link(channel)
    return message(
        [
            section(
                f"I may not have posted your thanks in {place}: Slack didn't say. "
                "Have a look, and post them again if they aren't there."
            )
        ]
    )


def shoutouts_here() -> Message:
    """The first post in the channel that an admin chose."""
    return message(
        [
            section(":green_heart: Thanks that are meant for everybody appear here from now on."),
            actions(start()),
            context(f"Type `{here('/kudos')}`, who helped and what they did. Thanks can also be said in private."),
        ]
    )


def shoutouts_chosen(channel: str) -> Message:
    """What the admin reads who chose the channel."""
    return message(
        [section(f"Public thanks appear in {channel_link(channel)} from now on. I'm saying hello there right away.")]
    )


def shoutouts_refused(channel: str) -> Message:
    """What the admin reads when the first post was refused."""
    place = channel_link(channel)
    return message(
        [
            section(
                f"I can't post in {place} yet, so public thanks have no channel for now. "
                f"Type `/invite @WhoKnows` in {place}, then `{here('/whoknows')} shoutouts` again."
            )
        ]
    )


def help() -> Message:  # noqa: A001 - it is read as kudos.help()
    """What /kudos can do."""
    return message(
        [
            section(
                "*Thank somebody for something specific.*\n"
                f"`{here('/kudos')} @sarah @fergus for the time you spent on the new CRM` says it to both\n"
                f"`{here('/kudos')}` opens the form, where you choose who sees it"
            ),
            actions(start()),
        ]
    )
