"""What people read about thanks they gave, or want to give: where it is said, how to undo it, and what went wrong."""

from collections.abc import Sequence

from bot.commands import here
from bot.kudos import Given, TakenBack
from handlers.blocks.kit import (
    Block,
    Message,
    View,
    actions,
    button,
    channel_link,
    context,
    list_of_names,
    message,
    modal,
    plain,
    quote,
    section,
)
from handlers.blocks.kudos.forms import no_channel_yet
from handlers.blocks.kudos.names import TAKE_THANKS_AWAY, UNDO, start
from models import Member


def given(given: Given) -> Message:
    """What the giver reads: where it is said, to whom alone, and why; for five minutes they can undo it."""
    return message(_given(given))


def given_view(given: Given) -> View:
    """The same in a modal."""
    return modal("Say thanks", _given(given))


def _given(given: Given) -> list[Block]:
    blocks = [section(_where_it_is_said(given))]
    if given.is_thin:
        blocks.append(context("Next time, say what they did and what it changed: people read it again and again."))
    if not given.again:
        blocks += [actions(button("Undo", UNDO, given.kudos_id)), context("You can undo it for five minutes.")]
    return blocks


def taken_back(taken: TakenBack) -> Message:
    """What the giver reads who took thanks back, with their words to use again."""
    return message(_taken_back(taken))


def taken_back_view(taken: TakenBack) -> View:
    """The same in a modal."""
    return modal("Say thanks", _taken_back(taken))


def _taken_back(taken: TakenBack) -> list[Block]:
    return [
        section("Taken back. Nobody reads it any more. Here are your words, should you want them again:"),
        quote(taken.reason),
        actions(start()),
    ]


def thanks_added(kudos_id: int, *, is_new: bool) -> Message:
    """What somebody reads who added their thanks."""
    said = "Your thanks are added, and nobody was notified." if is_new else "Your thanks are in there already."
    return message([section(said), actions(button("Take them back", TAKE_THANKS_AWAY, kudos_id))])


def thanks_taken_away() -> Message:
    """What somebody reads who took added thanks back."""
    return message([section("Your name is taken off again.")])


def story_answered(*, agrees: bool) -> Message:
    """What a receiver reads who said whether a roundup may tell of them."""
    if agrees:
        return message([section("Good. The next shout-out of your team may tell it, with both your names.")])
    return message([section("Then it stays as it is, and nobody is told what you said.")])


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
    if given.refused_channel:
        said.append(
            f"I can't post in {channel_link(given.refused_channel)}: it is archived, or I'm not in it. "
            "An admin or a lead can choose another channel, or invite me there."
        )
    if given.no_channel:
        said.append(no_channel_yet("`"))
    return " ".join(said)


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
