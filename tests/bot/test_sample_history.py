"""The 90 days of the practice workspace: believable, settled, and ready for the first question."""

import asyncio
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, func, select

from bot import asking, deliveries, home, kudos, matching, people, skills
from bot.database import Database
from bot.deliveries import ToMember
from bot.sample_history import write
from models import (
    AskAllowance,
    Delivery,
    DeliveryState,
    Demand,
    Expertise,
    Kudos,
    KudosReceiver,
    Member,
    Offer,
    OfferState,
    Question,
    QuestionState,
    Skill,
)
from tests.bot.opening import open_database
from tests.factories import MONDAY, a_member, a_workspace

EIGHT = {
    "Ana Ruiz": "Europe/Madrid",
    "Bo Larsen": "Europe/Copenhagen",
    "Chi Okafor": "Africa/Lagos",
    "Dev Patel": "Asia/Kolkata",
    "Ines Novak": "Europe/Zagreb",
    "Lena Tamm": "Europe/Tallinn",
    "Mina Kaya": "America/Toronto",
    "Sam Wu": "Asia/Singapore",
}
TERRAFORM = "Our Terraform plan step wants to recreate the database. How do I tell it not to?"


@dataclass(frozen=True)
class Written:
    """A database with the history in it, and how many statements that took."""

    file: Path
    workspace_id: int
    members: dict[str, int]
    statements: int


async def _write(file: Path) -> Written:
    database = open_database(f"sqlite+aiosqlite:///{file}")
    async with database.transaction() as session:
        workspace = await a_workspace(session, shoutouts="C0KUDOS")
        members = {
            name.split()[0].lower(): (await a_member(session, workspace, name, zone=zone)).id
            for name, zone in EIGHT.items()
        }
        await deliveries.owe(
            session,
            workspace_id=workspace.id,
            kind="shoutouts_here",
            subject_id=members["chi"],
            key="owed before the history",
            to=ToMember(members["chi"]),
            due_at=MONDAY,
        )
    statements = Counter[str]()
    event.listen(
        database.engine.sync_engine, "before_cursor_execute", lambda *said: statements.update([said[2].split()[0]])
    )
    await write(database, workspace.id, members, now=MONDAY)
    await database.close()
    return Written(file, workspace.id, members, statements.total())


