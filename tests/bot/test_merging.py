"""Merging and renaming topics: nothing is lost, old words find the topic, and all of it can be taken back exactly."""

import asyncio
from typing import Any

import pytest
from sqlalchemy import UniqueConstraint, insert, select

from bot import matching, skills
from bot.database import Database
from bot.errors import WhoKnowsError
from bot.skills.merging import pointing_to_skills
from models import (
    AuditEntry,
    Base,
    Delivery,
    Expertise,
    Help,
    Level,
    Member,
    Question,
    Skill,
    SkillChange,
    TopicWish,
    Way,
    Workspace,
)
from tests.bot.registry import Registry, a_question, number_of
from tests.factories import MONDAY, a_member

# What a change itself writes: that it was made, what must be read again, and the Homes and messages that follow.
NOT_COMPARED = {"skill_changes", "audit_entries", "deliveries", "matching_changes"}
Rows = dict[str, list[tuple[Any, ...]]]


async def everything(database: Database) -> Rows:
    """All rows of all tables that a change must bring back."""
    async with database.reading() as session:
        return {
            table.name: sorted((tuple(row) for row in await session.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
            if table.name not in NOT_COMPARED
        }


@pytest.fixture
async def registry(database: Database) -> Registry:
    return await Registry(database).fill()


async def test_a_merge_loses_nothing_and_undo_brings_every_row_back(registry: Registry) -> None:
    before = await everything(registry.database)
    change = await registry.do(0, "merge", registry.old, registry.new)
    after = await everything(registry.database)
    assert {name: len(rows) for name, rows in after.items() if len(rows) != len(before[name])} == {
        "expertises": len(before["expertises"]) - 1,
        "skill_aliases": len(before["skill_aliases"]) + 1,
        "skills": len(before["skills"]) - 1,
    }
    async with registry.database.reading() as session:
        ana = (await session.scalars(select(Member).where(Member.name == "Ana Ruiz"))).one()
        for word in ("runing meetings", "Meeting craft"):
            assert await number_of(session, ana, word) == registry.new
        lines = {line.name: line for line in (await skills.card(session, ana, now=MONDAY)).listed}
        for table, column in pointing_to_skills():
            assert registry.old not in list(await session.scalars(select(column))), table.name
        helped = await session.scalars(select(Help).where(Help.skill_id == registry.new))
        assert len(helped.all()) == 3
        topic = await skills.look_up(session, ana.workspace_id, "runing meetings")
    line = lines["Running meetings"]
    assert (line.level, line.ways) == (Level.CAN_TEACH, (Way.PAIRING, Way.COACHING))
    assert line.note == "With few people · With many people"
    assert [person.name for person in topic.people] == ["Ana Ruiz", "Bo Larsen", "Dev Rao"]

    assert await registry.do(1, "undo", change.change_id) == ("Runing meetings", "Running meetings")
    assert await everything(registry.database) == before


async def test_what_was_merged_keeps_no_words_of_anybody(registry: Registry) -> None:
    await registry.do(0, "merge", registry.old, registry.new)
    async with registry.database.reading() as session:
        [details] = await session.scalars(select(SkillChange.details))
        about = [entry.about for entry in await session.scalars(select(AuditEntry))]
    assert "people" not in str(details)
    assert about == ["Running meetings"]


async def test_whoever_said_something_else_since_has_the_last_word(registry: Registry) -> None:
    """Undo lists nobody again for what they took off, and overwrites nothing they wrote."""
    change = await registry.do(0, "merge", registry.old, registry.new)
    async with registry.database.transaction() as session:
        ana, bo = [
            (await session.scalars(select(Member).where(Member.name == n))).one() for n in ("Ana Ruiz", "Bo Larsen")
        ]
        await skills.describe(session, ana, registry.new, level=Level.CAN_HELP, ways=[], note="Mine", now=MONDAY)
        await skills.remove(session, bo, ["Running meetings"], now=MONDAY)
    await registry.do(0, "undo", change.change_id)
    async with registry.database.reading() as session:
        listed = {
            member.name: [(line.name, line.note) for line in (await skills.card(session, member, now=MONDAY)).listed]
            for member in await session.scalars(select(Member))
        }
    assert listed["Ana Ruiz"] == [("Running meetings", "Mine"), ("Zig", "")]
    assert listed["Bo Larsen"] == []
    assert listed["Dev Rao"] == [("Running meetings", "")]


@pytest.mark.parametrize("deeds", [("merge", "merge"), ("merge", "back"), ("merge", "rename"), ("merge", "chain")])
async def test_two_admins_at_once_lose_nothing(registry: Registry, deeds: tuple[str, str]) -> None:
    """The same merge twice, both directions, a rename meanwhile, a chain: undone in turn, every row is as before."""
    async with registry.database.transaction() as session:
        ana = (await session.scalars(select(Member).where(Member.name == "Ana Ruiz"))).one()
        zig = await number_of(session, ana, "Zig")
    before = await everything(registry.database)
    second = {
        "merge": (1, "merge", registry.old, registry.new),
        "back": (1, "merge", registry.new, registry.old),
        "rename": (1, "rename", registry.old, "Leading meetings"),
        "chain": (1, "merge", registry.new, zig),
    }[deeds[1]]
    outcomes = await registry.together((0, "merge", registry.old, registry.new), second)
    refusals = [one for one in outcomes if isinstance(one, BaseException)]
    assert all(isinstance(one, WhoKnowsError) for one in refusals), refusals
    made = sorted((one for one in outcomes if not isinstance(one, BaseException)), key=lambda one: -one.change_id)
    assert len(made) >= 1
    assert len(made) == 1 or deeds[1] in {"rename", "chain"}
    for change in made:
        await registry.do(1, "undo", change.change_id)
    assert await everything(registry.database) == before


async def test_people_who_list_it_meanwhile_are_not_lost(registry: Registry) -> None:
    """A yes that comes while an admin merges stands on the topic that is left."""

    async def lists(name: str) -> None:
        async with registry.database.transaction() as session:
            workspace = (await session.scalars(select(Workspace))).one()
            await skills.add(session, await a_member(session, workspace, name), ["Runing meetings"], now=MONDAY)

    merging = registry.do(0, "merge", registry.old, registry.new)
    await asyncio.gather(merging, *(lists(f"Person {number}") for number in range(5)))
    async with registry.database.reading() as session:
        listed = await session.scalars(select(Expertise.member_id).where(Expertise.skill_id == registry.new))
        assert len(listed.all()) == 8


async def test_a_question_on_its_way_to_the_topic_is_not_lost(registry: Registry) -> None:
    """It points to the topic, nobody else sees it yet, and the merge waits for it."""
    async with registry.database.transaction() as session:
        ana, dev = [
            (await session.scalars(select(Member).where(Member.name == n))).one() for n in ("Ana Ruiz", "Dev Rao")
        ]
        await a_question(session, dev, ana, registry.old)
        merging = asyncio.create_task(registry.do(0, "merge", registry.old, registry.new))
        await asyncio.wait({merging}, timeout=0.5)
        assert not merging.done()
    await merging
    async with registry.database.reading() as session:
        assert list(await session.scalars(select(Question.skill_id))) == [registry.new] * 4


async def test_a_rename_keeps_the_old_words_and_can_be_taken_back(registry: Registry) -> None:
    before = await everything(registry.database)
    changes = [
        await registry.do(0, "rename", registry.old, name) for name in ("Meetings", "Runing meetings", "MEETINGS")
    ]
    async with registry.database.reading() as session:
        ana = (await session.scalars(select(Member).where(Member.name == "Ana Ruiz"))).one()
        for word in ("meetings", "Runing meetings"):
            assert await number_of(session, ana, word) == registry.old
        assert await skills.name_of(session, ana.workspace_id, registry.old) == "MEETINGS"
    with pytest.raises(WhoKnowsError, match="changed again since"):
        await registry.do(0, "undo", changes[0].change_id)
    for change in reversed(changes):
        await registry.do(1, "undo", change.change_id)
    assert await everything(registry.database) == before


async def test_what_cannot_be_done_is_said_and_changes_nothing(registry: Registry) -> None:
    before = await everything(registry.database)
    for what, *args, words in (
        ("merge", registry.old, registry.old, "the same topic"),
        ("merge", registry.old, 987, "just before you"),
        ("rename", registry.old, "Running meetings", "already"),
        ("rename", registry.old, "Runing meetings", "called that already"),
        ("rename", registry.old, "x" * 81, "81 letters"),
        ("rename", 987, "Meetings", "gone"),
        ("undo", 987, "taken back already"),
    ):
        with pytest.raises(WhoKnowsError, match=str(words)):
            await registry.do(0, str(what), *args)
    registry.admins[0] = registry.admins[0] + 2
    for what, *args in (("merge", registry.old, registry.new), ("rename", registry.old, "Meetings"), ("undo", 1)):
        with pytest.raises(WhoKnowsError, match="Only admins"):
            await registry.do(0, str(what), *args)
    assert await everything(registry.database) == before


async def test_a_change_is_taken_back_once_however_many_press(registry: Registry) -> None:
    change = await registry.do(0, "merge", registry.old, registry.new)
    outcomes = await registry.together(*[(number % 2, "undo", change.change_id) for number in range(4)])
    assert sum(not isinstance(one, BaseException) for one in outcomes) == 1
    assert all(isinstance(one, WhoKnowsError | tuple) for one in outcomes)


async def test_routing_follows_a_merge(registry: Registry) -> None:
    """Who listed the old name is asked when the new one is meant, and help with either counts for both."""
    await registry.do(0, "merge", registry.old, registry.new)
    async with registry.database.reading() as session:
        dev = (await session.scalars(select(Member).where(Member.name == "Dev Rao"))).one()
        ranking = await matching.candidates(session, dev, "Who is good at running meetings?", now=MONDAY)
        assert {one.member.name for one in ranking.ready} == {"Ana Ruiz", "Bo Larsen"}


async def test_who_waited_for_either_name_is_told_after_the_merge(registry: Registry) -> None:
    async with registry.database.transaction() as session:
        workspace = (await session.scalars(select(Workspace))).one()
        mina = await a_member(session, workspace, "Mina Kaya")
        await session.execute(
            insert(TopicWish).values(
                workspace_id=workspace.id,
                member_id=mina.id,
                topic="Runing meetings",
                folded="runingmeetings",
                wished_at=MONDAY,
            )
        )
    await registry.do(0, "merge", registry.old, registry.new)
    async with registry.database.reading() as session:
        wish = (await session.scalars(select(TopicWish).where(TopicWish.member_id == mina.id))).one()
        told = await session.scalars(select(Delivery.member_id).where(Delivery.kind == "topic_was_listed"))
        assert mina.id in told.all()
        topic = await skills.wished_topic(session, workspace.id, wish.id, registry.new)
    assert topic is not None
    assert topic.name == "Running meetings"


def test_no_other_table_would_clash_when_its_rows_are_pointed_elsewhere() -> None:
    """A table in which each skill may stand once needs a rule of its own, as a member's list has."""
    pointing = pointing_to_skills()
    assert {table.name for table, _ in pointing} >= {"questions", "helps", "demands"}
    for table, column in pointing:
        unique = [one for one in table.constraints if isinstance(one, UniqueConstraint) and column.name in one.columns]
        assert not unique, table.name
    assert Skill.__table__ not in {table for table, _ in pointing}
