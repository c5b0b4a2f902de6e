"""The directory: each page is written once, in a few statements, and only where something changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Connection, event, func, select
from sqlalchemy.exc import IntegrityError

from bot import directory, people
from bot.database import Database
from bot.directory import Turn
from bot.pace import Bucket
from bot.people import Profile
from models import DirectorySync, ForgottenPerson, Member, Workspace
from tests.factories import MONDAY, a_member, a_workspace

LEASE = timedelta(seconds=30)
UNHURRIED = Bucket(a_second=1000, burst=1000)
PAGE = [Profile(f"U{number:04}", f"Person {number}", zone="Europe/Madrid") for number in range(200)]


@pytest.fixture
async def workspace(database: Database) -> Workspace:
    async with database.transaction() as session:
        return await a_workspace(session)


async def take(
    database: Database,
    workspace: Workspace,
    *,
    later: timedelta = timedelta(),
    machine: timedelta = timedelta(),
    bucket: Bucket = UNHURRIED,
) -> Turn | None:
    async with database.transaction() as session:
        return await directory.take_turn(
            session, workspace.id, now=MONDAY + later, machine_now=MONDAY + machine, lease=LEASE, bucket=bucket
        )


async def the_turn(database: Database, workspace: Workspace) -> Turn:
    turn = await take(database, workspace)
    assert turn is not None
    return turn


async def write(
    database: Database, workspace: Workspace, turn: Turn, profiles: list[Profile], next_cursor: str = ""
) -> int | None:
    async with database.transaction() as session:
        return await directory.write_page(session, turn, workspace, profiles, next_cursor=next_cursor, now=MONDAY)


async def learn(database: Database, workspace: Workspace, *profiles: Profile, **more: object) -> list[str]:
    async with database.transaction() as session:
        return await directory.describe(session, workspace, profiles, now=MONDAY, **more)  # type: ignore[arg-type]


async def known(database: Database, workspace: Workspace, slack_id: str) -> Member | None:
    async with database.reading() as session:
        return await people.known(session, workspace.id, slack_id)


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """All statements that are executed meanwhile."""
    seen: list[str] = []

    def see(_: Connection, __: object, statement: str, *___: object) -> None:
        seen.append(statement)

    event.listen(database.engine.sync_engine, "before_cursor_execute", see)
    try:
        yield seen
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", see)


async def test_a_page_of_two_hundred_is_written_in_a_few_statements(database: Database, workspace: Workspace) -> None:
    turn = await the_turn(database, workspace)
    with statements(database) as seen:
        assert await write(database, workspace, turn, PAGE, "page 2") == 200
    assert len(seen) <= 10
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Member)) == 200
        sync = (await session.scalars(select(DirectorySync))).one()
    assert (sync.cursor, sync.finished_at, sync.lease_owner) == ("page 2", None, None)
    member = await known(database, workspace, "U0007")
    assert member is not None
    assert (member.name, member.zone, member.asks_a_week, member.works_on) == ("Person 7", "Europe/Madrid", 2, "01234")


async def test_a_page_without_news_writes_nobody(database: Database, workspace: Workspace) -> None:
    await learn(database, workspace, *PAGE)
    turn = await the_turn(database, workspace)
    with statements(database) as seen:
        changed = [Profile("U0003", "Renamed", zone="Europe/Madrid"), *PAGE[4:]]
        assert await write(database, workspace, turn, changed) == 1
    with statements(database) as seen:
        assert await learn(database, workspace, *PAGE[4:]) == []
    assert not [one for one in seen if "members" in one and not one.startswith("SELECT")]


async def test_only_one_replica_writes_a_page_however_many_read_it(database: Database, workspace: Workspace) -> None:
    slow = await the_turn(database, workspace)
    assert await take(database, workspace) is None, "one reads at a time"
    quick = await take(database, workspace, machine=LEASE)
    assert quick is not None, "a lease that ended is taken by another"
    assert quick.cursor == slow.cursor == ""
    assert await write(database, workspace, slow, PAGE[:100], "page 2") is None
    assert await write(database, workspace, quick, PAGE[:100], "page 2") == 100
    assert await write(database, workspace, quick, PAGE[100:], "page 3") is None, "a page is written once"
    following = await take(database, workspace)
    assert following is not None
    assert following.cursor == "page 2"


async def test_a_page_that_cannot_be_written_keeps_its_place(database: Database, workspace: Workspace) -> None:
    turn = await the_turn(database, workspace)
    nobody_can_write = [*PAGE, Profile("U9999", None)]  # type: ignore[arg-type]
    with pytest.raises(IntegrityError):
        await write(database, workspace, turn, nobody_can_write, "page 2")
    again = await take(database, workspace, machine=LEASE)
    assert again is not None
    assert again.cursor == ""
    assert await known(database, workspace, "U0001") is None


async def test_all_replicas_wait_as_slack_says(database: Database, workspace: Workspace) -> None:
    turn = await the_turn(database, workspace)
    async with database.transaction() as session:
        await directory.obey(session, turn, until=MONDAY + timedelta(seconds=20), machine_now=MONDAY)
    async with database.reading() as session:
        assert await directory.due(session, now=MONDAY, machine_now=MONDAY + timedelta(seconds=19)) == []
    assert await take(database, workspace, machine=timedelta(seconds=19)) is None
    assert await take(database, workspace, machine=timedelta(seconds=20)) is not None


async def test_the_pace_of_all_replicas_is_one(database: Database, workspace: Workspace) -> None:
    bucket = Bucket(a_second=0.5, burst=1)
    turn = await take(database, workspace, bucket=bucket)
    assert turn is not None
    assert await write(database, workspace, turn, PAGE, "page 2") == 200
    assert await take(database, workspace, bucket=bucket, machine=timedelta(seconds=1)) is None
    assert await take(database, workspace, bucket=bucket, machine=timedelta(seconds=2)) is not None


async def test_a_lost_place_begins_anew(database: Database, workspace: Workspace) -> None:
    await write(database, workspace, await the_turn(database, workspace), PAGE[:100], "page 2")
    turn = await the_turn(database, workspace)
    async with database.transaction() as session:
        assert await directory.give_back(session, turn, retry_at=MONDAY, from_the_start=True)
    assert (await the_turn(database, workspace)).cursor == ""


async def test_the_directory_is_read_at_first_and_then_once_a_day(database: Database, workspace: Workspace) -> None:
    async def is_due(later: timedelta) -> bool:
        async with database.reading() as session:
            return bool(await directory.due(session, now=MONDAY + later, machine_now=MONDAY))

    assert await is_due(timedelta())
    await write(database, workspace, await the_turn(database, workspace), PAGE)
    assert not await is_due(timedelta(hours=23))
    assert await take(database, workspace, later=timedelta(hours=23)) is None
    assert await is_due(timedelta(days=1))
    turn = await take(database, workspace, later=timedelta(days=1))
    assert turn is not None
    assert turn.cursor == ""


async def test_nobody_who_asked_to_be_forgotten_is_brought_back(database: Database, workspace: Workspace) -> None:
    async with database.transaction() as session:
        digest = people.digest_of(workspace, "U0001")
        session.add(ForgottenPerson(workspace_id=workspace.id, digest=digest, forgotten_at=MONDAY))
    assert "U0001" not in await learn(database, workspace, *PAGE[:3])
    assert await known(database, workspace, "U0001") is None
    async with database.transaction() as session:
        await people.came_back(session, workspace, "U0001")
    assert await learn(database, workspace, *PAGE[:3]) == ["U0001"]


async def test_a_forgotten_person_is_forgotten_in_one_workspace(database: Database, workspace: Workspace) -> None:
    async with database.transaction() as session:
        elsewhere = await a_workspace(session, "T0ELSE")
        assert people.digest_of(workspace, "U0001") != people.digest_of(elsewhere, "U0001")
        digest = people.digest_of(workspace, "U0001")
        session.add(ForgottenPerson(workspace_id=workspace.id, digest=digest, forgotten_at=MONDAY))
    assert await learn(database, elsewhere, PAGE[1]) == ["U0001"]


async def test_what_people_chose_stays(database: Database, workspace: Workspace) -> None:
    async with database.transaction() as session:
        await a_member(session, workspace, "Bo", zone="Africa/Lagos", chose_zone=True, asks_a_week=5, works_on="02")
    moved = Profile("U0BO", "Bo L.", "Platform", "Asia/Tokyo", is_guest=True)
    assert await learn(database, workspace, moved) == ["U0BO"]
    bo = await known(database, workspace, "U0BO")
    assert bo is not None
    assert (bo.name, bo.title, bo.is_guest) == ("Bo L.", "Platform", True)
    assert (bo.zone, bo.slack_zone, bo.asks_a_week, bo.works_on) == ("Africa/Lagos", "Asia/Tokyo", 5, "02")
    assert await learn(database, workspace, moved) == []


async def test_a_zone_that_slack_does_not_say_stays_or_is_that_of_most(
    database: Database, workspace: Workspace
) -> None:
    await learn(database, workspace, *PAGE[:3])
    assert await learn(database, workspace, Profile("U0001", "Person 1"), Profile("U0NEW", "New")) == ["U0NEW"]
    new = await known(database, workspace, "U0NEW")
    assert new is not None
    assert (new.zone, new.slack_zone) == ("Europe/Madrid", None)


async def test_who_left_before_we_met_is_not_kept_and_who_left_since_is(
    database: Database, workspace: Workspace
) -> None:
    await learn(database, workspace, PAGE[0])
    left = [Profile(one.slack_id, one.name, zone=one.zone, is_deactivated=True) for one in PAGE[:2]]
    assert await learn(database, workspace, *left) == ["U0000"]
    assert await known(database, workspace, "U0001") is None


async def test_guests_take_part_where_they_are_admitted(database: Database, workspace: Workspace) -> None:
    guest = Profile("U0GUEST", "Gil", zone="Europe/Madrid", is_guest=True)
    await learn(database, workspace, guest, PAGE[0])
    met = await known(database, workspace, "U0GUEST")
    assert met is not None
    assert not people.may_take_part(met)
    async with database.transaction() as session:
        (await session.scalars(select(Workspace))).one().admits_guests = True
    assert await learn(database, workspace, guest, PAGE[0]) == ["U0GUEST"]
    met = await known(database, workspace, "U0GUEST")
    assert met is not None
    assert people.may_take_part(met)


async def test_old_news_about_somebody_described_since_is_none(database: Database, workspace: Workspace) -> None:
    await learn(database, workspace, PAGE[0])
    renamed = Profile("U0000", "Earlier name", zone="Europe/Madrid")
    assert await learn(database, workspace, renamed, said_at=MONDAY - timedelta(minutes=5)) == []
    assert await learn(database, workspace, renamed, said_at=MONDAY + timedelta(minutes=5)) == ["U0000"]


async def test_somebody_met_before_slack_described_them_is_described(database: Database, workspace: Workspace) -> None:
    async with database.transaction() as session:
        await people.meet(session, workspace, "U0000", name="Person 0", zone="Europe/Madrid")
    assert await learn(database, workspace, PAGE[0]) == ["U0000"]
    assert await learn(database, workspace, PAGE[0]) == []
