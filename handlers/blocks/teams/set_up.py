"""Setting WhoKnows up: three things in two minutes, for whoever may administer, where they look anyway."""

from bot.commands import here
from handlers.blocks import kudos
from handlers.blocks.kit import (
    Block,
    View,
    actions,
    button,
    channel_input,
    context,
    divider,
    modal,
    section,
)
from handlers.blocks.teams.buttons import (
    ADOPT,
    ADOPT_FORM,
    PICK_SHOUTOUTS,
    SEE_FIRST_POST,
    SHOUTOUTS_FORM,
)


def set_up() -> list[Block]:
    """The card that stands in an admin's Home, and under what `/whoknows` says, until there is a shout-out channel."""
    return [
        section(
            "*Three things, two minutes*\nNobody else has been messaged, and nobody is until you choose a channel."
        ),
        actions(
            button("Pick a channel for thanks", PICK_SHOUTOUTS, "set_up"),
            button("Make a channel a team", ADOPT, "set_up"),
            button("See what I'd post first", SEE_FIRST_POST, "set_up"),
        ),
        context("Only admins see this."),
        divider(),
    ]


def shoutouts_form() -> View:
    """The form that asks for the workspace's channel for public thanks."""
    return modal(
        "Thanks in public",
        [
            channel_input(
                "channel",
                "Where may public thanks appear?",
                hint="A channel most people are in, such as #kudos. I say hello there right away.",
            ),
            context("A team may have one of its own later."),
        ],
        callback_id=SHOUTOUTS_FORM,
        submit="Choose it",
        close="Not now",
    )


def adopt_where_form() -> View:
    """The form that asks which channel becomes a team."""
    return modal(
        "New team",
        [
            channel_input("channel", "Which channel becomes a team?", hint="Everybody in it is in the team."),
            context(f"Typing `{here('/whoknows team')}` in the channel does the same. I have to be in it."),
        ],
        callback_id=ADOPT_FORM,
        submit="Next",
        close="Not now",
    )


def first_post() -> View:
    """Exactly what is posted in the channel for thanks, before it is."""
    return modal(
        "What I'd post first",
        [
            context("In the channel you pick, at once:"),
            *[block for block in kudos.shoutouts_here()["blocks"] if block["type"] != "actions"],
            divider(),
            section(
                "After that I post thanks that people send there, and shout-outs of teams that choose this channel."
            ),
            context("A team's welcome is written by its lead, who sees it before anybody else does."),
        ],
    )
