"""Which cards name or quote somebody, by their kind, so that each can be written anew once they are forgotten."""

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.own_data.cards_of_lunches import OF_LUNCHES
from models import (
    AddedThanks,
    Delivery,
    DeliveryState,
    Help,
    Kudos,
    KudosReceiver,
    KudosReport,
    LeadPrompt,
    Member,
    Milestone,
    Nomination,
    Offer,
    OpenCard,
    Operation,
    PassedOn,
    Question,
    Roundup,
    Team,
    TeamMember,
)

Subjects = Callable[[Member], Select[int] | None]


def _asked(member: Member) -> ColumnElement[bool]:
    return (Question.workspace_id == member.workspace_id) & (Question.asker_id == member.id)


def _offers_of_their_questions(member: Member) -> Select[int]:
    """Cards of colleagues who were asked by them, or read that they took a question."""
    return (
        select(Offer.id)
        .join(Question, (Question.id == Offer.question_id) & (Question.workspace_id == Offer.workspace_id))
        .where(
            Offer.workspace_id == member.workspace_id,
            or_(Question.asker_id == member.id, Question.helper_id == member.id),
        )
    )


def _questions_they_were_asked(member: Member) -> Select[int]:
    """By an offer, or as a lead."""
    offered = select(Offer.question_id).where(Offer.workspace_id == member.workspace_id, Offer.member_id == member.id)
    as_lead = select(OpenCard.question_id).where(
        OpenCard.workspace_id == member.workspace_id, OpenCard.lead_id == member.id
    )
    return select(Question.id).where(
        Question.workspace_id == member.workspace_id, Question.id.in_(offered) | Question.id.in_(as_lead)
    )


def _questions_of_theirs_or_asked(member: Member) -> Select[int]:
    return select(Question.id).where(
        Question.workspace_id == member.workspace_id,
        or_(Question.asker_id == member.id, Question.id.in_(_questions_they_were_asked(member))),
    )


def _open_cards_of_their_questions(member: Member) -> Select[int]:
    return select(OpenCard.id).where(
        OpenCard.workspace_id == member.workspace_id,
        OpenCard.question_id.in_(_questions_of_theirs_or_asked(member)),
    )


def _questions_that_passed_on_their_help(member: Member) -> Select[int]:
    """Whoever helped with them reads on their own card that this member helped them first."""
    return (
        select(Help.question_id)
        .join(PassedOn, (PassedOn.help_id == Help.id) & (PassedOn.workspace_id == Help.workspace_id))
        .where(PassedOn.workspace_id == member.workspace_id, PassedOn.first_helper_id == member.id)
    )


def _offers_of_their_questions_and_help(member: Member) -> Select[int]:
    return select(Offer.id).where(
        Offer.workspace_id == member.workspace_id,
        or_(
            Offer.id.in_(_offers_of_their_questions(member)),
            Offer.question_id.in_(_questions_that_passed_on_their_help(member)),
        ),
    )


def _lead_cards_of_their_questions_and_help(member: Member) -> Select[int]:
    return select(OpenCard.id).where(
        OpenCard.workspace_id == member.workspace_id,
        or_(
            OpenCard.id.in_(_open_cards_of_their_questions(member)),
            OpenCard.question_id.in_(_questions_that_passed_on_their_help(member)),
        ),
    )


def _passed_on_by_them(member: Member) -> Select[int]:
    return (
        select(PassedOn.id)
        .join(Help, (Help.id == PassedOn.help_id) & (Help.workspace_id == PassedOn.workspace_id))
        .where(PassedOn.workspace_id == member.workspace_id, Help.helper_id == member.id)
    )


def _readers_of_notes_with_them(member: Member) -> Select[int]:
    """Whom they thanked, asked, helped or suggested a topic to: a personal note may have named them."""
    workspace_id = member.workspace_id
    thanked = (
        select(KudosReceiver.member_id)
        .join(Kudos, (Kudos.id == KudosReceiver.kudos_id) & (Kudos.workspace_id == KudosReceiver.workspace_id))
        .where(Kudos.workspace_id == workspace_id, Kudos.giver_id == member.id)
    )
    asked = (
        select(Offer.member_id)
        .join(Question, (Question.id == Offer.question_id) & (Question.workspace_id == Offer.workspace_id))
        .where(_asked(member))
    )
    helped = select(Question.asker_id).where(
        Question.workspace_id == workspace_id,
        Question.id.in_(select(Help.question_id).where(Help.workspace_id == workspace_id, Help.helper_id == member.id)),
    )
    nominated = select(Nomination.nominee_id).where(
        Nomination.workspace_id == workspace_id, Nomination.nominated_by_id == member.id
    )
    return select(Member.id).where(
        Member.workspace_id == workspace_id,
        or_(*(Member.id.in_(some) for some in (thanked, asked, helped, nominated))),
    )


def _kudos_with_them(member: Member) -> Select[int]:
    received = select(KudosReceiver.kudos_id).where(
        KudosReceiver.workspace_id == member.workspace_id, KudosReceiver.member_id == member.id
    )
    added = select(AddedThanks.kudos_id).where(
        AddedThanks.workspace_id == member.workspace_id, AddedThanks.member_id == member.id
    )
    return select(Kudos.id).where(
        Kudos.workspace_id == member.workspace_id,
        or_(Kudos.giver_id == member.id, Kudos.id.in_(received), Kudos.id.in_(added)),
    )


