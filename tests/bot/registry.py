"""A registry with two names for one topic, and everything that can hang on either."""

import asyncio
from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot import skills
from bot.database import Database
from models import Demand, Help, Level, Member, Question, QuestionState, SkillAlias, Way
from tests.factories import LONG_AGO, MONDAY, a_member, a_workspace


async def number_of(session: AsyncSession, member: Member, name: str) -> int:
    """The id of a topic."""
    skill = await skills.find(session, member.workspace_id, name)
    assert skill is not None
    return skill.id


async def a_question(session: AsyncSession, asker: Member, helper: Member, skill_id: int) -> None:
    """A question about a topic, with the help and the demand it left behind."""
    question = Question(
        workspace_id=asker.workspace_id,
        asker_id=asker.id,
        text="How do I begin a meeting?",
        skill_id=skill_id,
        state=QuestionState.ANSWERED,
        drafted_at=LONG_AGO,
        helper_id=helper.id,
    )
    session.add(question)
    await session.flush()
    about = {"workspace_id": asker.workspace_id, "question_id": question.id, "skill_id": skill_id}
    session.add(Help(**about, helper_id=helper.id, helped_at=LONG_AGO))
    session.add(Demand(**about, noticed_at=LONG_AGO))
    await session.flush()


class Registry:
    """Two names for one topic, with everything that can hang on either."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.admins: list[int] = []
        self.old = self.new = 0

    async def fill(self) -> "Registry":
        """People on one, on the other and on both, with questions, words and wishes."""
        async with self.database.transaction() as session:
            workspace = await a_workspace(session)
            chi = await a_member(session, workspace, "Chi Okafor", is_admin=True)
            lena = await a_member(session, workspace, "Lena Novak", is_admin=True)
            ana, bo, dev = [await a_member(session, workspace, name) for name in ("Ana Ruiz", "Bo Larsen", "Dev Rao")]
            await skills.add(session, ana, ["Runing meetings"], level=Level.CAN_TEACH, now=LONG_AGO)
            await skills.add(session, ana, ["Running meetings", "Zig"], level=Level.LEARNING, now=MONDAY)
            await skills.add(session, bo, ["Runing meetings"], now=MONDAY)
            await skills.add(session, dev, ["Running meetings"], now=MONDAY)
            self.old = await number_of(session, ana, "Runing meetings")
            self.new = await number_of(session, ana, "Running meetings")
            for skill_id, ways, note in (
                (self.old, [Way.PAIRING], "With many people"),
                (self.new, [Way.COACHING], "With few people"),
            ):
                level = Level.CAN_TEACH if skill_id == self.old else Level.LEARNING
                await skills.describe(session, ana, skill_id, level=level, ways=ways, note=note, now=MONDAY)
            for skill_id in (self.old, self.new, self.old):
                await a_question(session, dev, bo, skill_id)
            session.add(SkillAlias(workspace_id=workspace.id, skill_id=self.old, folded="meeting craft"))
            await skills.wish(session, dev, "Runing meetings", MONDAY)
            self.admins = [chi.id, lena.id]
        return self

    async def do(self, admin: int, what: str, *args: Any) -> Any:
        """Something an admin does in a transaction of their own."""
        async with self.database.transaction() as session:
            member = await session.get_one(Member, self.admins[admin])
            return await getattr(skills, what)(session, member, *args, now=MONDAY)

    async def together(self, *deeds: Sequence[Any]) -> list[Any]:
        """Things admins do at the same moment; a refusal is given like an outcome."""
        return await asyncio.gather(*(self.do(*deed) for deed in deeds), return_exceptions=True)
