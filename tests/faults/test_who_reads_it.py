"""Between an offer and its card people pause, leave and move; the card is written for who they are when it is sent."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot import asking, people, skills
from models import AskAllowance, Delivery, DeliveryState, Level, Member, Offer, OfferState, Operation, PairChat
from tests.faults.outbox import MONDAY, Outbox, an_outbox

QUESTION = "How do I read a Terraform plan?"
POST = "chat.postMessage"


class Ask:
    """Ana asks Bo first and Ines after him; the postman sends only when told."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self.members: dict[str, int] = {}
        self.question_id = 0

    async def begin(self, described_at: timedelta) -> None:
        """Everybody was described so long ago; Bo, then Ines, list the topic."""
        workspace = self.outbox.house.workspace
        async with self.outbox.house.database.transaction() as session:
            for slack_id, zone in (
                ("U0ANA", "Europe/Madrid"),
                ("U0BO", "Europe/Copenhagen"),
                ("U0INES", "Europe/Zagreb"),
            ):
                profile = people.Profile(slack_id, slack_id[2:].title(), zone=zone)
                member = await people.remember(session, workspace, profile, now=MONDAY - described_at)
                self.members[slack_id] = member.id
                if slack_id != "U0ANA":
                    level = Level.CAN_TEACH if slack_id == "U0BO" else Level.CAN_HELP
                    await skills.add(session, member, ["Terraform"], level=level, now=MONDAY - timedelta(days=90))
        async with self.outbox.house.database.transaction() as session:
            ana = (await people.members(session, workspace.id, [self.members["U0ANA"]]))[self.members["U0ANA"]]
            draft = await asking.draft(session, ana, QUESTION, now=MONDAY)
            assert await asking.ask(session, ana, draft.question_id, now=MONDAY)
            self.question_id = draft.question_id
        assert [offer.member_id for offer in await self.offers()] == [self.members["U0BO"]]

    async def offers(self) -> list[Offer]:
        async with self.outbox.house.database.reading() as session:
            return list(await session.scalars(select(Offer).order_by(Offer.id)))

    async def card(self) -> Delivery:
        """The card owed to Bo."""
        found = (await self.outbox.deliveries()).values()
        posts = [one for one in found if one.kind == "offer" and one.operation is Operation.POST]
        return next(post for post in posts if post.member_id == self.members["U0BO"])

    async def direct_to(self, slack_id: str) -> str:
        """The conversation that WhoKnows has with one person."""
        opened = await self.outbox.house.client.conversations_open(users=[slack_id])
        return str(opened["channel"]["id"])

    def read_by(self, slack_id: str) -> list[str]:
        """What the bot said to one person."""
        world = self.outbox.practice.world
        direct = {place.id for place in world.channels.values() if slack_id in place.members and place.kind == "im"}
        return [message.text for message in self.outbox.messages if message.channel_id in direct]

    async def taken(self, slack_id: str) -> int:
        async with self.outbox.house.database.reading() as session:
            taken = select(AskAllowance.taken).where(AskAllowance.member_id == self.members[slack_id])
            return sum(await session.scalars(taken))


@pytest.fixture
async def ask(sqlite_url: str) -> AsyncIterator[Ask]:
    async with an_outbox(sqlite_url) as outbox:
        await outbox.house.postman.stop()
        yield Ask(outbox)


async def _bo_gave_way_to_ines(ask: Ask) -> None:
    bo, ines = await ask.offers()
    assert (bo.state, bo.shown_at, ines.state) == (OfferState.WITHDRAWN, None, OfferState.PENDING)
    assert ines.shown_at is not None
    assert ask.read_by("U0BO") == []
    assert len(ask.read_by("U0INES")) == 1
    assert (await ask.taken("U0BO"), await ask.taken("U0INES")) == (0, 1)
    assert (await ask.card()).state is DeliveryState.NOT_NEEDED


async def test_who_paused_since_is_not_sent_the_offer_and_the_next_is_asked(ask: Ask) -> None:
    await ask.begin(timedelta())
    async with ask.outbox.house.database.transaction() as session:
        paused = MONDAY + timedelta(days=7)
        await session.execute(update(Member).where(Member.slack_id == "U0BO").values(paused_until=paused))
    await ask.outbox.house.postman.send_all_due()
    await _bo_gave_way_to_ines(ask)


@pytest.mark.parametrize("became", ["deleted", "is_restricted", "is_stranger"])
async def test_who_slack_says_left_or_became_a_guest_is_not_sent_the_offer(ask: Ask, became: str) -> None:
    await ask.begin(timedelta(days=3))
    setattr(ask.outbox.practice.world.people["U0BO"], became, True)
    await ask.outbox.house.postman.send_all_due()
    await _bo_gave_way_to_ines(ask)


