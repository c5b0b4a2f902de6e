"""The directory: everybody Slack lists, read page by page, each page written once and only where something changed."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, Update, case, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot import pace, people
from bot.database import changed, insert_unless_present
from bot.pace import Bucket
from bot.people import Profile
from models import DirectorySync, Member, Workspace

METHOD = "users.list"
AGAIN_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Turn:
    """The right to read one page, the one that begins at `cursor`, and to write it down; nobody else has it."""

    workspace_id: int
    owner: str
    cursor: str


async def due(session: AsyncSession, *, now: datetime, machine_now: datetime) -> list[Workspace]:
    """The workspaces whose directory is to be read on: never read to its end, or a day ago."""
    rows = await session.scalars(
        select(Workspace)
        .outerjoin(DirectorySync, DirectorySync.workspace_id == Workspace.id)
        .where(
            Workspace.uninstalled_at.is_(None),
            or_(DirectorySync.workspace_id.is_(None), _can_be_taken(now, machine_now)),
        )
        .order_by(Workspace.id)
    )
    return list(rows)


def _can_be_taken(now: datetime, machine_now: datetime) -> Any:
    return (
        or_(DirectorySync.finished_at.is_(None), DirectorySync.finished_at <= now - AGAIN_AFTER)
        & or_(DirectorySync.retry_at.is_(None), DirectorySync.retry_at <= machine_now)
        & or_(DirectorySync.lease_until.is_(None), DirectorySync.lease_until <= machine_now)
    )


async def take_turn(
    session: AsyncSession, workspace_id: int, *, now: datetime, machine_now: datetime, lease: timedelta, bucket: Bucket
) -> Turn | None:
    """Take the next page of a workspace's directory; None while somebody else has it or Slack's pace says to wait.

    A directory that was read to its end begins anew.
    """
    await insert_unless_present(session, DirectorySync, workspace_id=workspace_id, cursor="", begun_at=now)
    owner = str(uuid.uuid4())
    taken = await session.execute(
        update(DirectorySync)
        .where(DirectorySync.workspace_id == workspace_id, _can_be_taken(now, machine_now))
        .values(
            lease_owner=owner,
            lease_until=machine_now + lease,
            retry_at=None,
            begun_at=case((DirectorySync.finished_at.is_(None), DirectorySync.begun_at), else_=now),
            finished_at=None,
        )
        .returning(DirectorySync.cursor)
        .execution_options(synchronize_session=False)
    )
    cursor = taken.scalar()
    if cursor is None:
        return None
    turn = Turn(workspace_id, owner, cursor)
    held = await pace.hold(session, {(workspace_id, METHOD): bucket}, machine_now=machine_now)
    wait = pace.take(held[workspace_id, METHOD], bucket, machine_now=machine_now)
    if wait is not None:
        await give_back(session, turn, retry_at=wait)
        return None
    return turn


def _ours(turn: Turn) -> Update:
    return update(DirectorySync).where(
        DirectorySync.workspace_id == turn.workspace_id,
        DirectorySync.lease_owner == turn.owner,
        DirectorySync.cursor == turn.cursor,
    )


async def give_back(session: AsyncSession, turn: Turn, *, retry_at: datetime, from_the_start: bool = False) -> bool:
    """Read the same page again from `retry_at` (machine time) on, or the whole directory from its start."""
    cursor = "" if from_the_start else turn.cursor
    return await changed(
        session, _ours(turn).values(lease_owner=None, lease_until=None, retry_at=retry_at, cursor=cursor)
    )


async def obey(session: AsyncSession, turn: Turn, *, until: datetime, machine_now: datetime) -> None:
    """Let every replica wait until `until` (machine time), as Slack asked us to."""
    await pace.block(session, turn.workspace_id, METHOD, until=until, machine_now=machine_now)
    await give_back(session, turn, retry_at=until)


async def write_page(
    session: AsyncSession,
    turn: Turn,
    workspace: Workspace,
    profiles: Collection[Profile],
    *,
    next_cursor: str,
    now: datetime,
) -> int | None:
    """Write a page down together with where the next begins; gives how many people were new or had changed.

    None when the turn was lost: whoever has it now writes this page.
    """
    kept = await changed(
        session,
        _ours(turn).values(
            cursor=next_cursor, lease_owner=None, lease_until=None, finished_at=None if next_cursor else now
        ),
    )
    return len(await describe(session, workspace, profiles, now=now)) if kept else None


async def describe(
    session: AsyncSession,
    workspace: Workspace,
    profiles: Collection[Profile],
    *,
    said_at: datetime | None = None,
    now: datetime,
) -> list[str]:
    """Remember what Slack says about many people in a few statements; gives the Slack ids of those it was news about.

    Whoever is as we knew them is not written, nor is anybody who asked to be forgotten, nor somebody who left before
    we ever met them, nor somebody described since `said_at`. Each one's own preferences stay. Members that the session
    has read before are not brought up to date.
    """
    by_slack_id = {profile.slack_id: profile for profile in profiles}
    for slack_id in await people.forgotten_among(session, workspace, by_slack_id):
        del by_slack_id[slack_id]
    columns = [
        getattr(Member, name) for name in ("slack_id", "zone", "chose_zone", "described_at", "holidays_of", *_DESCRIBED)
    ]
    found = await session.execute(
        select(*columns).where(Member.workspace_id == workspace.id, Member.slack_id.in_(by_slack_id))
    )
    known = {row.slack_id: row for row in found}
    admits = await people.admits_guests(session, workspace.id)
    countries = await people.holiday_countries(session, workspace.id)
    usual = await people.usual_zone(session, workspace) if by_slack_id.keys() - known.keys() else workspace.zone
    news = []
    for slack_id, profile in sorted(by_slack_id.items()):
        row = known.get(slack_id)
        said = {"zone": row.zone if row else usual, **_said(profile, row, admits=admits)}
        said["holidays_of"] = people.holidays_in(said["zone"], countries)
        if _is_news(said, row, said_at):
            news.append({**_UNSAID, **said, "workspace_id": workspace.id, "described_at": now})
    if news:
        await _write(session, news)
    return [row["slack_id"] for row in news]


_DESCRIBED = (
    "name", "title", "slack_zone", "is_admin", "is_bot", "is_guest", "is_stranger", "is_admitted", "is_deactivated",
)  # fmt: skip
# What somebody new begins with; nothing of it is written over anybody's own choice.
_UNSAID: dict[str, Any] = {
    "asks_a_week": 2,
    "works_from": time(9),
    "works_until": time(18),
    "works_on": "01234",
    "likes_public_thanks": True,
}


def _said(profile: Profile, known: Row[Any] | None, *, admits: bool) -> dict[str, Any]:
    """The columns of what Slack says; a zone that it does not say stays as it was."""
    slack_zone = profile.zone or (known.slack_zone if known else None)
    zone = known.zone if known and (known.chose_zone or slack_zone is None) else slack_zone
    return {
        **({"zone": zone} if zone else {}),
        "slack_id": profile.slack_id,
        "name": profile.name,
        "title": profile.title,
        "slack_zone": slack_zone,
        "is_admin": profile.is_admin,
        "is_bot": profile.is_bot,
        "is_guest": profile.is_guest,
        "is_stranger": profile.is_stranger,
        "is_admitted": profile.is_outsider and admits,
        "is_deactivated": profile.is_deactivated,
    }


def _is_news(said: dict[str, Any], known: Row[Any] | None, said_at: datetime | None) -> bool:
    if known is None:
        return not said["is_deactivated"]
    if known.described_at is None:
        return True
    is_old = said_at is not None and known.described_at > said_at
    return not is_old and any(getattr(known, name) != value for name, value in said.items())


async def _write(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    insert = dialect.insert(Member).values(rows)
    new = {name: insert.excluded[name] for name in (*_DESCRIBED, "described_at")}
    # Somebody may choose a zone of their own between our look and this.
    new["zone"] = case((Member.chose_zone, Member.zone), else_=insert.excluded.zone)
    has_moved_since = Member.chose_zone & (Member.zone != insert.excluded.zone)
    new["holidays_of"] = case((has_moved_since, Member.holidays_of), else_=insert.excluded.holidays_of)
    await session.execute(
        insert.on_conflict_do_update(index_elements=[Member.workspace_id, Member.slack_id], set_=new),
        execution_options={"synchronize_session": False},
    )
