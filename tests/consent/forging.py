"""Old, forwarded and made-up presses and forms: everything the routes know, with ids of what is somebody else's."""

import random
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from itertools import chain
from typing import Any
from uuid import uuid4

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import asking, deliveries, kudos, lunch_wishes, lunches, nominations, people, preparation, skills, teams, tour
from bot.database import Database
from bot.deliveries import ToMember
from bot.lunches import Plan
from bot.preparation import Wanted
from bot.teams import SeenChannel, TeamSettings
from handlers.answering.calling import Outcome
from handlers.answering.heard import Heard, Press, Source, Submission, Suggestion
from handlers.routes import ROUTES
from models import Base, Delivery, DeliveryState, Level, LunchProposal, Member, ProposalState
from practice.surfaces import elements_in, options_in
from tests.consent.wandering import Wandering
from tests.factories import MONDAY, a_member, an_open_question, the_offer
from tests.living import CHANNEL

# No row of anybody's: what is heard, and how fast Slack lets us speak.
_OF_NOBODY = frozenset({"inbox_keys", "paces"})
# Of many rows alike a few will do.
_MOST_OF_A_TABLE = 2
OTHER_CHANNEL = "C0OTHERS"

Rows = dict[tuple[str, Any], dict[str, Any]]


async def a_history(database: Database, seed: int) -> Wandering:
    """A workspace in which something of everything happened, and was read by those it is for."""
    wandering = Wandering(database, random.Random(seed))
    await wandering.begin()
    async with database.transaction() as session:
        found = await people.members(session, wandering.workspace.id, wandering.names)
        aurelio, brunhild, casimir, dagny, eulalia, fenella = found.values()
        await skills.add(session, brunhild, ["Falconry"], now=wandering.now)
        await a_team(session, fenella, [aurelio, brunhild, casimir])
        await time_to_prepare(session, brunhild, now=wandering.now)
        taken = await an_open_question(session, aurelio, "Who knows Falconry?", now=wandering.now)
        offer = await the_offer(session, taken, brunhild)
        await asking.offer_was_shown(session, offer.workspace_id, offer.id, now=wandering.now)
        await asking.accept(session, brunhild, offer.id, now=wandering.now)
        await an_open_question(session, casimir, "Where does Falconry begin?", now=wandering.now)
        draft = await asking.draft(session, dagny, "Whose is the Quux Gizmo?", now=wandering.now)
        await asking.post(session, dagny, draft.question_id, CHANNEL, now=wandering.now)
        posted = await asking.draft(session, casimir, "Who restarts the Frobnicator?", now=wandering.now)
        await asking.post(session, casimir, posted.question_id, OTHER_CHANNEL, now=wandering.now)
        await asking.draft(session, eulalia, "Nothing yet about Falconry", now=wandering.now)
        await nominations.nominate(session, aurelio, eulalia, "Juggling", now=wandering.now)
        await kudos.give(session, dagny, [eulalia], "patience", in_public=False, now=wandering.now)
        await skills.wish(session, eulalia, "Topiary", wandering.now)
        await tour.begin(session, dagny, now=wandering.now)
        wished = await lunch_wishes.wish(session, eulalia, "Falconry", now=wandering.now)
        await an_expert_is_asked(session, brunhild, wished.skill_id)
        for member in found.values():
            member.first_home_at = wandering.now
            await deliveries.owe_home(session, workspace_id=member.workspace_id, member_id=member.id, now=wandering.now)
    await wandering.passes(timedelta(days=1))
    async with database.transaction() as session:
        unsure = (Delivery.workspace_id == wandering.workspace.id) & (Delivery.channel_slack_id == OTHER_CHANNEL)
        await session.execute(update(Delivery).where(unsure).values(state=DeliveryState.HELD))
    return wandering


async def an_expert_is_asked(session: AsyncSession, expert: Member, skill_id: int) -> None:
    """Somebody who is asked to hold a lunch-and-learn about a topic."""
    asked = ProposalState.ASKED
    proposal = LunchProposal(
        workspace_id=expert.workspace_id, skill_id=skill_id, member_id=expert.id, state=asked, asked_at=MONDAY
    )
    session.add(proposal)
    await session.flush()
    await deliveries.owe(
        session,
        workspace_id=expert.workspace_id,
        kind="lunch_proposal",
        subject_id=proposal.id,
        key=f"lunch_proposal:{proposal.id}",
        to=ToMember(expert.id),
        due_at=MONDAY,
    )


