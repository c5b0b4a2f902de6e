"""The people of a workspace: who may take part, when they work, and how much of their week is taken."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import changed, insert_unless_present
from bot.errors import WhoKnowsError
from bot.hours import Hours, at_work, next_open, start_of_next_week, week_of, zone_named
from models import AskAllowance, ForgottenPerson, Member, PairChat, Workspace

DESCRIPTION_LASTS = timedelta(days=1)


@dataclass(frozen=True)
class Profile:
    """What Slack says about a person; `zone` is None when Slack did not say."""

    slack_id: str
    name: str
    title: str = ""
    zone: str | None = None
    is_admin: bool = False
    is_bot: bool = False
    is_guest: bool = False
    is_stranger: bool = False
    is_deactivated: bool = False


@dataclass(frozen=True)
class Installation:
    """What Slack says about the workspace and our bot in it."""

    workspace_slack_id: str
    workspace_name: str
    url: str
    bot_user_slack_id: str
    bot_slack_id: str
    granted_scopes: str


async def install(session: AsyncSession, installation: Installation, *, now: datetime) -> Workspace:
    """Store a workspace and our bot in it, or bring the stored row up to date."""
    await insert_unless_present(
        session,
        Workspace,
        slack_id=installation.workspace_slack_id,
        name=installation.workspace_name,
        url=installation.url,
        bot_user_slack_id=installation.bot_user_slack_id,
        bot_slack_id=installation.bot_slack_id,
        granted_scopes=installation.granted_scopes,
        zone="UTC",
        installed_at=now,
    )
    workspace = (
        await session.scalars(select(Workspace).where(Workspace.slack_id == installation.workspace_slack_id))
    ).one()
    if workspace.bot_user_slack_id != installation.bot_user_slack_id:
        await _forget_conversations(session, workspace)
    workspace.name, workspace.url = installation.workspace_name, installation.url
    workspace.bot_user_slack_id, workspace.bot_slack_id = installation.bot_user_slack_id, installation.bot_slack_id
    workspace.granted_scopes = installation.granted_scopes
    return workspace


async def _forget_conversations(session: AsyncSession, workspace: Workspace) -> None:
    """A bot that was made anew is in none of the conversations that were opened for the old one."""
    await session.execute(delete(PairChat).where(PairChat.workspace_id == workspace.id))
    await session.execute(
        update(Member).where(Member.workspace_id == workspace.id).values(direct_message_slack_id=None)
    )


async def workspaces(session: AsyncSession) -> list[Workspace]:
    """All installed workspaces, the newest first."""
    return list(await session.scalars(select(Workspace).order_by(Workspace.installed_at.desc(), Workspace.id.desc())))


async def described(
    session: AsyncSession, workspace_id: int, slack_ids: Collection[str], *, now: datetime
) -> dict[str, Member]:
    """Those of `slack_ids` whom Slack described within the last day, by Slack id."""
    rows = await session.scalars(
        select(Member).where(
            Member.workspace_id == workspace_id,
            Member.slack_id.in_(slack_ids),
            Member.described_at > now - DESCRIPTION_LASTS,
        )
    )
    return {member.slack_id: member for member in rows}


async def undescribed(
    session: AsyncSession, workspace_id: int, slack_ids: Collection[str], *, now: datetime
) -> set[str]:
    """Those of `slack_ids` whose description we have never had, or had more than a day ago."""
    return set(slack_ids) - (await described(session, workspace_id, slack_ids, now=now)).keys()


async def remember(session: AsyncSession, workspace: Workspace, profile: Profile, *, now: datetime) -> Member:
    """Store what Slack says about a person, or bring it up to date; their own preferences stay as they are."""
    member = await meet(session, workspace, profile.slack_id, name=profile.name, zone=profile.zone)
    member.name, member.title = profile.name, profile.title
    member.zone = profile.zone or member.zone
    member.is_admin, member.is_bot = profile.is_admin, profile.is_bot
    member.is_guest, member.is_stranger = profile.is_guest, profile.is_stranger
    member.is_deactivated, member.described_at = profile.is_deactivated, now
    return member


async def meet(
    session: AsyncSession, workspace: Workspace, slack_id: str, *, name: str | None = None, zone: str | None = None
) -> Member:
    """The member with this Slack id, made with the zone of most colleagues when Slack has not said theirs yet."""
    found = await known(session, workspace.id, slack_id)
    if found is not None:
        return found
    await insert_unless_present(
        session,
        Member,
        workspace_id=workspace.id,
        slack_id=slack_id,
        name=name or "a colleague",
        title="",
        zone=zone or await _usual_zone(session, workspace),
        is_admin=False,
        is_bot=False,
        is_guest=False,
        is_stranger=False,
        is_deactivated=False,
        asks_a_week=2,
        works_from=time(9),
        works_until=time(18),
        works_on="01234",
        likes_public_thanks=True,
    )
    member = await known(session, workspace.id, slack_id)
    if member is None:
        raise LookupError("a member just made is gone")
    return member


async def _usual_zone(session: AsyncSession, workspace: Workspace) -> str:
    """The zone of most described members; the workspace's own where nobody has been described."""
    found: str | None = await session.scalar(
        select(Member.zone)
        .where(Member.workspace_id == workspace.id, Member.described_at.is_not(None), Member.is_bot.is_(False))
        .group_by(Member.zone)
        .order_by(func.count().desc(), Member.zone)
        .limit(1)
    )
    return found or workspace.zone


