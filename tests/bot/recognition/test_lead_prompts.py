"""A lead's prompt: taken once a week in all replicas, on a free working day, of nobody who would mind."""

import asyncio
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import kudos, recognition
from bot.database import Database
from bot.errors import WhoKnowsError
from bot.recognition import LeadPromptCard
from handlers.blocks import leads as blocks
from models import Area, Delivery, Help, LeadPrompt, Member, Question, QuestionState, Skill, Team, TeamMember
from tests.bot.opening import open_database
from tests.factories import MONDAY, a_member, a_workspace

# Ten in Madrid.
THURSDAY = MONDAY + timedelta(days=3, hours=1)
MINUTE = timedelta(minutes=1)
SECRET = "zanzibar"


async def a_team(session: AsyncSession, leads: list[Member], members: list[Member], *, name: str = "web") -> Team:
    """A team whose people are known."""
    team = Team(
        workspace_id=leads[0].workspace_id,
        channel_slack_id=f"C0{name.upper()}",
        name=name,
        adopted_by_id=leads[0].id,
        adopted_at=MONDAY,
        members_known_at=MONDAY,
        zone="Europe/Madrid",
    )
    session.add(team)
    await session.flush()
    for member in [*leads, *members]:
        session.add(
            TeamMember(
                workspace_id=team.workspace_id,
                team_id=team.id,
                member_id=member.id,
                is_lead=member in leads,
                joined_at=MONDAY,
            )
        )
    await session.flush()
    return team


async def helps(
    session: AsyncSession, helper: Member, asker: Member, topic: str | None = "Terraform", *, now: datetime = MONDAY
) -> None:
    """Somebody helped with a question that holds a secret."""
    skill = await session.scalar(select(Skill).where(Skill.workspace_id == helper.workspace_id, Skill.name == topic))
    if skill is None and topic is not None:
        area = Area.CONFIDE if topic.startswith("Confiding") else Area.CRAFT
        skill = Skill(workspace_id=helper.workspace_id, name=topic, folded=topic.casefold(), area=area, added_at=MONDAY)
        session.add(skill)
        await session.flush()
    question = Question(
        workspace_id=helper.workspace_id,
        asker_id=asker.id,
        helper_id=helper.id,
        text=f"Where is the {SECRET}?",
        skill_id=skill.id if skill else None,
        state=QuestionState.ANSWERED,
        drafted_at=now,
        answered_at=now,
    )
    session.add(question)
    await session.flush()
    session.add(
        Help(
            workspace_id=helper.workspace_id,
            question_id=question.id,
            helper_id=helper.id,
            skill_id=question.skill_id,
            helped_at=now,
        )
    )
    await session.flush()


async def look(session: AsyncSession, now: datetime) -> list[Delivery]:
    """What the timetable does; gives every prompt that is owed by then, in order."""
    for due in await recognition.to_prompt(session, now=now):
        await recognition.prompt(session, due, now=now)
    owed = await session.scalars(select(Delivery).where(Delivery.kind == "lead_prompt").order_by(Delivery.id))
    return list(owed)


async def read(session: AsyncSession, post: Delivery, now: datetime) -> LeadPromptCard | None:
    """What would be sent of a prompt."""
    card = await recognition.lead_prompt(session, post, now=now)
    return card if card is not None and recognition.may_begin(card) else None


async def test_each_team_of_a_lead_takes_a_day_of_its_own_and_the_third_none(session: AsyncSession) -> None:
    ana, bo, chi = [await a_member(session, await a_workspace(session), name) for name in ("Ana", "Bo", "Chi")]
    for name in ("api", "shop", "web"):
        await a_team(session, [ana], [bo, chi], name=name)
    await helps(session, bo, chi)
    assert await look(session, THURSDAY - MINUTE) == []
    owed = await look(session, THURSDAY)
    assert [post.due_at for post in owed] == [THURSDAY, THURSDAY.replace(day=27, hour=8)]
    assert [post.keeps_quiet_hours for post in owed] == [True, True]
    assert await look(session, THURSDAY + timedelta(hours=3)) == owed
    assert len(await look(session, THURSDAY + timedelta(days=7))) == 2
    assert await session.scalar(select(func.count()).select_from(LeadPrompt)) == 6


