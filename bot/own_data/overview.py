"""What is kept in a workspace, for its administrators: how much of each kind and for how long, never whose."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot import audit, people
from bot.database import decide_alone
from bot.errors import NotYours, Settled, WhoKnowsError
from bot.own_data.forgetting import forget
from models import Base, Delivery, DeliveryState, Member, Operation

SENT_AGAIN = "sent again: nobody could tell whether it had arrived"
UNTIL_FORGOTTEN = "until its person is forgotten"
# Every table, in words, and how long its rows are kept; a test says that none is missing here or in the README.
KINDS: dict[str, tuple[str, str]] = {
    "workspaces": ("the workspace", "until 30 days after it is uninstalled"),
    "members": ("people and their settings", UNTIL_FORGOTTEN),
    "ask_allowances": ("weeks in which somebody was asked", "60 days"),
    "unprompted_days": ("days on which somebody was written to unasked", "60 days"),
    "directory_syncs": ("how far people were read from Slack", "until the next reading"),
    "skills": ("topics", "until an admin merges them, or nobody lists or used them"),
    "skill_aliases": ("other words for topics", "as long as their topic"),
    "skill_changes": ("merges and renamings, to undo them", "as long as their topic"),
    "expertises": ("topics somebody lists", "until they remove them"),
    "topic_wishes": ("topics somebody waits for", "until they no longer wait"),
    "round_topics": ("topics named in a team's round", "as long as they are listed"),
    "questions": ("questions", "words 180 days after closing, drafts 24 hours"),
    "offers": ("invitations to help", "as counts, without words"),
    "open_cards": ("questions posted where anybody can help", "as counts, without words"),
    "helps": ("helps", "as counts, for finding who can help"),
    "demands": ("questions that found nobody", "as counts, by topic"),
    "matching_changes": ("what changed for finding people, as numbers", "the newest twenty thousand"),
    "stored_terms": ("words of answered questions and public thanks, as numbers", "as long as those words"),
    "kudos": ("thank-yous", "until their giver is forgotten"),
    "kudos_receivers": ("who was thanked", "as counts once forgotten"),
    "kudos_topics": ("topics that thank-yous name", "as long as the thank-you"),
    "added_thanks": ("who added their thanks to a shout-out", "until they take them back or are forgotten"),
    "kudos_reports": ("thank-yous that were reported to admins", "as counts once the reporter is forgotten"),
    "milestones": ("how many people somebody has helped, for their own eyes unless they share it", UNTIL_FORGOTTEN),
    "passed_on": ("help that was passed on", "as counts, for who helped first"),
    "lead_prompts": ("weeks of a lead's prompt to say thanks", "60 days"),
    "personal_notes": ("weeks of a personal note", "60 days"),
    "lunches": ("lunch-and-learns", "as long as the workspace"),
    "lunch_hosts": ("who holds a lunch-and-learn", UNTIL_FORGOTTEN),
    "lunch_reminders": ("reminders of lunch-and-learns", "as long as the lunch-and-learn"),
    "lessons": ("lunch-and-learns somebody held, for finding who can help", UNTIL_FORGOTTEN),
    "seats": ("who comes to a lunch-and-learn", UNTIL_FORGOTTEN),
    "lunch_series": ("how lunch-and-learns repeat", "as long as the workspace"),
    "occurrences": ("which lunch-and-learns belong together", "as long as the lunch-and-learn"),
    "lunch_questions": ("questions asked before a lunch-and-learn", "30 days after it"),
    "lunch_wishes": ("topics somebody would like a lunch-and-learn about", "until it is planned"),
    "lunch_proposals": ("who was asked to hold a lunch-and-learn", UNTIL_FORGOTTEN),
    "preparations": ("time to prepare a lunch-and-learn", UNTIL_FORGOTTEN),
    "nominations": ("topics suggested to somebody", UNTIL_FORGOTTEN),
    "teams": ("teams", "until a team leaves"),
    "team_members": ("who is in a team", "as long as they are in its channel"),
    "roundups": ("shout-outs that were due", "until a team leaves"),
    "tours": ("rehearsals", UNTIL_FORGOTTEN),
    "deliveries": ("messages we sent or owe", "posts as long as they stand, edits 7 days, what never arrived 30 days"),
    "pair_chats": ("chats of two with WhoKnows", "until one of the two is forgotten"),
    "paces": ("how fast Slack lets us speak", "always, without people"),
    "inbox_keys": ("requests that were heard, as digests", "answers 15 minutes, digests 7 days"),
    "audit_entries": ("what admins and leads did", "400 days"),
    "forgotten_people": ("digests of who was forgotten", "until they come back themselves"),
}


@dataclass(frozen=True)
class KindKept:
    """So many rows of one kind, kept for so long."""

    words: str
    rows: int
    how_long: str


@dataclass(frozen=True)
class AuditLine:
    """One thing that somebody did."""

    at: datetime
    who: str
    action: str
    about: str


@dataclass(frozen=True)
class Overview:
    """What an administrator sees of what is kept; `sent_again` and `held` are sends that nobody could be sure of."""

    kinds: list[KindKept]
    sent_again: int
    held: int
    log: list[AuditLine]


@dataclass(frozen=True)
class UnsurePost:
    """A post in a channel that did not arrive, or of which nobody can tell; never what it says."""

    delivery_id: int
    channel: str
    kind: str
    at: datetime
    is_held: bool


def require_admin(member: Member) -> None:
    """Refuse everybody who may not administer WhoKnows here."""
    if not people.may_administer(member):
        raise WhoKnowsError("Only admins can do this, so nothing was changed. Ask one of yours.")


async def overview(session: AsyncSession, admin: Member) -> Overview:
    """How much of each kind is kept in the admin's workspace, for how long, and the newest of the audit log."""
    require_admin(admin)
    kinds = []
    for table in Base.metadata.sorted_tables:
        column = table.c.id if table.name == "workspaces" else table.c.workspace_id
        rows = await session.scalar(select(func.count()).select_from(table).where(column == admin.workspace_id))
        words, how_long = KINDS[table.name]
        kinds.append(KindKept(words, rows or 0, how_long))
    again = select(func.count()).where(Delivery.workspace_id == admin.workspace_id, Delivery.reason == SENT_AGAIN)
    return Overview(
        kinds=sorted(kinds, key=lambda kind: kind.words),
        sent_again=await session.scalar(again) or 0,
        held=await how_many_unsure(session, admin),
        log=await _log(session, admin),
    )


