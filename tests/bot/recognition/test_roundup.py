"""What a team's roundup says: only its own people who like it, what they let others see, nothing of a confidence."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import kudos, recognition, skills
from bot.errors import Settled
from bot.kudos import removing
from bot.recognition import RoundupCard, Span
from models import (
    Area,
    Delivery,
    DeliveryState,
    Help,
    Kudos,
    Level,
    Member,
    Question,
    QuestionState,
    Roundup,
    RoundupState,
    Skill,
    Team,
)
from tests.factories import MONDAY, a_member, a_team, a_workspace

FRIDAY = datetime(2026, 11, 27, 15, tzinfo=UTC)
HOUR, WEEK = timedelta(hours=1), timedelta(weeks=1)


async def helps(session: AsyncSession, helper: Member, at: datetime, topic: str | None = None) -> None:
    """Somebody helped somebody, with a topic or without one."""
    skill = await skills.find(session, helper.workspace_id, topic) if topic else None
    question = Question(
        workspace_id=helper.workspace_id,
        asker_id=helper.id,
        text="How do I tune a harpsichord?",
        skill_id=skill.id if skill else None,
        state=QuestionState.ANSWERED,
        drafted_at=at,
        opened_at=at,
    )
    session.add(question)
    await session.flush()
    row = {"workspace_id": helper.workspace_id, "question_id": question.id, "helper_id": helper.id}
    session.add(Help(**row, skill_id=question.skill_id, helped_at=at))
    await session.flush()


async def on(session: AsyncSession, team: Team, due_at: datetime, *, now: datetime | None = None) -> RoundupCard | None:
    """What the roundup says that is due then."""
    await recognition.owe(session, team.workspace_id, team.id, now=now or due_at)
    newest = select(Delivery).where(Delivery.kind == "roundup").order_by(Delivery.id.desc()).limit(1)
    delivery = (await session.scalars(newest)).one()
    card = await recognition.roundup_to_post(session, delivery, now=now or due_at)
    if card is None:
        await recognition.was_not_needed(session, delivery, now=now or due_at)
    return card


async def test_who_helped_and_what_is_new_as_each_of_them_likes(session: AsyncSession) -> None:
    workspace = await a_workspace(session)
    chi = await a_member(session, workspace, "Chi", is_admin=True)
    team_mates = [await a_member(session, workspace, name) for name in ("dev", "Bo", "Ana")]
    dev, bo, ana = team_mates
    lena = await a_member(session, workspace, "Lena", likes_public_thanks=False)
    gus = await a_member(session, workspace, "Gus", is_guest=True)
    noa = await a_member(session, workspace, "Noa", is_deactivated=True)
    zoe = await a_member(session, workspace, "Zoe")
    team = await a_team(session, chi, *team_mates, lena, gus, noa)
    long_ago = MONDAY - 20 * WEEK
    await skills.add(session, zoe, ["Terraform", "SQL", "Zig"], now=long_ago)
    await skills.add(session, bo, ["SQL"], now=MONDAY)
    await skills.add(session, bo, ["Rust"], level=Level.LEARNING, now=MONDAY)
    await skills.add(session, ana, ["Grief", "Ada"], level=Level.CAN_TEACH, now=MONDAY)
    (await session.scalars(select(Skill).where(Skill.name == "Grief"))).one().area = Area.CONFIDE
    for helper in (dev, bo, lena, gus, noa, zoe):
        await helps(session, helper, MONDAY, "Terraform")
    for _ in range(3):
        await helps(session, ana, MONDAY, "Grief")
    await helps(session, zoe, MONDAY, "SQL")
    await helps(session, zoe, long_ago, "Zig")
    await helps(session, bo, MONDAY, None)
    card = await on(session, team, FRIDAY)
    assert card is not None
    assert (card.helpers, card.new_topics, card.wanted) == (["Bo", "dev"], ["Ada", "SQL"], ["Terraform"])
    assert (card.span, card.covers_from, card.names_team) == (Span.SINCE, FRIDAY - 4 * WEEK, True)
    # What happens within the second it comes is told now, and what comes after it with the next one.
    await helps(session, ana, FRIDAY)
    await helps(session, ana, FRIDAY + timedelta(seconds=1))
    await skills.add(session, dev, ["Terraform"], now=FRIDAY + HOUR)
    said = await on(session, team, FRIDAY + WEEK)
    assert said is not None
    assert (said.helpers, said.new_topics, said.wanted, said.span) == (["Ana"], ["Terraform"], [], Span.THIS_WEEK)


async def test_nothing_is_told_twice_and_nothing_is_left_out(session: AsyncSession) -> None:
    """One that was skipped leaves what it would have told to the next; one without anything to say has told it."""
    workspace = await a_workspace(session)
    chi = await a_member(session, workspace, "Chi", is_admin=True)
    team = await a_team(session, chi, is_private=True, shoutouts="C0KUDOS")
    await helps(session, chi, MONDAY)
    first = await on(session, team, FRIDAY)
    assert first is not None
    assert not first.names_team, "a private channel is named to nobody else"
    assert await on(session, team, FRIDAY + WEEK) is None
    # All of this is recorded on one Monday morning, after a downtime of two weeks.
    await helps(session, chi, FRIDAY + WEEK + HOUR)
    late = await on(session, team, FRIDAY + 3 * WEEK, now=FRIDAY + 3 * WEEK + timedelta(days=2, hours=17))
    assert late is not None
    assert (late.helpers, late.span, late.covers_from, late.weeks) == (["Chi"], Span.SINCE, FRIDAY + WEEK, [])
    # Two months without any: it does not tell of all of it.
    await helps(session, chi, FRIDAY + 4 * WEEK)
    assert await on(session, team, FRIDAY + 12 * WEEK, now=FRIDAY + 12 * WEEK + timedelta(days=2)) is None
    await helps(session, chi, FRIDAY + 12 * WEEK + HOUR)
    monday = FRIDAY + 13 * WEEK + timedelta(days=2, hours=17)
    last = await on(session, team, FRIDAY + 13 * WEEK, now=monday)
    assert last is not None
    assert last.span is Span.LAST_WEEK
    rows = (await session.scalars(select(Roundup).order_by(Roundup.due_at))).all()
    skipped = [row.why for row in rows if row.state is RoundupState.SKIPPED]
    assert set(skipped) == {"a newer one was due"}
    assert [row.state.value for row in rows if row.why is None] == [
        "owed",
        "nothing_to_say",
        "owed",
        "nothing_to_say",
        "owed",
    ]


async def test_what_waited_too_long_in_the_outbox_is_not_posted(session: AsyncSession) -> None:
    """Such as while Slack could not be reached."""
    workspace = await a_workspace(session)
    chi = await a_member(session, workspace, "Chi", is_admin=True)
    team = await a_team(session, chi)
    await helps(session, chi, MONDAY)
    assert await on(session, team, FRIDAY) is not None
    [delivery] = await session.scalars(select(Delivery).where(Delivery.kind == "roundup"))
    tuesday = FRIDAY + timedelta(days=4)
    assert await recognition.roundup_to_post(session, delivery, now=tuesday) is None
    await recognition.was_not_needed(session, delivery, now=tuesday)
    [row] = await session.scalars(select(Roundup))
    assert (row.state, row.why) == (RoundupState.SKIPPED, "too late to be useful")


async def test_a_story_is_told_once_with_the_word_of_both_as_long_as_both_keep_it(session: AsyncSession) -> None:
    workspace = await a_workspace(session, shoutouts="C0KUDOS")
    chi = await a_member(session, workspace, "Chi", is_admin=True)
    bo, ana, zoe = [await a_member(session, workspace, name) for name in ("Bo", "Ana", "Zoe")]
    team = await a_team(session, chi, bo, ana)
    given = {}
    for giver, receiver, words in ((ana, bo, "the plan"), (ana, chi, "the rota"), (ana, zoe, "the tea")):
        thanks = await kudos.give(session, giver, [receiver], words, in_public=True, may_be_told=True, now=MONDAY)
        given[receiver.name] = thanks.kudos_id or 0
    # Chi was not asked yet, and Zoe is in no team.
    for receiver in (bo, zoe):
        await kudos.answer_story(session, receiver, given[receiver.name], agrees=True, now=MONDAY)
    card = await on(session, team, FRIDAY)
    assert card is not None
    assert card.story is not None
    assert (card.helpers, card.new_topics, card.story.reason) == ([], [], "the plan")
    assert await on(session, team, FRIDAY + WEEK) is None, "it was told"
    # The next one is not posted, so that the one after it tells its story.
    await kudos.answer_story(session, chi, given["Chi"], agrees=True, now=FRIDAY + WEEK)
    refused = await on(session, team, FRIDAY + 2 * WEEK)
    assert refused is not None
    assert refused.story is not None
    [*_, delivery] = await session.scalars(select(Delivery).where(Delivery.kind == "roundup").order_by(Delivery.id))
    delivery.reason = "is_archived"
    await recognition.was_refused(session, delivery, now=FRIDAY + 2 * WEEK)
    again = await on(session, team, FRIDAY + 3 * WEEK)
    assert again is not None
    assert again.story is not None
    assert again.story.reason == "the rota"
    # What is taken back, and what its receiver would rather have in private, stands in no post any more.
    posts = list(await session.scalars(select(Delivery).where(Delivery.kind == "roundup").order_by(Delivery.id)))
    first, last = posts[0], posts[-1]
    for post in (first, last):
        post.state = DeliveryState.SENT
    await session.flush()
    bo.likes_public_thanks = False
    await session.flush()
    edit = Delivery(card_id=first.id, kind="roundup", workspace_id=workspace.id, subject_id=first.subject_id)
    assert await recognition.roundup_as_posted(session, edit) is None
    row = (await session.scalars(select(Kudos).where(Kudos.id == given["Chi"]))).one()
    await removing.remove(session, row, now=FRIDAY + 3 * WEEK)
    edits = await session.scalars(select(Delivery).where(Delivery.kind == "roundup", Delivery.card_id == last.id))
    [edit] = edits.all()
    assert await recognition.roundup_as_posted(session, edit) is None


async def test_a_late_no_takes_a_story_out_of_the_post_that_has_it(session: AsyncSession) -> None:
    """Whether it waits to be posted or stands there; only a yes comes too late."""
    workspace = await a_workspace(session, shoutouts="C0KUDOS")
    chi = await a_member(session, workspace, "Chi", is_admin=True)
    bo, ana = [await a_member(session, workspace, name) for name in ("Bo", "Ana")]
    team = await a_team(session, chi, bo, ana)
    thanks = await kudos.give(session, ana, [bo], "the plan", in_public=True, may_be_told=True, now=MONDAY)
    await kudos.answer_story(session, bo, thanks.kudos_id, agrees=True, now=MONDAY)
    assert await on(session, team, FRIDAY) is not None
    [post] = await session.scalars(select(Delivery).where(Delivery.kind == "roundup"))
    post.state = DeliveryState.SENT
    await session.flush()
    await kudos.answer_story(session, bo, thanks.kudos_id, agrees=False, now=FRIDAY)
    [edit] = await session.scalars(select(Delivery).where(Delivery.kind == "roundup", Delivery.card_id == post.id))
    assert await recognition.roundup_as_posted(session, edit) is None
    assert await recognition.roundup_to_post(session, post, now=FRIDAY) is None
    with pytest.raises(Settled):
        await kudos.answer_story(session, bo, thanks.kudos_id, agrees=True, now=FRIDAY)
