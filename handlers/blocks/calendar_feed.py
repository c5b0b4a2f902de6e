"""One's own calendar feed: what it is, its address the one time it is told, and how it ends."""

from bot.commands import here
from handlers.blocks.kit import Block, View, actions, asked_first, button, context, modal, preformatted, section

OPEN = "calendar_feed.open"
MAKE = "calendar_feed.make"
STOP = "calendar_feed.stop"
_TITLE = "My calendar feed"


def entrance() -> Block:
    """The button that leads here, wherever it stands."""
    return button(_TITLE, OPEN, "mine")


def overview(mark: str) -> View:
    """What a feed is and what can be done; `mark` is of the address there is now, empty where there is none."""
    about = section(
        "One address for your calendar. Behind it are the lunch-and-learns you hold, come to or said maybe to, "
        "and time to prepare. Moves and cancellations follow by themselves."
    )
    if not mark:
        return modal(_TITLE, [about, actions(button("Make my address", MAKE, "first", primary=True))])
    return modal(
        _TITLE,
        [
            about,
            section(
                "You have an address already. I don't keep it, so I can't show it again. "
                "If it is lost or got out, make a new one: the old one stops working at once."
            ),
            actions(
                button("Make a new address", MAKE, mark),
                asked_first(
                    button("Stop it", STOP, mark),
                    title="Stop your feed?",
                    text="Its address stops working at once. You can make another one whenever you like.",
                    yes="Stop it",
                    no="Keep it",
                ),
            ),
        ],
    )


def address(whole: str) -> View:
    """The address, the one time it is told."""
    return modal(
        _TITLE,
        [
            section("Here is your address. Copy it now: I don't keep it, so I can't show it again."),
            preformatted(whole),
            section(
                "*Google Calendar*: Other calendars, then From URL\n"
                "*Outlook*: Add calendar, then Subscribe from web\n"
                "*Apple*: File, then New Calendar Subscription"
            ),
            context(
                "Whoever has this address can read when you are where, so keep it to yourself. "
                f"If it got out, type `{here('/lunchandlearn')} calendar` and make a new one. "
                "Calendars look every few hours."
            ),
        ],
        close="I have it",
    )


def stopped() -> View:
    """What somebody reads who took their feed away."""
    return modal(
        _TITLE,
        [
            section(
                "Stopped. The old address gives nothing any more. Take it out of your calendar, "
                "or it goes on showing what it read last."
            ),
            actions(button("Make a new address", MAKE, "first")),
        ],
    )


def impossible() -> View:
    """What somebody reads where WhoKnows has no address that calendars could reach."""
    return modal(
        _TITLE,
        [
            section(
                "A feed needs an address that calendars can reach, and this WhoKnows has none: "
                "whoever runs it can set PUBLIC_URL."
            ),
            section(
                "Until then each lunch-and-learn comes as a file: press *Add to my calendar* in "
                f"`{here('/lunchandlearn')} list`. If it moves, you get the new one."
            ),
        ],
    )
