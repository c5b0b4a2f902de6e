"""A team's questions by week in its shout-out: as Slack's own chart, or as a picture where Slack does not draw it."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import deliveries
from models import Delivery, DeliveryState, Member, Question, QuestionState, Roundup
from practice.records import Message
from tests.journeys.test_teams import adopts
from tests.journeys.town import MONDAY, Somebody, Town

CHART, ROOM = "data_visualization", "C0GENERAL"
# 16:00 in Lagos, where Chi is, on the Friday of this week.
UNTIL_FRIDAY = timedelta(days=4, hours=7)
A_WEEK = timedelta(weeks=1)
SAID = "That is about as many as usual: the 3 weeks before had 9 together, about 3 a week."
NUMBERS = "Weeks, named by their Monday: 5 Oct, Asked 0, Answered 0;"
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NEWEST = "16 Nov, Asked 3, Answered 3; 23 Nov, Asked 4, Answered 0."


async def prepared(town: Town, chi: Somebody, bo: Somebody, *, this_week: int = 4) -> None:
    """A team in which Bo lists a topic; three questions in each of the three weeks before, and some in this one."""
    await adopts(chi)
    await bo.types("/skills add Terraform")
    await town.passes(timedelta(minutes=1))
    await ask(town, bo, [MONDAY - A_WEEK * ago for ago in (3, 2, 1) for _ in range(3)])
    await ask(town, bo, [MONDAY] * this_week)


async def ask(town: Town, asker: Somebody, when: list[datetime]) -> None:
    """Let questions be asked; those of earlier weeks were answered."""
    async with town.house.database.transaction() as session:
        member = (await session.scalars(select(Member).where(Member.slack_id == asker.id))).one()
        for at in when:
            is_old = at < MONDAY
            question = Question(
                workspace_id=member.workspace_id,
                asker_id=member.id,
                text="How?",
                state=QuestionState.ANSWERED if is_old else QuestionState.OPEN,
                drafted_at=at,
                opened_at=at,
                answered_at=at if is_old else None,
            )
            session.add(question)


async def refresh(town: Town) -> None:
    """Have the shout-out say what is true now."""
    row = await the_roundup(town)
    async with town.house.database.transaction() as session:
        await deliveries.refresh(
            session,
            workspace_id=row.workspace_id,
            kind=row.kind,
            subject_id=row.subject_id,
            now=town.practice.clock.now(),
        )
    await town.settle()


def shoutouts(town: Town) -> list[Message]:
    """The shout-outs that stand in the room, and what lies in their threads."""
    tops = [one for one in town.practice.world.messages[ROOM] if "New on the list" in one.text]
    return [one for one in town.practice.world.messages[ROOM] if {one.ts, one.thread_ts} & {top.ts for top in tops}]


def kinds(message: Message) -> list[Any]:
    """The kinds of its blocks."""
    return [block["type"] for block in message.blocks]


async def the_roundup(town: Town) -> Delivery:
    """The row of the shout-out."""
    async with town.house.database.reading() as session:
        return (
            await session.scalars(select(Delivery).where(Delivery.kind == "roundup", Delivery.card_id.is_(None)))
        ).one()


@ON_SQLITE
@pytest.mark.parametrize(("this_week", "has_chart"), [(4, True), (0, False)])
async def test_the_numbers_are_said_and_drawn_by_slack(
    town: Town, bo: Somebody, chi: Somebody, *, this_week: int, has_chart: bool
) -> None:
    """Fewer than three questions in a week would tell of whoever asked them."""
    await prepared(town, chi, bo, this_week=this_week)
    await town.passes(UNTIL_FRIDAY)
    [post] = shoutouts(town)
    assert (CHART in kinds(post)) == has_chart
    assert (SAID in post.text) == (NUMBERS in post.text) == (NEWEST in post.text) == has_chart


async def test_where_slack_does_not_draw_it_the_picture_lies_in_the_thread(
    town: Town, bo: Somebody, chi: Somebody
) -> None:
    """It stays the same post, edited like any other, and nobody is asked to look what became of it."""
    await prepared(town, chi, bo)
    town.practice.faults.refused_blocks = {CHART}
    await town.passes(UNTIL_FRIDAY)
    post, below = shoutouts(town)
    assert CHART not in kinds(post)
    assert SAID in post.text
    assert NUMBERS not in post.text
    [picture] = [town.practice.world.files[file_id] for file_id in below.files]
    assert below.thread_ts == post.ts
    assert (picture.mimetype, picture.data[:4]) == ("image/png", b"\x89PNG")
    assert picture.alt_text.startswith(f"{picture.title}. {NUMBERS}")
    assert picture.alt_text.endswith(NEWEST)
    row = await the_roundup(town)
    assert (row.state, row.slack_ts, row.reason) == (DeliveryState.SENT, post.ts, None)
    assert "nothing" in (await chi.types("/whoknows held")).text.casefold()

    # A Slack that has learned to draw meanwhile makes no difference: the picture is there.
    town.practice.faults.clear()
    await refresh(town)
    assert shoutouts(town) == [post, below]
    assert CHART not in kinds(post)
    async with town.house.database.transaction() as session:
        await deliveries.remove(session, [row], now=town.practice.clock.now())
    await town.settle()
    assert shoutouts(town) == []
    assert town.practice.world.files == {}


async def test_an_edit_with_a_first_chart_arrives_without_it_where_slack_draws_none(
    town: Town, bo: Somebody, chi: Somebody
) -> None:
    """It may be the edit that takes a name away."""
    await prepared(town, chi, bo, this_week=0)
    await town.passes(UNTIL_FRIDAY)
    [post] = shoutouts(town)
    assert "questions this week" not in post.text
    await ask(town, bo, [MONDAY] * 4)
    town.practice.faults.refused_blocks = {CHART}
    await refresh(town)
    assert shoutouts(town) == [post]
    assert SAID in post.text
    assert CHART not in kinds(post)
    async with town.house.database.reading() as session:
        edits = await session.scalars(select(Delivery).where(Delivery.card_id.is_not(None)).order_by(Delivery.id))
        assert [edit.state for edit in edits if edit.kind == "roundup"] == [DeliveryState.DEAD, DeliveryState.SENT]


@ON_SQLITE
async def test_what_is_refused_without_its_chart_too_is_told_to_the_lead(
    town: Town, bo: Somebody, chi: Somebody
) -> None:
    """Once, and with Slack's own reason kept."""
    await prepared(town, chi, bo)
    town.practice.faults.refused_blocks = {CHART, "actions"}
    await town.passes(UNTIL_FRIDAY)
    assert shoutouts(town) == []
    row = await the_roundup(town)
    assert (row.state, row.reason) == (DeliveryState.DEAD, "invalid_blocks")
    async with town.house.database.reading() as session:
        [why] = await session.scalars(select(Roundup.why))
    assert why == f"invalid_blocks in {ROOM}"
    posts = [call for call in town.practice.world.calls if call.name == "chat.postMessage"]
    assert sum(call.request.get("channel") == ROOM and "New on the list" in call.request["text"] for call in posts) == 2