async def known(session: AsyncSession, workspace_id: int, slack_id: str) -> Member | None:
    """The member with this Slack id, if the database has met them."""
    found: Member | None = await session.scalar(
        select(Member).where(Member.workspace_id == workspace_id, Member.slack_id == slack_id)
    )
    return found


def digest_of(workspace_id: int, slack_id: str) -> str:
    """What is kept of somebody who was forgotten, so that nobody but they themselves brings them back."""
    return hashlib.sha256(f"whoknows:{workspace_id}:{slack_id}".encode()).hexdigest()


async def forgotten_among(session: AsyncSession, workspace_id: int, slack_ids: Collection[str]) -> set[str]:
    """Those of `slack_ids` who asked to be forgotten and did not come back since."""
    digests = {digest_of(workspace_id, slack_id): slack_id for slack_id in slack_ids}
    found = await session.scalars(
        select(ForgottenPerson.digest).where(
            ForgottenPerson.workspace_id == workspace_id, ForgottenPerson.digest.in_(digests)
        )
    )
    return {digests[digest] for digest in found}


async def come_back(session: AsyncSession, workspace_id: int, slack_id: str) -> None:
    """Somebody who was forgotten does something of their own will: they begin again as a newcomer."""
    await session.execute(
        delete(ForgottenPerson).where(
            ForgottenPerson.workspace_id == workspace_id, ForgottenPerson.digest == digest_of(workspace_id, slack_id)
        )
    )


async def members(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> dict[int, Member]:
    """Members of this workspace by id."""
    rows = await session.scalars(select(Member).where(Member.workspace_id == workspace_id, Member.id.in_(member_ids)))
    return {member.id: member for member in rows}


def may_take_part(member: Member) -> bool:
    """Whether somebody is a full member: guests and people of other companies neither ask nor are asked."""
    return not (member.is_bot or member.is_guest or member.is_stranger or member.is_deactivated)


def may_administer(member: Member) -> bool:
    """Whether somebody may change settings: an admin of Slack, or whom an admin named."""
    return (member.is_admin or member.is_named_admin) and not member.is_deactivated


def require_full_member(member: Member) -> None:
    """Refuse everybody who is not a full member of the workspace, saying what they can do instead."""
    if member.is_deactivated:
        raise WhoKnowsError("Your account here is deactivated, so nothing was changed. An admin can turn it on again.")
    if member.is_bot:
        raise WhoKnowsError("WhoKnows talks with people only, so nothing was changed.")
    if member.is_guest or member.is_stranger:
        raise WhoKnowsError(
            "WhoKnows works for full members of this workspace, so nothing was changed. "
            "Ask the person who invited you to pass your question on."
        )


def hours_of(member: Member) -> Hours:
    """A member's working hours in their own zone."""
    return Hours(
        zone=zone_named(member.zone),
        works_from=member.works_from,
        works_until=member.works_until,
        works_on=frozenset(int(day) for day in member.works_on) or frozenset(range(5)),
    )


def is_paused(member: Member, moment: datetime) -> bool:
    """Whether a member asked not to be asked at this moment."""
    return member.paused_until is not None and member.paused_until > moment


def may_be_asked(member: Member, moment: datetime) -> bool:
    """Whether somebody takes part and has not paused."""
    return may_take_part(member) and not is_paused(member, moment)


def is_at_work(member: Member, moment: datetime) -> bool:
    """Whether a member is in their working hours."""
    return at_work(hours_of(member), moment)


def back_at(member: Member, moment: datetime) -> datetime:
    """When a member is next in their working hours; `moment` itself when they are now."""
    return next_open(hours_of(member), moment)


def full_until(member: Member, moment: datetime) -> datetime:
    """When a member can be asked again whose week, the one an ask at `moment` counts in, is full."""
    return start_of_next_week(hours_of(member), back_at(member, moment))


def ask_week(member: Member, moment: datetime) -> date:
    """The week of the member's own calendar that an ask at `moment` counts in, named by its Monday.

    An ask outside working hours reaches them when work begins, so it counts in that week.
    """
    return week_of(zone_named(member.zone), back_at(member, moment))


async def asks_taken(session: AsyncSession, workspace_id: int, weeks: dict[int, date]) -> dict[int, int]:
    """How many asks each member (by id) has had in the week given for them; absent means none."""
    rows = await session.execute(
        select(AskAllowance.member_id, AskAllowance.week_on, AskAllowance.taken).where(
            AskAllowance.workspace_id == workspace_id, AskAllowance.member_id.in_(weeks)
        )
    )
    return {member_id: taken for member_id, week_on, taken in rows if weeks[member_id] == week_on}


async def take_ask(session: AsyncSession, member: Member, week_on: date) -> bool:
    """Take one ask of a member's week; False when their limit is reached, however many ask at once."""
    await insert_unless_present(
        session, AskAllowance, workspace_id=member.workspace_id, member_id=member.id, week_on=week_on, taken=0
    )
    return await changed(
        session,
        update(AskAllowance)
        .where(
            AskAllowance.workspace_id == member.workspace_id,
            AskAllowance.member_id == member.id,
            AskAllowance.week_on == week_on,
            AskAllowance.taken < member.asks_a_week,
        )
        .values(taken=AskAllowance.taken + 1),
    )


async def give_ask_back(session: AsyncSession, workspace_id: int, member_id: int, week_on: date) -> None:
    """Give an ask back that never reached the member."""
    await session.execute(
        update(AskAllowance)
        .where(
            AskAllowance.workspace_id == workspace_id,
            AskAllowance.member_id == member_id,
            AskAllowance.week_on == week_on,
            AskAllowance.taken > 0,
        )
        .values(taken=AskAllowance.taken - 1)
    )
