"""Rows for tests, made by plain functions with defaults that rarely matter."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import asking, people, skills, teams
from bot.people import Installation, Profile
from bot.teams import SeenChannel, TeamSettings
from models import Level, Member, Offer, Team, Workspace

# 09:00 in Madrid, Copenhagen and Zagreb.
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


async def a_workspace(
    session: AsyncSession, slack_id: str = "T0WORK", *, zone: str = "Europe/Madrid", shoutouts: str | None = None
) -> Workspace:
    """An installed workspace; `shoutouts` is the Slack id of its channel for public thanks."""
    workspace = await people.install(
        session,
        Installation(slack_id, "Work", f"https://{slack_id.lower()}.example", f"UBOT{slack_id}", f"B{slack_id}", ""),
        now=LONG_AGO,
    )
    workspace.zone = zone
    workspace.shoutout_channel_slack_id = shoutouts
    await session.flush()
    return workspace


async def a_member(
    session: AsyncSession,
    workspace: Workspace,
    name: str = "Ana Ruiz",
    *,
    zone: str = "Europe/Madrid",
    title: str = "",
    is_admin: bool = False,
    is_bot: bool = False,
    is_guest: bool = False,
    is_stranger: bool = False,
    is_deactivated: bool = False,
    **preferences: Any,
) -> Member:
    """A member as Slack described them; `preferences` are columns that are their own, such as `asks_a_week`."""
    profile = Profile(
        slack_id="U0" + "".join(sign for sign in name.upper() if sign.isalnum()),
        name=name,
        title=title,
        zone=zone,
        is_admin=is_admin,
        is_bot=is_bot,
        is_guest=is_guest,
        is_stranger=is_stranger,
        is_deactivated=is_deactivated,
    )
    member = await people.remember(session, workspace, profile, now=LONG_AGO)
    for preference, value in preferences.items():
        if not hasattr(member, preference):
            raise AttributeError(f"a member has no {preference}")
        setattr(member, preference, value)
    await session.flush()
    return member


async def an_expert(
    session: AsyncSession,
    workspace: Workspace,
    name: str = "Bo Larsen",
    topics: Sequence[str] = ("Terraform",),
    *,
    level: Level = Level.CAN_HELP,
    zone: str = "Europe/Copenhagen",
    **preferences: Any,
) -> Member:
    """A member who lists topics."""
    member = await a_member(session, workspace, name, zone=zone, **preferences)
    await skills.add(session, member, topics, level=level, now=LONG_AGO)
    return member


async def a_team(
    session: AsyncSession,
    admin: Member,
    *others: Member,
    channel: str = "C0WEB",
    shoutouts: str | None = None,
    zone: str = "Europe/Madrid",
    is_private: bool = False,
    now: datetime = MONDAY,
) -> Team:
    """A team that an admin adopted and leads; its shout-out comes on Fridays at 16:00 in its zone."""
    everybody = frozenset(member.slack_id for member in (admin, *others))
    seen = SeenChannel(channel, "web", is_private=is_private, is_archived=False, bot_is_in=True, members=everybody)
    team = await teams.adopt(session, admin, seen, TeamSettings([admin], shoutouts, zone, 4, time(16)), now=now)
    team.members_known_at = now
    await session.flush()
    return team


async def an_open_question(
    session: AsyncSession, asker: Member, text: str = "How do I read a Terraform plan?", *, now: datetime = MONDAY
) -> int:
    """The id of a question that was drafted and asked; fails when nobody can be asked."""
    draft = await asking.draft(session, asker, text, now=now)
    assert await asking.ask(session, asker, draft.question_id, now=now), "nobody could be asked"
    return draft.question_id


async def an_answered_question(
    session: AsyncSession, asker: Member, helper: Member, text: str, *, now: datetime
) -> int:
    """The id of a question that `helper`, its best fit, answered; everything happens at `now`."""
    question_id = await an_open_question(session, asker, text, now=now)
    offer = await the_offer(session, question_id, helper)
    await asking.offer_was_shown(session, offer.workspace_id, offer.id, now=now)
    await asking.accept(session, helper, offer.id, now=now)
    await asking.answered(session, asker, question_id, now=now)
    return question_id


async def the_offer(session: AsyncSession, question_id: int, member: Member) -> Offer:
    """The offer this question made to a member."""
    offers = await session.scalars(select(Offer).where(Offer.question_id == question_id, Offer.member_id == member.id))
    return offers.one()
