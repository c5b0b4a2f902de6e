"""Taking thanks back: by whoever gave them, for five minutes, or by an admin; then they are gone everywhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, nominations, people
from bot.database import decide_alone
from bot.errors import Settled
from bot.kudos.stories import story_follows
from bot.kudos.telling_leads import may_be_passed_on_again
from bot.teams.prompts import prompts_follow
from models import AddedThanks, Kudos, KudosReceiver, KudosReport, KudosTopic, Member

TAKEN_BACK_WITHIN = timedelta(minutes=5)
# All that says these words to anybody.
SAID_BY = ("shoutout", "kind_words", "lead_told")


@dataclass(frozen=True)
class TakenBack:
    """Thanks that are gone: the words, for whoever wrote them, and the question they were for, if any."""

    reason: str
    question_id: int | None


async def take_back(session: AsyncSession, giver: Member, kudos_id: int, *, now: datetime) -> TakenBack:
    """Take thanks back within five minutes of giving them: the post and every message go.

    Raises Settled when it is too late, or they are gone already.
    """
    await decide_alone(session, giver.workspace_id)
    kudos = await session.scalar(
        select(Kudos).where(Kudos.workspace_id == giver.workspace_id, Kudos.id == kudos_id, Kudos.giver_id == giver.id)
    )
    if kudos is None or kudos.removed_at is not None:
        raise Settled("These thanks are gone already. Nobody reads them any more.")
    if now - kudos.given_at > TAKEN_BACK_WITHIN:
        raise Settled(
            "Five minutes have passed, so these thanks stay. If something in them is wrong, an admin can remove them: "
            "choose Report on the post."
        )
    taken = TakenBack(kudos.reason, kudos.question_id)
    await remove(session, kudos, now=now)
    return taken


async def remove(session: AsyncSession, kudos: Kudos, *, now: datetime) -> None:
    """Let kudos be gone everywhere: posts and messages, the words, who was thanked, what it counted for."""
    received = (
        await session.scalars(
            select(KudosReceiver.member_id).where(
                KudosReceiver.workspace_id == kudos.workspace_id, KudosReceiver.kudos_id == kudos.id
            )
        )
    ).all()
    for kind in SAID_BY:
        await deliveries.take_away(session, workspace_id=kudos.workspace_id, kind=kind, subject_id=kudos.id, now=now)
    await reports_follow(session, kudos, now=now)
    await story_follows(session, kudos.workspace_id, kudos.id, now=now)
    await nominations.withdraw(session, kudos.workspace_id, beside=("kind_words", kudos.id))
    for table in (KudosReceiver, KudosTopic, AddedThanks):
        await session.execute(
            delete(table).where(table.workspace_id == kudos.workspace_id, table.kudos_id == kudos.id),
            execution_options={"synchronize_session": False},
        )
    kudos.reason, kudos.is_public, kudos.question_id, kudos.channel_slack_id = "", False, None, None
    kudos.may_be_told, kudos.tells_leads, kudos.removed_at = False, False, now
    await session.flush()
    concerned = await people.members(session, kudos.workspace_id, [*received, kudos.giver_id])
    for member_id, receiver in sorted(concerned.items()):
        if member_id in received:
            await deliveries.home_follows(session, receiver, now=now)
    await prompts_follow(session, concerned[kudos.giver_id], now=now)
    await may_be_passed_on_again(session, concerned[kudos.giver_id], kudos.id, now=now)


async def reports_follow(session: AsyncSession, kudos: Kudos, *, now: datetime) -> None:
    """Bring what admins read about these thanks up to date: it quotes them as long as they are there."""
    reports = await session.scalars(
        select(KudosReport.id).where(KudosReport.workspace_id == kudos.workspace_id, KudosReport.kudos_id == kudos.id)
    )
    await deliveries.refresh_all(
        session, workspace_id=kudos.workspace_id, kind="kudos_reported", subject_ids=reports.all(), now=now
    )
