"""Knowing people: what Slack says about them, and who may take part."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import changed, decide_alone, insert_unless_present
from bot.errors import WhoKnowsError
from bot.people.holidays import holiday_countries, holidays_in
from models import ForgottenPerson, Member, PairChat, Workspace

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

    @property
    def is_outsider(self) -> bool:
        """Whether they are a guest or of another company, and take part only where an admin lets them."""
        return self.is_guest or self.is_stranger


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
    stored = select(Workspace).where(Workspace.slack_id == installation.workspace_slack_id)
    workspace = (await session.scalars(stored, execution_options={"populate_existing": True})).one()
    if workspace.bot_user_slack_id != installation.bot_user_slack_id:
        await _forget_conversations(session, workspace)
    workspace.name, workspace.url = installation.workspace_name, installation.url
    workspace.bot_user_slack_id, workspace.bot_slack_id = installation.bot_user_slack_id, installation.bot_slack_id
    workspace.granted_scopes = installation.granted_scopes
    if workspace.uninstalled_at is not None:
        # Installed again: what tells of the time before is late.
        workspace.uninstalled_at, workspace.installed_at = None, now
    return workspace


async def uninstall(session: AsyncSession, workspace_id: int, *, happened_at: datetime, now: datetime) -> bool:
    """Note that a workspace took WhoKnows away: nothing is sent there any more, and its data go after a while.

    False when that was noted already, or it was installed again since.
    """
    return await changed(
        session,
        update(Workspace)
        .where(
            Workspace.id == workspace_id,
            Workspace.uninstalled_at.is_(None),
            # Slack tells whole seconds.
            Workspace.installed_at < happened_at + timedelta(seconds=1),
        )
        .values(uninstalled_at=now),
    )


async def _forget_conversations(session: AsyncSession, workspace: Workspace) -> None:
    """A bot that was made anew is in none of the conversations that were opened for the old one."""
    await session.execute(delete(PairChat).where(PairChat.workspace_id == workspace.id))
    await session.execute(
        update(Member).where(Member.workspace_id == workspace.id).values(direct_message_slack_id=None)
    )


async def workspaces(session: AsyncSession) -> list[Workspace]:
    """All installed workspaces, the newest first."""
    installed = select(Workspace).where(Workspace.uninstalled_at.is_(None))
    return list(await session.scalars(installed.order_by(Workspace.installed_at.desc(), Workspace.id.desc())))


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


async def remember(session: AsyncSession, workspace: Workspace, profile: Profile, *, now: datetime) -> Member:
    """Store what Slack says about a person, or bring it up to date; their own preferences stay as they are."""
    member = await meet(session, workspace, profile.slack_id, name=profile.name, zone=profile.zone)
    member.name, member.title = profile.name, profile.title
    member.slack_zone = profile.zone or member.slack_zone
    if not member.chose_zone and member.slack_zone not in {None, member.zone}:
        await moves(session, member, member.slack_zone or member.zone)
    member.is_admin, member.is_bot = profile.is_admin, profile.is_bot
    member.is_guest, member.is_stranger = profile.is_guest, profile.is_stranger
    member.is_admitted = profile.is_outsider and await admits_guests(session, workspace.id)
    member.is_deactivated, member.described_at = profile.is_deactivated, now
    return member


async def moves(session: AsyncSession, member: Member, zone: str) -> None:
    """Let a member be in another zone, and have the public holidays of where that lies."""
    member.zone = zone
    member.holidays_of = holidays_in(zone, await holiday_countries(session, member.workspace_id))


async def remember_each(
    session: AsyncSession, workspace: Workspace, profiles: Collection[Profile], *, now: datetime
) -> None:
    """Remember what Slack says about these people, but of nobody who was forgotten while it was asked."""
    await decide_alone(session, workspace.id)
    forgotten = await forgotten_among(session, workspace, [profile.slack_id for profile in profiles])
    for profile in sorted(profiles, key=lambda profile: profile.slack_id):
        if profile.slack_id not in forgotten:
            await remember(session, workspace, profile, now=now)


async def admits_guests(session: AsyncSession, workspace_id: int) -> bool:
    """Whether guests and people of other companies take part here, as the database has it now."""
    return bool(await session.scalar(select(Workspace.admits_guests).where(Workspace.id == workspace_id)))


def digest_of(workspace: Workspace, slack_id: str) -> str:
    """What is kept of somebody who asked to be forgotten: it can be compared, and tells nothing."""
    return sha256(f"{workspace.slack_id}:{slack_id}".encode()).hexdigest()


async def forgotten_among(session: AsyncSession, workspace: Workspace, slack_ids: Collection[str]) -> set[str]:
    """Those of `slack_ids` who asked to be forgotten and did not come back since."""
    digests = {digest_of(workspace, slack_id): slack_id for slack_id in slack_ids}
    found = await session.scalars(
        select(ForgottenPerson.digest).where(
            ForgottenPerson.workspace_id == workspace.id, ForgottenPerson.digest.in_(digests)
        )
    )
    return {digests[digest] for digest in found}


async def came_back(session: AsyncSession, workspace: Workspace, slack_id: str) -> None:
    """Somebody acts who may have asked to be forgotten: they are met anew, and the directory may describe them."""
    await session.execute(
        delete(ForgottenPerson).where(
            ForgottenPerson.workspace_id == workspace.id, ForgottenPerson.digest == digest_of(workspace, slack_id)
        )
    )


async def meet(
    session: AsyncSession, workspace: Workspace, slack_id: str, *, name: str | None = None, zone: str | None = None
) -> Member:
    """The member with this Slack id, made with the zone of most colleagues when Slack has not said theirs yet."""
    found = await known(session, workspace.id, slack_id)
    if found is not None:
        return found
    zone_now = zone or await usual_zone(session, workspace)
    await insert_unless_present(
        session,
        Member,
        workspace_id=workspace.id,
        slack_id=slack_id,
        name=name or "a colleague",
        title="",
        zone=zone_now,
        holidays_of=holidays_in(zone_now, await holiday_countries(session, workspace.id)),
        slack_zone=zone,
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


async def usual_zone(session: AsyncSession, workspace: Workspace) -> str:
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


async def members(session: AsyncSession, workspace_id: int, member_ids: Collection[int]) -> dict[int, Member]:
    """Members of this workspace by id."""
    rows = await session.scalars(select(Member).where(Member.workspace_id == workspace_id, Member.id.in_(member_ids)))
    return {member.id: member for member in rows}


def may_take_part(member: Member) -> bool:
    """Whether somebody may ask and be asked: guests and people of other companies only where an admin lets them."""
    if member.is_bot or member.is_deactivated or member.forgotten_at is not None:
        return False
    return member.is_admitted or not (member.is_guest or member.is_stranger)


def takes_part() -> ColumnElement[bool]:
    """The same of members in a statement, which must not read a whole channel to find the few who are meant."""
    return and_(
        Member.is_bot.is_(False),
        Member.is_deactivated.is_(False),
        Member.forgotten_at.is_(None),
        or_(Member.is_admitted, and_(Member.is_guest.is_(False), Member.is_stranger.is_(False))),
    )


def may_administer(member: Member) -> bool:
    """Whether somebody may change settings: an admin of Slack, or whom an admin named."""
    return (member.is_admin or member.is_named_admin) and not member.is_deactivated


def require_full_member(member: Member) -> None:
    """Refuse everybody who may not take part, saying what they can do instead."""
    if member.is_deactivated:
        raise WhoKnowsError("Your account here is deactivated, so nothing was changed. An admin can turn it on again.")
    if member.is_bot:
        raise WhoKnowsError("WhoKnows talks with people only, so nothing was changed.")
    if not may_take_part(member):
        raise WhoKnowsError(
            "WhoKnows works for full members of this workspace, so nothing was changed. "
            "Ask the person who invited you to pass your question on."
        )