async def test_nothing_to_say_takes_no_day_and_a_lost_week_is_not_made_up_for(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana, bo, chi = [await a_member(session, workspace, name) for name in ("Ana", "Bo", "Chi")]
    ines = await a_member(session, workspace, "Ines", works_on="012")
    team = await a_team(session, [ana, ines], [bo, chi])
    assert await look(session, THURSDAY) == []
    await helps(session, bo, chi, now=THURSDAY + MINUTE)
    # Ines works no more this week; and Ana's second week was slept through until its Saturday.
    assert await look(session, THURSDAY + timedelta(hours=1)) == []
    assert await look(session, THURSDAY + timedelta(days=9)) == []
    december = THURSDAY + timedelta(days=15)
    await helps(session, bo, chi, now=december - timedelta(hours=20))
    [late] = await look(session, december)
    assert late.due_at == december
    # A team that was lost says nothing, and what was not sent by Monday is not sent.
    assert await read(session, late, december) is not None
    assert await read(session, late, december + timedelta(days=3)) is None
    team.lost_why = "archived"
    assert await read(session, late, december) is None


async def test_it_waits_for_the_lead_to_work_again_in_its_own_week(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana = await a_member(session, workspace, "Ana", works_on="0124")
    bo, chi = [await a_member(session, workspace, name) for name in ("Bo", "Chi")]
    await a_team(session, [ana], [bo, chi])
    await helps(session, bo, chi)
    [owed] = await look(session, THURSDAY)
    assert owed.due_at == THURSDAY.replace(day=27, hour=8)


async def test_nobody_who_would_mind_stands_on_it(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    ana, chi = await a_member(session, workspace, "Ana"), await a_member(session, workspace, "Chi")
    private = await a_member(session, workspace, "Private", likes_public_thanks=False)
    guest, gone = (
        await a_member(session, workspace, "Guest", is_guest=True),
        await a_member(session, workspace, "Gone", is_deactivated=True),
    )
    listener, nameless = await a_member(session, workspace, "Listener"), await a_member(session, workspace, "Nameless")
    elsewhere, early = await a_member(session, workspace, "Elsewhere"), await a_member(session, workspace, "Early")
    helper = await a_member(session, workspace, "Helper")
    await a_team(session, [ana], [chi, private, guest, gone, listener, nameless, early, helper])
    for one in (private, guest, gone, elsewhere, helper):
        await helps(session, one, chi)
    await helps(session, listener, chi, "Confiding in somebody")
    await helps(session, early, chi, now=MONDAY - timedelta(days=30))
    await helps(session, nameless, ana, None)
    await helps(session, helper, ana, "Rust", now=MONDAY - timedelta(days=1))
    [owed] = await look(session, THURSDAY)
    card = await read(session, owed, THURSDAY)
    assert card is not None
    assert [(one.member.name, one.topic, one.helped_lead) for one in card.to_thank] == [
        ("Helper", "Terraform", False),
        ("Nameless", None, True),
    ]


async def test_of_many_replicas_one_takes_the_week(database: Database) -> None:
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        ana, bo, chi = [await a_member(session, workspace, name) for name in ("Ana", "Bo", "Chi")]
        await a_team(session, [ana], [bo, chi])
        await helps(session, bo, chi)

    async def tick() -> None:
        async with database.reading() as session:
            due = await recognition.to_prompt(session, now=THURSDAY)
        for one in due:
            async with database.transaction() as session:
                await recognition.prompt(session, one, now=THURSDAY)

    await asyncio.gather(*(tick() for _ in range(6)))
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Delivery)) == 1
        assert await session.scalar(select(func.count()).select_from(LeadPrompt)) == 1


PEOPLE = ("Ada", "Ben", "Cem", "Dov", "Eva")
TOPICS = ("Terraform", "Confiding in somebody", None)
whoever = st.integers(0, len(PEOPLE) - 1)
acts = st.one_of(
    st.tuples(st.just("help"), whoever, whoever, st.sampled_from(TOPICS)),
    st.tuples(st.just("thanks"), whoever, whoever, st.none()),
    st.tuples(st.sampled_from(["private", "public", "leaves", "comes"]), whoever, whoever, st.none()),
    st.tuples(st.just("passes"), st.sampled_from([5, 26, 24 * 6]), whoever, st.none()),
)
Act = tuple[str, int, int, str | None]


class History:
    """A team of five whose first is its lead, and what should be true of them."""

    def __init__(self, session: AsyncSession, members: list[Member]) -> None:
        self.session, self.members = session, members
        self.now = MONDAY
        self.thanked: list[tuple[int, datetime]] = []
        self.helped: list[tuple[int, datetime, bool]] = []

    async def act(self, act: Act) -> None:
        what, first, second, topic = act
        one, other = self.members[first % len(self.members)], self.members[second]
        if what == "help" and one is not other:
            await helps(self.session, one, other, topic, now=self.now)
            self.helped.append((one.id, self.now, topic != TOPICS[1]))
        elif what == "thanks":
            try:
                reason = f"For {len(self.thanked)} good words about the {SECRET}."
                await kudos.give(self.session, one, [other], reason, in_public=bool(second % 2), now=self.now)
            except WhoKnowsError:
                return
            if first == 0:
                self.thanked.append((other.id, self.now))
        elif what in {"private", "public"}:
            other.likes_public_thanks = what == "public"
        elif what in {"leaves", "comes"} and second:
            other.is_deactivated = what == "leaves"
        elif what == "passes":
            self.now += timedelta(hours=first)
        await self.session.flush()

    async def check(self) -> int:
        """Every prompt of the lead as it would be sent and as it would be edited; gives how many people stand there."""
        lead, stood = self.members[0], 0
        for post in await look(self.session, self.now):
            card = await recognition.lead_prompt(self.session, post, now=self.now)
            assert card is not None
            month = [int(part) for part in str(post.facts["month_on"]).split("-")[:2]]
            # Madrid's month begins an hour before; whoever helped in the week before it is on its first prompts, too.
            begins = datetime(month[0], month[1], 1, tzinfo=MONDAY.tzinfo) - timedelta(days=7, hours=1)
            for one in card.to_thank:
                assert one.member is not lead
                assert one.member.likes_public_thanks
                assert not one.member.is_deactivated
                assert not any(who == one.member.id and at >= begins for who, at in self.thanked)
                assert any(who == one.member.id and at >= begins and told for who, at, told in self.helped)
                assert set(blocks.ready_sentence(one).split()) <= set(
                    "Thank you for helping a colleague me with Terraform this month. month Terraform.".split()
                ) | {"colleague.", "me."}
                stood += 1
            said = blocks.lead_prompt(card)["text"]
            on_it = {one.member.name for one in card.to_thank}
            assert SECRET not in said
            assert "Confiding" not in said
            assert not any(name in said for name in set(PEOPLE) - on_it)
        return stood


async def _live(database: Database, history: list[Act]) -> int:
    async with database.transaction() as session:
        workspace = await a_workspace(session)
        members = [await a_member(session, workspace, name) for name in PEOPLE]
        await a_team(session, members[:1], members[1:])
        lived = History(session, members)
        stood = 0
        for number, act in enumerate(history):
            await lived.act(act)
            if number % 5 == 4 or number == len(history) - 1:
                stood += await lived.check()
        await session.rollback()
        return stood


def test_no_history_puts_anybody_on_a_prompt_who_should_not_be_there(sqlite_url: str) -> None:
    stood = 0
    with asyncio.Runner() as runner:
        database = open_database(sqlite_url)

        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.lists(acts, min_size=8, max_size=20))
        def lives(history: list[Act]) -> None:
            nonlocal stood
            stood += runner.run(_live(database, [("help", 1, 2, TOPICS[0]), ("passes", 74, 0, None), *history]))

        lives()
        runner.run(database.close())
    assert stood > 20
