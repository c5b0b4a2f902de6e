"""What thanks need to be given: somebody else who can be thanked, a reason, and some measure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import people
from bot.commands import here
from bot.errors import WhoKnowsError
from models import Kudos, KudosReceiver, Member

LONGEST_REASON = 2000
MOST_RECEIVERS = 25
POSTS_A_DAY = 10
SAME_PERSON_A_WEEK = 3
# Thanks that two people sent each other in turn within a day, after which the next waits until tomorrow.
BACK_AND_FORTH_A_DAY = 4
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def checked_reason(reason: str) -> str:
    """The reason as it is kept; raises WhoKnowsError for one without a word in it, and for one that is too long."""
    reason = reason.strip()
    if not any(sign.isalnum() for sign in reason):
        raise WhoKnowsError(
            f"Say what they did, even in a few words, like {here('/kudos')} @sarah for the time you spent on the "
            "new CRM.",
            field="reason",
        )
    if len(reason) > LONGEST_REASON:
        raise WhoKnowsError(
            f"Your thanks have {len(reason):,} letters, and {LONGEST_REASON:,} is the most. Shorten them a little.",
            field="reason",
        )
    return reason


def checked_receivers(giver: Member, receivers: Sequence[Member]) -> list[Member]:
    """The people to thank, each once; raises WhoKnowsError when there is nobody, or one who can't be thanked."""
    unique = list({receiver.id: receiver for receiver in receivers}.values())
    if not unique:
        raise WhoKnowsError(
            f"Name who you are thanking, like {here('/kudos')} @sarah for the time you spent on the new CRM. "
            "Groups and channels can't be thanked as a whole: name the people.",
            field="receivers",
        )
    if len(unique) > MOST_RECEIVERS:
        raise WhoKnowsError(
            f"That's more people than the {MOST_RECEIVERS} one thank-you can name. Write it in two parts.",
            field="receivers",
        )
    for receiver in unique:
        if receiver.id == giver.id:
            raise WhoKnowsError("Thanks are for other people. Pick a teammate.", field="receivers")
        if receiver.is_bot:
            raise WhoKnowsError("Bots can't feel it. Pick the person behind the work.", field="receivers")
        if receiver.is_deactivated:
            raise WhoKnowsError(f"{receiver.name} has left the workspace. Pick someone else.", field="receivers")
        if not people.may_take_part(receiver):
            raise WhoKnowsError("WhoKnows works for full members. Pick someone else.", field="receivers")
    return unique


async def keep_within_limits(
    session: AsyncSession, giver: Member, receivers: Sequence[Member], *, now: datetime
) -> None:
    """Refuse what is more than a day, a week, or two people who thank each other in turn, should see.

    Thanks for an answered question are always due: they are neither refused nor counted.
    """
    today = await session.scalar(
        select(func.count()).where(
            Kudos.workspace_id == giver.workspace_id,
            Kudos.giver_id == giver.id,
            _may_wait(),
            Kudos.given_at > now - DAY,
        )
    )
    if (today or 0) >= POSTS_A_DAY:
        raise WhoKnowsError(f"That's {POSTS_A_DAY} thank-yous in a day, the most there is. Send this one tomorrow.")
    lately = await _between(session, giver, receivers, since=now - WEEK)
    for receiver in receivers:
        given = [row for row in lately if row.giver_id == giver.id and row.member_id == receiver.id]
        if len(given) >= SAME_PERSON_A_WEEK:
            raise WhoKnowsError(
                f"You thanked {receiver.name} {SAME_PERSON_A_WEEK} times this week, and they know. "
                "Tell them in person this time.",
                field="receivers",
            )
        between = [
            row.giver_id for row in lately if receiver.id in {row.giver_id, row.member_id} and row.given_at > now - DAY
        ]
        if turns(between) >= BACK_AND_FORTH_A_DAY:
            raise WhoKnowsError(
                f"You and {receiver.name} have thanked each other in turn today, and you both know it's mutual. "
                "Let this one rest until tomorrow.",
                field="receivers",
            )


def _may_wait() -> ColumnElement[bool]:
    return Kudos.question_id.is_(None)


def turns(givers: Sequence[int]) -> int:
    """How many times in a row two people thanked each other in turn, given who gave, in order."""
    in_turn = [giver for number, giver in enumerate(givers) if number == 0 or givers[number - 1] != giver]
    return len(in_turn)


async def _between(
    session: AsyncSession, giver: Member, receivers: Sequence[Member], *, since: datetime
) -> Sequence[Row[int, int, datetime]]:
    """Who thanked whom and when, between the giver and each of these people, in either direction."""
    ids = [receiver.id for receiver in receivers]
    rows = await session.execute(
        select(Kudos.giver_id, KudosReceiver.member_id, Kudos.given_at)
        .join(KudosReceiver, (KudosReceiver.kudos_id == Kudos.id) & (KudosReceiver.workspace_id == Kudos.workspace_id))
        .where(
            Kudos.workspace_id == giver.workspace_id,
            _may_wait(),
            Kudos.given_at > since,
            ((Kudos.giver_id == giver.id) & KudosReceiver.member_id.in_(ids))
            | (Kudos.giver_id.in_(ids) & (KudosReceiver.member_id == giver.id)),
        )
        .order_by(Kudos.given_at, Kudos.id)
    )
    return rows.all()