@pytest.fixture(scope="module")
def written(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """The history, written once for all tests of this file."""
    file = tmp_path_factory.mktemp("history") / "history.db"
    shutil.copy(sqlite_template, file)
    return asyncio.run(_write(file))


@pytest.fixture
async def history(written: Written, tmp_path: Path) -> AsyncIterator[Database]:
    """A copy of the history of this test's own."""
    database = open_database(f"sqlite+aiosqlite:///{shutil.copy(written.file, tmp_path / 'history.db')}")
    yield database
    await database.close()


async def test_nobody_is_messaged_about_the_past(history: Database) -> None:
    async with history.reading() as session:
        rows = await session.execute(select(Delivery.state, Delivery.key))
        states = {key: state for state, key in rows}
    assert states.pop("owed before the history") is DeliveryState.PENDING
    assert set(states.values()) == {DeliveryState.NOT_NEEDED}


async def test_nothing_is_left_open(history: Database, written: Written) -> None:
    async with history.reading() as session:
        states = Counter(await session.scalars(select(Question.state)))
        assert await session.scalar(select(func.count()).where(Offer.state == OfferState.PENDING)) == 0
        for member in (await people.members(session, written.workspace_id, written.members.values())).values():
            assert await asking.asked_by(session, member, now=MONDAY) == []
            assert await asking.waiting_on(session, member, now=MONDAY) == []
    assert states[QuestionState.OPEN] == states[QuestionState.ACCEPTED] == 0
    assert 35 <= states[QuestionState.ANSWERED] <= 60


async def test_everything_lies_in_the_ninety_days_before(history: Database) -> None:
    async with history.reading() as session:
        moments = [
            moment
            for column in (Question.drafted_at, Question.answered_at, Offer.settled_at, Kudos.given_at, Skill.added_at)
            for moment in await session.scalars(select(column))
            if moment is not None
        ]
    assert min(moments) > MONDAY - timedelta(days=92)
    assert max(moments) < MONDAY - timedelta(days=2)


async def test_people_ask_answer_and_thank_while_they_are_at_work(history: Database, written: Written) -> None:
    async with history.reading() as session:
        members = await people.members(session, written.workspace_id, written.members.values())
        questions = (await session.scalars(select(Question).where(Question.state == QuestionState.ANSWERED))).all()
        for question in questions:
            assert people.is_at_work(members[question.asker_id], question.drafted_at)
            assert question.helper_id is not None
            assert question.accepted_at is not None
            assert question.answered_at is not None
            assert people.is_at_work(members[question.helper_id], question.accepted_at)
            assert question.drafted_at < question.accepted_at < question.answered_at


async def test_every_week_kept_its_limit_and_this_one_is_free(history: Database) -> None:
    async with history.reading() as session:
        taken = (await session.execute(select(AskAllowance.week_on, AskAllowance.taken))).all()
    assert max(count for _, count in taken) <= 2
    assert all(week_on < date(2026, 11, 23) for week_on, _ in taken)


async def test_topics_have_their_thin_spots(history: Database, written: Written) -> None:
    names = {member_id: name for name, member_id in written.members.items()}
    async with history.reading() as session:
        rows = await session.execute(
            select(Skill.name, Expertise.member_id).join(Expertise, Expertise.skill_id == Skill.id)
        )
        holders: dict[str, set[str]] = {}
        for skill, member_id in rows:
            holders.setdefault(skill, set()).add(names[member_id])
        unmet = select(Question.text).join(Demand, Demand.question_id == Question.id)
        (alone,) = await session.scalars(unmet.where(Question.state == QuestionState.DRAFT))
    assert alone.startswith("Kafka")
    assert holders["Terraform"] == {"bo", "chi"}
    assert holders["Accessibility"] == {"dev"}
    assert len(holders) >= 20


async def test_bo_is_asked_most_and_sam_never(history: Database, written: Written) -> None:
    names = {member_id: name for name, member_id in written.members.items()}
    async with history.reading() as session:
        asked = Counter(names[member_id] for member_id in await session.scalars(select(Offer.member_id)))
        sam = (await people.members(session, written.workspace_id, [written.members["sam"]]))[written.members["sam"]]
        assert (await skills.card(session, sam, now=MONDAY)).listed == []
    assert asked.most_common(1)[0][0] == "bo"
    assert asked["sam"] == 0
    assert set(asked) == set(written.members) - {"sam"}


async def test_thanks_are_public_and_private_as_their_receivers_like(history: Database, written: Written) -> None:
    async with history.reading() as session:
        rows = (await session.execute(select(KudosReceiver.member_id, KudosReceiver.in_public))).all()
        thanked = {member_id for member_id, _ in rows}
        homes = [
            await home.home(session, written.workspace_id, member_id, now=MONDAY)
            for member_id in written.members.values()
        ]
    assert thanked == set(written.members.values())
    assert {in_public for _, in_public in rows} == {True, False}
    assert not any(in_public for member_id, in_public in rows if member_id == written.members["lena"])
    assert all(found is not None and found.kind_words for found in homes)


async def test_anas_first_question_reaches_bo_who_is_at_work(history: Database, written: Written) -> None:
    async with history.transaction() as session:
        members = await people.members(session, written.workspace_id, written.members.values())
        ana, bo, mina = (members[written.members[name]] for name in ("ana", "bo", "mina"))
        ranking = await matching.candidates(session, ana, TERRAFORM, now=MONDAY)
        assert ranking.ready[0].member is bo
        assert ranking.ready[0].back_at == MONDAY
        assert [reason.kind for reason in ranking.ready[0].reasons] == ["lists", "helped"]
        preview = await asking.draft(session, ana, TERRAFORM, now=MONDAY)
        assert (preview.topic, preview.full_until) == ("Terraform", None)
        assert [person.name for person in preview.people][:2] == ["Bo Larsen", "Chi Okafor"]
        assert await asking.ask(session, ana, preview.question_id, now=MONDAY)
        (card,) = await asking.waiting_on(session, bo, now=MONDAY)
        await asking.accept(session, bo, card.offer_id, now=MONDAY + timedelta(minutes=3))
        assert await asking.answered(session, ana, preview.question_id, now=MONDAY + timedelta(hours=1))
        given = await kudos.give(session, mina, [bo], "You stayed calm.", in_public=True, now=MONDAY)
        assert given.in_public == [bo]


async def test_sam_can_list_what_they_know_and_be_asked(history: Database, written: Written) -> None:
    async with history.transaction() as session:
        sam = (await people.members(session, written.workspace_id, [written.members["sam"]]))[written.members["sam"]]
        assert (await skills.add(session, sam, ["observability"], now=MONDAY)).new == ["Observability"]
        ana = (await people.members(session, written.workspace_id, [written.members["ana"]]))[written.members["ana"]]
        ranking = await matching.candidates(session, ana, "Who knows observability?", now=MONDAY)
        assert [candidate.member for candidate in ranking.ready] == [sam]


async def test_the_same_people_have_the_same_days_again(
    written: Written, sqlite_template: Path, tmp_path: Path
) -> None:
    again = await _write(Path(shutil.copy(sqlite_template, tmp_path / "again.db")))
    assert await _told(again) == await _told(written)


async def _told(written: Written) -> list[object]:
    database = open_database(f"sqlite+aiosqlite:///{written.file}")
    async with database.reading() as session:
        questions = await session.execute(
            select(Question.text, Question.state, Question.helper_id, Question.drafted_at, Question.answered_at)
        )
        thanks = await session.execute(select(Kudos.reason, Kudos.giver_id, Kudos.given_at))
        offers = await session.execute(select(Offer.member_id, Offer.state, Offer.offered_at, Offer.settled_at))
        told: list[object] = [*questions.all(), *thanks.all(), *offers.all()]
    await database.close()
    return told


def test_writing_it_is_light_enough_for_every_start(written: Written) -> None:
    # About half a millisecond each on an ordinary machine.
    assert written.statements < 3900


async def test_a_start_on_another_weekday_leaves_nothing_in_the_future(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    now = MONDAY + timedelta(days=2, hours=9)
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        members = {
            name.split()[0].lower(): (await a_member(session, workspace, name, zone=zone)).id
            for name, zone in EIGHT.items()
        }
    await write(database, workspace.id, members, now=now)
    async with database.reading() as session:
        member: Member | None = await session.get(Member, members["ines"])
        assert member is not None
        assert member.works_on == "012"
        latest = await session.scalar(select(func.max(Question.answered_at)))
        assert latest is not None
        assert latest < now
    await database.close()
