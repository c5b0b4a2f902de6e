"""Reports: what is asked before one is made, what the admins read, and what the giver reads of a removal."""

from bot.kudos import KindWords, ReportCard
from handlers.blocks.kit import (
    Block,
    Message,
    View,
    actions,
    asked_first,
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
from handlers.blocks.kudos.names import LEAVE, REMOVE, REPORT_FORM
from models import ReportOutcome

_TITLE = "Report these thanks"
_GONE = "These thanks were taken back in the meantime, so there is nothing left to decide."


def report_form(kudos_id: int) -> View:
    """What is asked before thanks are reported."""
    return modal(
        _TITLE,
        [
            section(
                "Is something in these thanks not all right? Your admins will read the words and who wrote them, and "
                "decide whether they stay. They don't read that you reported them."
            )
        ],
        callback_id=REPORT_FORM,
        submit="Report",
        close="Leave it",
        private_metadata=str(kudos_id),
    )


def reported_view(*, is_new: bool) -> View:
    """What somebody reads who reported thanks."""
    said = "Thank you for saying so. Your admins are told." if is_new else "You reported these already, and thank you."
    return modal(_TITLE, [section(said)])


def report_message(card: ReportCard) -> Message:
    """A report as an admin reads it, before and after it is decided."""
    return message(_report(card))


def _report(card: ReportCard) -> list[Block]:
    admin = plain(card.settled_by) if card.settled_by else "An admin"
    match card.outcome:
        case ReportOutcome.REMOVED:
            return [section(f":white_check_mark: {admin} removed the thanks that were reported. They are gone.")]
        case ReportOutcome.LEFT:
            return [section(f":white_check_mark: {admin} left the thanks that were reported as they are.")]
        case None:
            return _open(card.report_id, card.words) if card.words else [section(_GONE)]


def _open(report_id: int, words: KindWords) -> list[Block]:
    giver = plain(words.giver.name)
    if words.channel and words.receivers:
        names = list_of_names([plain(one.name) for one in words.receivers])
        said = f"Somebody reported what {giver} wrote to {names} in {channel_link(words.channel)}."
    else:
        said = f"Somebody reported what {giver} wrote to them in a message."
    remove = asked_first(
        button("Remove it", REMOVE, report_id),
        title="Remove these thanks?",
        text="They are gone everywhere, and whoever gave them is told that an admin removed them.",
        yes="Remove it",
        no="Not now",
    )
    return [
        section(f":warning: {said} Should it stay?"),
        quote(words.reason),
        actions(button("Leave it", LEAVE, report_id), remove),
        context("Nobody reads who reported it."),
    ]


def removed_message() -> Message:
    """What the giver of removed thanks reads."""
    return message(
        [
            section(
                "An admin removed thanks that you gave, after somebody reported them. They are gone everywhere. "
                "If you wonder why, ask one of your admins."
            )
        ]
    )