async def _log(session: AsyncSession, admin: Member, *, at_most: int = 10) -> list[AuditLine]:
    entries = await audit.newest(session, admin.workspace_id, at_most=at_most)
    who = await people.members(session, admin.workspace_id, {entry.actor_id for entry in entries if entry.actor_id})
    return [
        AuditLine(
            entry.noted_at,
            who[entry.actor_id].name if entry.actor_id in who else "WhoKnows",
            entry.action,
            entry.about,
        )
        for entry in entries
    ]


def _unsure(workspace_id: int) -> ColumnElement[bool]:
    return (
        (Delivery.workspace_id == workspace_id)
        & Delivery.member_id.is_(None)
        & (Delivery.operation == Operation.POST)
        & Delivery.state.in_([DeliveryState.HELD, DeliveryState.DEAD])
    )


async def how_many_unsure(session: AsyncSession, member: Member) -> int:
    """How many posts in channels wait for an admin to look; 0 for everybody who is none."""
    if not people.may_administer(member):
        return 0
    found = select(func.count()).select_from(Delivery).where(_unsure(member.workspace_id))
    return await session.scalar(found) or 0


async def unsure_posts(session: AsyncSession, admin: Member, *, at_most: int = 10) -> list[UnsurePost]:
    """The posts that wait for an admin to look, the oldest first."""
    require_admin(admin)
    found = await session.scalars(
        select(Delivery).where(_unsure(admin.workspace_id)).order_by(Delivery.id).limit(at_most)
    )
    return [
        UnsurePost(
            post.id, post.channel_slack_id or "", post.kind, post.due_at, is_held=post.state is DeliveryState.HELD
        )
        for post in found.all()
    ]


async def settle_post(session: AsyncSession, admin: Member, delivery_id: int, *, again: bool, now: datetime) -> None:
    """Send a post again, or leave it as it is, since the admin looked; the first of two admins decides."""
    require_admin(admin)
    await decide_alone(session, admin.workspace_id)
    post = await session.scalar(select(Delivery).where(_unsure(admin.workspace_id), Delivery.id == delivery_id))
    if post is None:
        raise Settled("This post was settled already, so nothing was changed.")
    if again:
        session.info["owes"] = True
        post.state, post.due_at, post.attempts = DeliveryState.PENDING, now, 0
        post.first_tried_at = post.retry_at = post.settled_at = None
    else:
        post.state = DeliveryState.NOT_NEEDED
    post.reason = None
    what = "sent a post again" if again else "left a post as it is"
    await audit.note(session, admin, what, post.kind.replace("_", " "), now=now)


async def called(session: AsyncSession, admin: Member, name: str) -> list[Member]:
    """Those whose name this is, for an admin: who left can't be mentioned in Slack any more."""
    require_admin(admin)
    found = await session.scalars(
        select(Member)
        .where(
            Member.workspace_id == admin.workspace_id,
            func.lower(Member.name) == name.strip().lstrip("@").lower(),
            Member.is_bot.is_(False),
            Member.forgotten_at.is_(None),
        )
        .order_by(Member.id)
    )
    return list(found)


async def forget_somebody(session: AsyncSession, admin: Member, member_id: int, *, now: datetime) -> None:
    """Take away what is kept about a member, who may have left; the audit log says that, and not about whom."""
    require_admin(admin)
    found = await people.members(session, admin.workspace_id, [member_id])
    member = found.get(member_id)
    if member is None or member.is_bot:
        raise NotYours
    if member.forgotten_at is not None:
        raise Settled("They are forgotten already. There is nothing left to take away.")
    await audit.note(session, admin, "forgot a person", "what was kept about them", now=now)
    await forget(session, member, now=now)