async def test_who_moved_reads_it_in_the_morning_of_the_new_zone(ask: Ask) -> None:
    await ask.begin(timedelta(days=3))
    ask.outbox.practice.world.people["U0BO"].tz = "America/Toronto"
    await ask.outbox.house.postman.send_all_due()
    card = await ask.card()
    assert (card.state, card.due_at) == (DeliveryState.PENDING, MONDAY + timedelta(hours=6))
    assert ask.read_by("U0BO") == []


async def test_who_was_described_today_is_not_looked_at_again(ask: Ask) -> None:
    await ask.begin(timedelta(hours=3))
    await ask.outbox.house.postman.send_all_due()
    assert len(ask.read_by("U0BO")) == 1
    assert ask.outbox.calls("users.info") == []


async def test_a_slack_that_does_not_say_who_somebody_is_stops_no_offer(ask: Ask) -> None:
    await ask.begin(timedelta(days=3))
    ask.outbox.practice.faults.add("error_500", method="users.info", times=None)
    await ask.outbox.house.postman.send_all_due()
    assert len(ask.read_by("U0BO")) == 1


async def test_a_yes_given_at_home_before_the_card_still_gets_its_card(ask: Ask) -> None:
    await ask.begin(timedelta())
    [offer] = await ask.offers()
    async with ask.outbox.house.database.transaction() as session:
        members = await people.members(session, offer.workspace_id, [offer.member_id])
        await asking.accept(session, members[offer.member_id], offer.id, now=MONDAY)
    await ask.outbox.house.postman.send_all_due()
    assert len(ask.read_by("U0BO")) == 1
    assert (await ask.card()).state is DeliveryState.SENT


async def test_a_card_that_may_have_arrived_is_found_and_quotes_no_more(ask: Ask) -> None:
    """The question is cancelled between a post whose answer was lost and the next try."""
    await ask.begin(timedelta())
    ask.outbox.practice.faults.add("drop_after_accept", method=POST, channel=await ask.direct_to("U0BO"))
    ask.outbox.practice.faults.add("rate_limited", method="conversations.history", seconds=3)
    await ask.outbox.house.postman.send_all_due()
    ask.outbox.machine.move_by(timedelta(seconds=1))
    await ask.outbox.house.postman.send_all_due()
    assert len(ask.outbox.calls("conversations.history")) == 1
    assert (await ask.card()).state is DeliveryState.PENDING
    async with ask.outbox.house.database.transaction() as session:
        ana = await people.members(session, ask.outbox.house.workspace.id, [ask.members["U0ANA"]])
        await asking.cancel(session, ana[ask.members["U0ANA"]], ask.question_id, now=MONDAY)
    assert await ask.taken("U0BO") == 1, "it may have been seen"
    ask.outbox.machine.move_by(timedelta(seconds=5))
    await ask.outbox.house.postman.send_all_due()
    assert (await ask.card()).state is DeliveryState.SENT
    [text] = ask.read_by("U0BO")
    assert QUESTION not in text
    assert await ask.taken("U0BO") == 1


@pytest.mark.parametrize("address", ["U0BO", "U0ANA+U0BO"])
@pytest.mark.parametrize("error", ["channel_not_found", "is_archived"])
async def test_a_conversation_that_is_gone_is_opened_anew(ask: Ask, address: str, error: str) -> None:
    outbox = ask.outbox
    [first] = await outbox.owe(address)
    await outbox.house.postman.send_all_due()
    async with outbox.house.database.transaction() as session:
        await session.execute(update(Member).values(direct_message_slack_id="D0OLD"))
        await session.execute(update(PairChat).values(slack_channel="G0OLD"))
    outbox.practice.faults.add("refuse", method=POST, error=error)
    [second] = await outbox.owe(address)
    await outbox.house.postman.send_all_due()
    outbox.machine.move_by(timedelta(seconds=5))
    await outbox.house.postman.send_all_due()
    assert outbox.shown == {first: 1, second: 1}


async def test_a_conversation_that_is_gone_again_at_once_is_given_up(ask: Ask) -> None:
    ask.outbox.practice.faults.add("refuse", method=POST, error="channel_not_found", times=None)
    [owed] = await ask.outbox.owe("U0BO")
    for _ in range(3):
        await ask.outbox.house.postman.send_all_due()
        ask.outbox.machine.move_by(timedelta(seconds=5))
    [delivery] = await ask.outbox.settled(owed)
    assert (delivery.state, delivery.reason) == (DeliveryState.DEAD, "channel_not_found")
    # Twice for this one, and twice for the message that would have told the admin.
    assert len(ask.outbox.calls(POST)) == 4
