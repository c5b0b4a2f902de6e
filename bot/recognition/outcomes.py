"""What became of a roundup that was owed and not posted: recorded, and told to who can mend it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import deliveries, kudos, teams
from bot.attention import take_day
from bot.deliveries import ToMember
from bot.recognition.roundup import roundup_of
from bot.teams.shoutout_times import ROUNDUP, why_left_out
from models import Delivery, Roundup, RoundupState, Team

ROUNDUP_REFUSED = "roundup_refused"
# Slack's words for a channel that the timetable looks at, and tells about, by itself.
CHANNEL_IS_LOST = frozenset({"channel_not_found", "is_archived", "not_in_channel"})


async def was_not_needed(session: AsyncSession, delivery: Delivery, *, now: datetime) -> None:
    """Nothing was posted: there was nothing to say, or no use or place for it any more."""
    roundup = await roundup_of(session, delivery)
    team = await teams.by_id(session, roundup.workspace_id, roundup.team_id) if roundup is not None else None
    if roundup is None or team is None or roundup.state is not RoundupState.OWED:
        return
    why = why_left_out(team, roundup.due_on, now)
    roundup.state = RoundupState.NOTHING_TO_SAY if why is None else RoundupState.SKIPPED
    roundup.why, roundup.recorded_at = why, now
    await _is_not_told(session, roundup)


async def was_refused(session: AsyncSession, delivery: Delivery, *, now: datetime) -> None:
    """Slack did not take it: who looks after the team is told what to do, once for each trouble."""
    roundup = await roundup_of(session, delivery)
    team = await teams.by_id(session, roundup.workspace_id, roundup.team_id) if roundup is not None else None
    if roundup is None or team is None:
        return
    last = await deliveries.posted(session, workspace_id=team.workspace_id, kind=ROUNDUP, subject_id=roundup.id)
    reason = (last.reason if last is not None else None) or "refused"
    channel = delivery.channel_slack_id or team.channel_slack_id
    why = f"{reason} in {channel}"[:120]
    was_told = await _why_before(session, roundup) == why
    roundup.state, roundup.why, roundup.recorded_at = RoundupState.SKIPPED, why, now
    await _is_not_told(session, roundup)
    if channel == team.channel_slack_id and reason in CHANNEL_IS_LOST:
        team.looked_at = None
    elif not was_told:
        await _tell(session, team, roundup, reason=reason, channel=channel, now=now)


async def _is_not_told(session: AsyncSession, roundup: Roundup) -> None:
    """The story it kept may be told by another."""
    if roundup.story_id is not None:
        await kudos.story_is_free(session, roundup.workspace_id, roundup.story_id)
        roundup.story_id = None
    await session.flush()


async def _why_before(session: AsyncSession, roundup: Roundup) -> str | None:
    """Why the one before was skipped, not counting those that had nothing to say."""
    why: str | None = await session.scalar(
        select(Roundup.why)
        .where(
            Roundup.workspace_id == roundup.workspace_id,
            Roundup.team_id == roundup.team_id,
            Roundup.due_at < roundup.due_at,
            Roundup.state != RoundupState.NOTHING_TO_SAY,
        )
        .order_by(Roundup.due_at.desc())
        .limit(1)
    )
    return why


async def _tell(
    session: AsyncSession, team: Team, roundup: Roundup, *, reason: str, channel: str, now: datetime
) -> None:
    for member in await teams.looked_after_by(session, team):
        await deliveries.owe(
            session,
            workspace_id=team.workspace_id,
            kind=ROUNDUP_REFUSED,
            subject_id=team.id,
            key=f"{ROUNDUP_REFUSED}:{team.id}:{roundup.due_at.isoformat()}:{member.id}",
            to=ToMember(member.id),
            due_at=await take_day(session, member, now=now),
            facts={"reason": reason, "channel": channel},
            keeps_quiet_hours=True,
        )
