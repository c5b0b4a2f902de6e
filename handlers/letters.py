"""Every kind of delivery: how it is written from today's facts, and what follows when it was or could not be sent."""

from datetime import datetime

from bot import addresses, asking, deliveries, home, kudos, nominations, own_data, people, skills, tour
from bot.database import Session
from handlers import letters_of_help as of_help
from handlers import letters_of_leads as of_leads
from handlers import letters_of_lunches as of_lunches
from handlers import letters_of_teams as of_teams
from handlers.blocks import asking as asking_blocks
from handlers.blocks import home as home_blocks
from handlers.blocks import kudos as kudos_blocks
from handlers.blocks import nominations as nominations_blocks
from handlers.blocks import own_data as own_data_blocks
from handlers.blocks import skills as skills_blocks
from handlers.blocks import tour as tour_blocks
from handlers.blocks.kit import FileToSend, Message, View
from handlers.letter import Letter, Writes
from handlers.letters_with_charts import with_picture_instead
from models import Delivery, NominationState, QuestionState


async def _zone(session: Session, delivery: Delivery) -> str:
    member_id = delivery.member_id or 0
    found = await people.members(session, delivery.workspace_id, [member_id])
    return found[member_id].zone if member_id in found else "UTC"


async def _write_offer(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    card = await asking.offer_card(session, delivery.workspace_id, delivery.subject_id)
    if card is None or (delivery.card_id is None and not await _may_begin(session, delivery, card, now)):
        return None
    return asking_blocks.offer_card(card, zone=await _zone(session, delivery))


async def _may_begin(session: Session, delivery: Delivery, card: asking.OfferCard, now: datetime) -> bool:
    """Whether a card may be posted: one that is settled would puzzle its reader, who may not want to be asked now."""
    if card.standing is asking.Standing.WAITING:
        member_id = delivery.member_id or 0
        found = await people.members(session, delivery.workspace_id, [member_id])
        return member_id in found and people.may_be_asked(found[member_id], now)
    # Whoever said yes in their Home before it was sent needs it to step back.
    return card.standing in {asking.Standing.ACCEPTED, asking.Standing.HELPER_SAYS_ANSWERED}


async def _offer_sent(session: Session, delivery: Delivery, now: datetime) -> None:
    await asking.offer_was_shown(session, delivery.workspace_id, delivery.subject_id, now=now)


async def _offer_undeliverable(session: Session, delivery: Delivery, now: datetime) -> None:
    await asking.offer_was_undeliverable(session, delivery.workspace_id, delivery.subject_id, now=now)


async def _card_number(session: Session, delivery: Delivery) -> int:
    card = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    return int(card.facts.get("card", 0)) if card else 0


async def _write_asker_card(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    number = await _card_number(session, delivery)
    card = await asking.asker_card(session, delivery.workspace_id, delivery.subject_id, card=number)
    if card is None or (delivery.card_id is None and card.standing is asking.Standing.RETIRED):
        return None
    return asking_blocks.asker_card(card, zone=await _zone(session, delivery))


async def _write_chat_card(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    if post is None:
        return None
    helper_id = int(post.facts["helper_id"])
    card = await asking.chat_card(session, delivery.workspace_id, delivery.subject_id, helper_id=helper_id)
    is_new = delivery.card_id is None
    if card is None or (is_new and card.standing is not asking.Standing.ACCEPTED):
        return None
    return asking_blocks.chat_card(card)


async def _chat_opened(session: Session, delivery: Delivery, now: datetime) -> None:
    await asking.chat_was_opened(session, delivery.workspace_id, delivery.subject_id, now=now)


async def _chat_refused(session: Session, delivery: Delivery, now: datetime) -> None:
    await asking.chat_was_refused(session, delivery.workspace_id, delivery.subject_id, now=now)


async def _write_open_card(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    card = await asking.posted_card(session, delivery.workspace_id, delivery.subject_id)
    if card is None or (delivery.card_id is None and card.state is not QuestionState.OPEN):
        return None
    return asking_blocks.posted_card(card)


async def _write_lead_asked(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    card = await asking.lead_card(session, delivery.workspace_id, delivery.subject_id)
    if card is None or (delivery.card_id is None and card.state is not QuestionState.OPEN):
        return None
    return asking_blocks.lead_card(card, zone=await _zone(session, delivery))


async def _card_posted(session: Session, delivery: Delivery, now: datetime) -> None:
    await asking.card_was_posted(session, delivery.workspace_id, delivery.subject_id, now=now)


async def _card_refused(session: Session, delivery: Delivery, now: datetime) -> None:
    await asking.card_was_refused(session, delivery.workspace_id, delivery.subject_id, now=now)


async def _card_held(session: Session, delivery: Delivery, now: datetime) -> None:
    await asking.card_may_be_missing(session, delivery.workspace_id, delivery.subject_id, now=now)


async def _write_home(session: Session, delivery: Delivery, now: datetime) -> View | None:
    found = await home.home(session, delivery.workspace_id, delivery.subject_id, now=now)
    return home_blocks.home_view(found, now=now) if found is not None else None


async def _write_shoutout(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    words = await kudos.kind_words(session, delivery.workspace_id, delivery.subject_id)
    return kudos_blocks.shoutout(words) if words is not None and words.receivers else None


async def _shoutout_refused(session: Session, delivery: Delivery, now: datetime) -> None:
    await kudos.post_was_refused(session, delivery, now=now)


async def _shoutout_held(session: Session, delivery: Delivery, now: datetime) -> None:
    await kudos.post_may_be_missing(session, delivery, now=now)


async def _write_shoutout_held(session: Session, delivery: Delivery, now: datetime) -> Message:
    return kudos_blocks.held_post(delivery.facts["channel"])


async def _write_shoutout_refused(session: Session, delivery: Delivery, now: datetime) -> Message:
    told = await people.members(session, delivery.workspace_id, delivery.facts["member_ids"])
    return kudos_blocks.refused_post([member.name for member in told.values()], delivery.facts["channel"])


async def _write_kind_words(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    words = await kudos.kind_words(session, delivery.workspace_id, delivery.subject_id)
    if words is None:
        return None
    return kudos_blocks.kind_words_message(words, reader_id=delivery.member_id or 0)


async def _write_kudos_reported(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    card = await kudos.report_card(session, delivery.workspace_id, delivery.subject_id)
    # Nobody needs to hear of thanks that were gone before they could look.
    if card is None or (delivery.card_id is None and card.words is None):
        return None
    return kudos_blocks.report_message(card)


async def _write_kudos_removed(session: Session, delivery: Delivery, now: datetime) -> Message:
    return kudos_blocks.removed_message()


async def _write_shoutouts_here(session: Session, delivery: Delivery, now: datetime) -> Message:
    return kudos_blocks.shoutouts_here()


async def _shoutouts_impossible(session: Session, delivery: Delivery, now: datetime) -> None:
    await kudos.channel_was_refused(session, delivery, now=now)


async def _write_shoutouts_impossible(session: Session, delivery: Delivery, now: datetime) -> Message:
    return kudos_blocks.shoutouts_refused(delivery.facts["channel"])


async def _write_own_data_file(session: Session, delivery: Delivery, now: datetime) -> FileToSend | None:
    found = await people.members(session, delivery.workspace_id, [delivery.subject_id])
    member = found.get(delivery.subject_id)
    if member is None:
        return None
    return own_data_blocks.file_of(await own_data.everything(session, member, now=now), made_at=now)


async def _write_emptied_home(session: Session, delivery: Delivery, now: datetime) -> View | None:
    reader = str(delivery.facts[deliveries.READER])
    workspace = await addresses.workspace(session, delivery.workspace_id)
    is_back = not await people.forgotten_among(session, workspace, [reader])
    return None if is_back else own_data_blocks.emptied_home()


async def _write_nomination(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    card = await nominations.card(session, delivery.workspace_id, delivery.subject_id)
    if post is None or card is None:
        return None
    is_retired = card.asked_at is None or card.asked_at.isoformat() != post.facts["asked_at"]
    if delivery.card_id is None and (is_retired or card.state is not NominationState.PENDING):
        return None
    return nominations_blocks.nomination_card(card, is_retired=is_retired)


async def _write_tour(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    post = await addresses.card_of(session, delivery) if delivery.card_id else delivery
    card = await tour.card(session, delivery.workspace_id, delivery.subject_id)
    if post is None or card is None:
        return None
    return tour_blocks.tour_card(card, is_retired=card.begun_at.isoformat() != post.facts["begun_at"])


def _with_suggestion(write: Writes) -> Writes:
    """A card that also shows its reader which topic came of it, so that this rings no bell of its own."""

    async def written(session: Session, delivery: Delivery, now: datetime) -> Message | View | FileToSend | None:
        said = await write(session, delivery, now)
        if said is None or isinstance(said, FileToSend) or "text" not in said:
            return said
        found = await nominations.beside(
            session, delivery.workspace_id, delivery.kind, delivery.subject_id, delivery.member_id or 0
        )
        return nominations_blocks.below(Message(text=said["text"], blocks=said["blocks"]), found) if found else said

    return written


async def _write_topic_was_listed(session: Session, delivery: Delivery, now: datetime) -> Message | None:
    skill_id = int(delivery.facts["skill_id"])
    topic = await skills.wished_topic(session, delivery.workspace_id, delivery.subject_id, skill_id)
    return skills_blocks.topic_was_listed(topic) if topic is not None else None


async def _wisher_was_told(session: Session, delivery: Delivery, now: datetime) -> None:
    await skills.wisher_was_told(session, delivery.workspace_id, delivery.subject_id, now=now)


LETTERS: dict[str, Letter] = {
    "offer": Letter(
        of_help.with_what_came_of_it(_with_suggestion(_write_offer)),
        _offer_sent,
        _offer_undeliverable,
        _offer_undeliverable,
    ),
    "asker_card": Letter(_write_asker_card),
    "chat_card": Letter(_write_chat_card, _chat_opened, _chat_refused),
    "open_card": Letter(_write_open_card, _card_posted, _card_refused, when_held=_card_held),
    "lead_asked": Letter(
        of_help.with_what_came_of_it(_with_suggestion(_write_lead_asked)), when_undeliverable=_card_refused
    ),
    "milestone_shared": Letter(
        of_help.write_shared, when_undeliverable=of_help.shared_refused, when_held=of_help.shared_held
    ),
    "milestone_not_shared": Letter(of_help.write_not_shared),
    "passed_on": Letter(of_help.write_passed_on),
    "personal_note": Letter(of_help.write_personal_note),
    "year_of_help": Letter(of_help.write_year_of_help),
    "home": Letter(_write_home),
    "home_emptied": Letter(_write_emptied_home),
    "own_data_file": Letter(_write_own_data_file),
    "shoutout": Letter(_write_shoutout, when_undeliverable=_shoutout_refused, when_held=_shoutout_held),
    "kudos_reported": Letter(_write_kudos_reported),
    "kudos_removed": Letter(_write_kudos_removed),
    "shoutout_refused": Letter(_write_shoutout_refused),
    "shoutout_held": Letter(_write_shoutout_held),
    "team_welcome": Letter(
        of_teams.write_welcome, when_undeliverable=of_teams.welcome_refused, when_held=of_teams.welcome_held
    ),
    "roundup": with_picture_instead(
        Letter(
            of_teams.write_roundup,
            when_undeliverable=of_teams.roundup_refused,
            when_not_needed=of_teams.roundup_not_needed,
        ),
        picture="roundup_picture",
    ),
    "roundup_picture": Letter(of_teams.draw_roundup),
    "roundup_refused": Letter(of_teams.write_roundup_refused),
    "team_lost": Letter(of_teams.write_lost),
    "team_leaderless": Letter(of_teams.write_leaderless),
    "welcome_refused": Letter(of_teams.write_welcome_refused),
    "lead_prompt": Letter(of_leads.write_prompt),
    "lead_told": Letter(of_leads.write_told),
    "kind_words": Letter(_with_suggestion(_write_kind_words)),
    **of_lunches.LETTERS,
    "lunch_held": Letter(_with_suggestion(of_lunches.LETTERS["lunch_held"].write)),
    "tour": Letter(_write_tour),
    "nomination": Letter(_write_nomination),
    "shoutouts_here": Letter(_write_shoutouts_here, when_undeliverable=_shoutouts_impossible),
    "topic_was_listed": Letter(_write_topic_was_listed, _wisher_was_told),
    "shoutouts_impossible": Letter(_write_shoutouts_impossible),
}
