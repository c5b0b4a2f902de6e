"""Milestones as their member reads them, the preview of what they share, and the post."""

from collections.abc import Sequence

from bot.commands import here
from bot.kudos.milestones import Reached
from handlers.blocks.kit import (
    Block,
    Message,
    View,
    actions,
    bold,
    button,
    channel_link,
    context,
    message,
    modal,
    plain,
    radio_input,
    section,
)

SHARE = "milestones.share"
KEEP = "milestones.keep"
SHARE_FORM = "milestones.share_form"

_TITLE = "Share it"


def milestone_blocks(reached: Reached) -> list[Block]:
    """What only its member sees, with both choices until they chose."""
    said = section(f":seedling: {_in_words(reached.people)}")
    if reached.is_shared:
        return [said, context("You shared this.")]
    if reached.is_kept:
        return [said, context("You keep this to yourself. Nobody else sees it.")]
    return [
        said,
        context("Only you see this, unless you share it. It is never compared with anybody's."),
        actions(_press(reached, "Share it", SHARE), _press(reached, "Keep it to myself", KEEP)),
    ]


def _in_words(people: int) -> str:
    if people == 1:
        return "You helped a colleague here for the first time. Thank you for the time you gave."
    return f"You have helped {people} different people here by now. Thank you for the time you gave."


def _press(reached: Reached, label: str, action_id: str) -> Block:
    spoken = f"{label}: milestone of {reached.people}"
    return button(label, action_id, reached.milestone_id, accessibility_label=spoken)


def share_form(reached: Reached, channels: Sequence[str], *, name: str) -> View:
    """The post as it will be read, before it is; where there is no channel yet, what to do about that."""
    if not channels:
        said = (
            "There is no channel for public thanks yet, so this stays with you. "
            f"An admin can choose one by typing `{here('/whoknows shoutouts')}` in it."
        )
        return modal(_TITLE, [section(said)])
    where: list[Block] = []
    if len(channels) > 1:
        options = [(channel, channel_link(channel)) for channel in channels]
        where = [radio_input("channel", "Where?", options, initial=channels[0], is_markup=True)]
        opening = "In the channel you choose it looks like this:"
    else:
        opening = f"In {channel_link(channels[0])} it looks like this:"
    return modal(
        _TITLE,
        [
            *where,
            context(opening),
            *_post(reached.people, name),
            context("Everybody there can read it. Your numbers stand nowhere else."),
        ],
        callback_id=SHARE_FORM,
        submit="Share it",
        close="Not now",
        private_metadata=f"{reached.milestone_id}:{channels[0]}",
    )


def post(people: int, *, name: str) -> Message:
    """The post in the channel; it rings for nobody."""
    return message(_post(people, name))


def _post(people: int, name: str) -> list[Block]:
    helped = "a colleague for the first time" if people == 1 else f"{people} different colleagues by now"
    return [
        section(f":seedling: {bold(name)} has helped {helped}."),
        context(f"{plain(name)} chose to share this. Most help takes about 15 minutes."),
    ]


def shared_view(channel: str) -> View:
    """What its member reads once they shared it."""
    return modal(_TITLE, [section(f"It is on its way to {channel_link(channel)}.")])


def not_posted(channel: str, *, is_held: bool) -> Message:
    """What its member reads when Slack did not take the post, or did not say whether it did."""
    place = channel_link(channel)
    if is_held:
        return message(
            [section(f"Slack didn't say whether your milestone arrived in {place}. Have a look there when you like.")]
        )
    return message(
        [
            section(
                f"I couldn't post in {place}, so your milestone is still yours alone. To share it later, have somebody "
                f"type `/invite @WhoKnows` in {place}, then press *Share it* again."
            )
        ]
    )
