"""Where thanks go when something changes: a preference, the channel itself, their giver's mind; and one's own file."""

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import kudos, own_data, preferences
from bot.database import Database
from bot.errors import Settled
from bot.people import members
from bot.teams import keeping
from handlers.letters import LETTERS
from models import AuditEntry, Delivery, DeliveryState, Kudos, Member, ReportOutcome
from tests.factories import MONDAY, a_member, a_team, a_workspace

REASON = "for the time you spent on the new CRM"


async def prefers_private(session: AsyncSession, member: Member) -> None:
    """Save the settings as they are, but for this one choice."""
    await preferences.save(
        session,
        member,
        asks_a_week=str(member.asks_a_week),
        works_from="09:00",
        works_until="18:00",
        works_on="01234",
        zone=preferences.AS_IN_SLACK,
        paused_until="",
        likes_public_thanks=False,
        wants_personal_note=True,
        reminders=("day_before", "ten_minutes", "afterwards", "as_host"),
        now=MONDAY,
    )


async def owed(session: AsyncSession, kind: str) -> list[Delivery]:
    return list(await session.scalars(select(Delivery).where(Delivery.kind == kind).order_by(Delivery.id)))


async def test_posts_that_wait_name_nobody_who_came_to_prefer_private_thanks(database: Database) -> None:
    """Nor do those given by somebody who read the preference before; what was posted stays."""
    async with database.transaction() as session:
        workspace = await a_workspace(session, shoutouts="C0KUDOS")
        ana, bo = await a_member(session, workspace, "Ana Ruiz"), await a_member(session, workspace, "Bo Larsen")
        chi = await a_member(session, workspace, "Chi Okafor")
        stands = await kudos.give(session, ana, [bo], f"{REASON} again", in_public=True, now=MONDAY)
        [posted] = await owed(session, "shoutout")
        posted.state = DeliveryState.SENT
        alone = await kudos.give(session, ana, [bo], REASON, in_public=True, may_be_told=True, now=MONDAY)
        both = await kudos.give(session, chi, [bo, ana], REASON, in_public=True, now=MONDAY)
    async with database.transaction() as session:
        await prefers_private(session, (await members(session, workspace.id, [bo.id]))[bo.id])
    assert bo.likes_public_thanks, "this one was read before"
    async with database.transaction() as session:
        later = await kudos.give(session, chi, [bo], "for the tea", in_public=True, now=MONDAY)
        assert (later.in_public, [one.name for one in later.prefer_private]) == ([], ["Bo Larsen"])
    async with database.reading() as session:
        named = {}
        for given in (stands, alone, both, later):
            words = await kudos.kind_words(session, workspace.id, given.kudos_id)
            assert words is not None
            named[given.kudos_id] = (words.channel, [one.name for one in words.receivers], words.awaits_story)
        assert named == {
            stands.kudos_id: ("C0KUDOS", ["Bo Larsen"], False),
            alone.kudos_id: (None, [], False),
            both.kudos_id: ("C0KUDOS", ["Ana Ruiz"], False),
            later.kudos_id: (None, [], False),
        }
        told = {(one.subject_id, one.member_id) for one in await owed(session, "kind_words")}
        assert told == {(given.kudos_id, bo.id) for given in (alone, both, later)}


async def test_thanks_go_along_with_a_channel_that_has_another_id(session: AsyncSession) -> None:
    """That of the workspace, that of a team, and the place that a message about a post links to."""
    workspace = await a_workspace(session, shoutouts="C0KUDOS")
    ana, bo = await a_member(session, workspace, "Ana Ruiz"), await a_member(session, workspace, "Bo Larsen")
    given = await kudos.give(session, ana, [bo], REASON, in_public=True, now=MONDAY)
    team = await a_team(session, await a_member(session, workspace, "Chi Okafor", is_admin=True), shoutouts="C0KUDOS")
    await keeping.moved(session, workspace.id, "C0KUDOS", "C0SHARED")
    assert await kudos.shoutout_channel(session, ana) == "C0SHARED"
    await session.refresh(team)
    assert team.shoutout_channel_slack_id == "C0SHARED"
    kept = await session.get_one(Kudos, given.kudos_id, populate_existing=True)
    assert kept.channel_slack_id == "C0SHARED"
    assert [one.channel_slack_id for one in await owed(session, "shoutout")] == ["C0SHARED"]


async def test_nobody_decides_about_reported_thanks_that_were_taken_back(session: AsyncSession) -> None:
    """Neither what the card says nor the audit log tells of a decision that was none."""
    workspace = await a_workspace(session, shoutouts="C0KUDOS")
    ana, bo = await a_member(session, workspace, "Ana Ruiz"), await a_member(session, workspace, "Bo Larsen")
    chi = await a_member(session, workspace, "Chi Okafor", is_admin=True)
    given = await kudos.give(session, ana, [bo], REASON, in_public=True, now=MONDAY)
    await kudos.report(session, bo, given.kudos_id, now=MONDAY)
    [card] = await owed(session, "kudos_reported")
    await kudos.take_back(session, ana, given.kudos_id, now=MONDAY)
    with pytest.raises(Settled, match="taken back in the meantime"):
        await kudos.settle(session, chi, card.subject_id, ReportOutcome.REMOVED, now=MONDAY)
    assert (await session.scalars(select(AuditEntry))).all() == []
    assert await LETTERS["kudos_reported"].write(session, card, MONDAY) is None, "nobody needs to hear of it any more"


async def test_ones_own_file_tells_of_thanks_one_added_to_or_reported(session: AsyncSession) -> None:
    """Whose thanks they were, and not a word of them; nobody else's file has it."""
    workspace = await a_workspace(session, shoutouts="C0KUDOS")
    ana, bo = await a_member(session, workspace, "Ana Ruiz"), await a_member(session, workspace, "Bo Larsen")
    chi = await a_member(session, workspace, "Chi Okafor", is_admin=True)
    given = await kudos.give(session, ana, [bo], REASON, in_public=True, now=MONDAY)
    await kudos.add_thanks(session, chi, given.kudos_id, kudos.How.BUTTON, now=MONDAY)
    await kudos.report(session, chi, given.kudos_id, now=MONDAY)
    own, anas = [await own_data.everything(session, one, now=MONDAY) for one in (chi, ana)]
    assert own["thanks_you_added_yours_to"] == [{"given_by": "Ana Ruiz", "added_at": MONDAY.isoformat()}]
    assert own["thanks_you_reported"] == [{"reported_at": MONDAY.isoformat()}]
    assert REASON not in str(own)
    assert anas["thanks_you_added_yours_to"] == anas["thanks_you_reported"] == []