def _reports_of_kudos_with_them(member: Member) -> Select[int]:
    """Those an admin decided name the admin, too."""
    return select(KudosReport.id).where(
        KudosReport.workspace_id == member.workspace_id,
        or_(KudosReport.kudos_id.in_(_kudos_with_them(member)), KudosReport.settled_by_id == member.id),
    )


def _nominations_by_them(member: Member) -> Select[int]:
    return select(Nomination.id).where(
        Nomination.workspace_id == member.workspace_id, Nomination.nominated_by_id == member.id
    )


def _their_teams(member: Member) -> Select[int]:
    are_in = select(TeamMember.team_id).where(
        TeamMember.workspace_id == member.workspace_id, TeamMember.member_id == member.id
    )
    return select(Team.id).where(
        Team.workspace_id == member.workspace_id, or_(Team.welcome_by_id == member.id, Team.id.in_(are_in))
    )


def _prompts_of_their_teams(member: Member) -> Select[int]:
    are_in = select(TeamMember.team_id).where(
        TeamMember.workspace_id == member.workspace_id, TeamMember.member_id == member.id
    )
    return select(LeadPrompt.id).where(LeadPrompt.workspace_id == member.workspace_id, LeadPrompt.team_id.in_(are_in))


def _roundups_with_them(member: Member) -> Select[int]:
    """Shout-outs of any team in whose time they helped, since they may have left it, and those with a story of them."""
    helped = exists().where(
        Help.workspace_id == Roundup.workspace_id,
        Help.helper_id == member.id,
        Help.helped_at > Roundup.covers_from,
        Help.helped_at <= Roundup.due_at,
    )
    return select(Roundup.id).where(
        Roundup.workspace_id == member.workspace_id, helped | Roundup.story_id.in_(_kudos_with_them(member))
    )


def _nobody(_: Member) -> None:
    return None


# Every kind of delivery is here; a test says so. Cards that only their own reader is in are taken away with the reader.
CARDS: dict[str, Subjects] = {
    "offer": _offers_of_their_questions_and_help,
    "asker_card": _questions_they_were_asked,
    "chat_card": _questions_of_theirs_or_asked,
    "open_card": _open_cards_of_their_questions,
    "lead_asked": _lead_cards_of_their_questions_and_help,
    "shoutout": _kudos_with_them,
    "shoutout_refused": _kudos_with_them,
    "kind_words": _kudos_with_them,
    "lead_told": _kudos_with_them,
    "lead_prompt": _prompts_of_their_teams,
    "kudos_reported": _reports_of_kudos_with_them,
    "kudos_removed": _nobody,
    **OF_LUNCHES,
    "nomination": _nominations_by_them,
    "passed_on": _passed_on_by_them,
    "personal_note": _readers_of_notes_with_them,
    "home": _nobody,
    "home_emptied": _nobody,
    "own_data_file": _nobody,
    "year_of_help": _nobody,
    "shoutout_held": _nobody,
    "shoutouts_here": _nobody,
    "shoutouts_impossible": _nobody,
    "topic_was_listed": _nobody,
    "tour": _nobody,
    "team_welcome": _their_teams,
    "welcome_refused": _nobody,
    "roundup": _roundups_with_them,
    "roundup_picture": _nobody,
    "roundup_refused": _nobody,
    "team_lost": _nobody,
    "team_leaderless": _nobody,
    # Taken away with the milestone.
    "milestone_shared": _nobody,
    "milestone_not_shared": _nobody,
}


async def naming(session: AsyncSession, member: Member) -> dict[str, Sequence[int]]:
    """The subjects of cards that name or quote a member, by kind."""
    found: dict[str, Sequence[int]] = {}
    for kind, subjects in CARDS.items():
        query = subjects(member)
        if query is not None:
            found[kind] = (await session.scalars(query)).all()
    return found


def theirs_alone(member: Member) -> ColumnElement[bool]:
    """The deliveries of somebody's own direct messages and Home."""
    return (
        (Delivery.workspace_id == member.workspace_id)
        & (Delivery.member_id == member.id)
        & Delivery.second_member_id.is_(None)
    )


def of_their_chats(member: Member) -> ColumnElement[bool]:
    """The deliveries of the chats somebody has with a colleague and WhoKnows."""
    either = or_(Delivery.member_id == member.id, Delivery.second_member_id == member.id)
    return (Delivery.workspace_id == member.workspace_id) & Delivery.second_member_id.is_not(None) & either


def of_shared_milestones(member: Member) -> Select[Delivery]:
    """The posts of milestones that somebody shared, wherever each of them stands."""
    own = select(Milestone.id).where(Milestone.workspace_id == member.workspace_id, Milestone.member_id == member.id)
    return select(Delivery).where(
        Delivery.workspace_id == member.workspace_id,
        Delivery.kind == "milestone_shared",
        Delivery.operation == Operation.POST,
        Delivery.state.in_([DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.HELD]),
        Delivery.subject_id.in_(own),
    )