async def a_team(session: AsyncSession, lead: Member, others: list[Member]) -> None:
    """A team whose welcome stands in its channel."""
    in_it = frozenset(one.slack_id for one in [lead, *others])
    channel = SeenChannel("C0TEAM", "team", is_private=False, is_archived=False, bot_is_in=True, members=in_it)
    chosen = TeamSettings([lead], None, "Europe/Madrid", 4, MONDAY.time())
    team = await teams.adopt(session, lead, channel, chosen, now=MONDAY)
    await teams.join(session, lead, team, ["Facilitation"], level=Level.CAN_TEACH, now=MONDAY)
    await teams.join(session, lead, team, ["Rust"], level=Level.LEARNING, now=MONDAY)
    await teams.write(session, lead, team.id, "Because.", "Ines helped me.", now=MONDAY)
    await teams.post(session, lead, team.id, now=MONDAY)


async def time_to_prepare(session: AsyncSession, host: Member, *, now: datetime) -> None:
    """A lunch-and-learn of somebody's, for which they asked their lead for two hours."""
    on = (now + timedelta(days=10)).date()
    plan = Plan("Falconry", "", on, time(12, 30), host.zone, 45, "The yard", "", "C0TEAM", [host])
    lunch = await lunches.announce(session, host, plan, now=now)
    wanted = Wanted(lunch.begins_at - timedelta(days=2), 120)
    await preparation.ask(session, host, lunch, wanted, now=now)


async def a_stranger(wandering: Wandering, name: str, *, is_admin: bool = False) -> Member:
    """A full member who took no part in anything yet, described for good like the others."""
    async with wandering.database.transaction() as session:
        stranger = await a_member(session, wandering.workspace, name, is_admin=is_admin)
        described_at = MONDAY + timedelta(days=36_500)
        await session.execute(update(Member).where(Member.id == stranger.id).values(described_at=described_at))
    return stranger


async def rows_of(wandering: Wandering) -> Rows:
    """Every row of a workspace, by table and key."""
    found: Rows = {}
    async with wandering.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            if table.name in _OF_NOBODY:
                continue
            which = table.c.id if table.name == "workspaces" else table.c.workspace_id
            rows = await session.execute(select(table).where(which == wandering.workspace.id))
            for row in rows.mappings():
                found[table.name, tuple(row[column.name] for column in table.primary_key)] = dict(row)
    return found


def what_became(before: Rows, after: Rows) -> list[str]:
    """What became of rows that were there, in words."""
    wrong = []
    for key, row in before.items():
        now = after.get(key)
        if now != row:
            wrong.append(f"{key} " + (str([name for name in row if now[name] != row[name]]) if now else "is gone"))
    return wrong


def ids_in(rows: Rows) -> set[str]:
    """The ids of rows, a few of each table."""
    by_table: dict[str, list[str]] = {}
    for table, key in rows:
        if len(key) == 1:
            by_table.setdefault(table, []).append(str(key[0]))
    return set(chain.from_iterable(ids[-_MOST_OF_A_TABLE:] for ids in by_table.values()))


def pressed_by_some(wandering: Wandering) -> set[str]:
    """The values with an id that buttons had which only some could see."""
    return {value for _, value in _buttons(wandering, of_all=False) if any(sign.isdigit() for sign in value)}


def pressed_by_all(wandering: Wandering) -> set[tuple[str, str]]:
    """What everybody in a channel may press, by action and value."""
    return _buttons(wandering, of_all=True)


def _buttons(wandering: Wandering, *, of_all: bool) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for sight in wandering.seen:
        if (sight.readers is None) is of_all:
            for placed in elements_in(list(sight.content.get("blocks", []))):
                choices = [str(option["value"]) for option in options_in(placed.element)]
                values = [str(placed.element.get("value") or ""), *choices]
                found.update((str(placed.element["action_id"]), value) for value in values)
    return found


def forged(by: Member, wandering: Wandering, values: set[str]) -> Iterator[Heard]:
    """Everything the routes know, pressed, sent and typed into by somebody with each of these values."""

    def source() -> Source:
        key = uuid4().hex
        return Source(wandering.workspace.slack_id, by.slack_id, key, key, "https://hooks.example/", CHANNEL)

    filled = {"text": "Is this mine?", "topic": "Beekeeping", "reason": "You showed me how", "channel": CHANNEL}
    for value in sorted(values):
        for name in ROUTES.presses:
            yield Press(source(), name, value, "message")
        for name in ROUTES.submissions:
            yield Submission(source(), name, filled, value, (), frozenset(filled), "Is this mine?")
        for name in ROUTES.suggestions:
            yield Suggestion(source(), name, "e", value)


async def what_comes_of(wandering: Wandering, heard: Heard) -> Outcome:
    """Have it answered."""
    routes: Mapping[str, Any] = ROUTES.suggestions
    if isinstance(heard, Press):
        routes = ROUTES.presses
    elif isinstance(heard, Submission):
        routes = ROUTES.submissions
    return await wandering.answering.answer(heard, routes)
