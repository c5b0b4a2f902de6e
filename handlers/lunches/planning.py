"""Planning a lunch-and-learn: `/lunchandlearn`, its form, a look at its post, and announcing it."""

from datetime import date, time

from pydantic import BaseModel, ConfigDict, ValidationError

from bot import lunch_wishes, lunches, people, teams
from bot.errors import WhoKnowsError
from bot.lunches import Plan
from handlers.answering.answers import HELP_WORDS, Answer, Visit
from handlers.answering.heard import Command, Press, Submission, number_in
from handlers.answering.hearing import plain
from handlers.blocks import lunches as blocks
from handlers.blocks import people as people_blocks
from handlers.blocks.kit import View
from handlers.blocks.lunches.repeating import ONCE
from handlers.lunches.preparing import WantedInWords, ask_for_time, notes_of, wanted_in
from models import LunchKind, Repeats

# Slack keeps so much beside a form, and in JSON a quote or a line break takes two signs.
LONGEST_METADATA = 3000


class PlanInWords(BaseModel):
    """What a form says, to be kept in the preview until it is announced; `hosts` are Slack ids."""

    model_config = ConfigDict(frozen=True)

    title: str
    on: date
    at: time
    zone: str
    minutes: int
    place: str
    link: str
    about: str
    channel: str
    in_private_channel: bool = False
    hosts: list[str]
    seats: int | None
    kind: LunchKind
    topic: str
    repeats: Repeats | None = None
    until: date | None = None
    preparation: WantedInWords | None = None


async def hold(command: Command, visit: Visit) -> Answer:
    """`/lunchandlearn`: the form, with the title where one was typed."""
    typed = plain(command.text).strip()
    if typed.casefold() in HELP_WORDS:
        return Answer(message=people_blocks.help_for(command.name))
    channel = command.channel_slack_id if command.is_in_channel else ""
    return Answer(view=await _form(visit, title=typed, channel=channel))


async def start(_: Press, visit: Visit) -> Answer:
    """A button: the form."""
    return Answer(view=await _form(visit))


async def more(_: Press, visit: Visit) -> Answer:
    """*More* in the form: what was typed and chosen stays."""
    return Answer(view=await _form(visit, more=True))


async def _form(visit: Visit, *, title: str = "", channel: str = "", more: bool = False) -> View:
    known = channel or next((team.channel_slack_id for team in await teams.of_member(visit.session, visit.by)), "")
    leads = await teams.leads_of(visit.session, visit.by)
    return blocks.form(zone=visit.by.zone, host=visit.by.slack_id, title=title, channel=known, more=more, leads=leads)


async def see_first(submission: Submission, visit: Visit) -> Answer:
    """The form was sent: how people will see it."""
    words = words_of(submission, zone=submission.metadata, hosts=submission.chosen("hosts") or [visit.by.slack_id])
    plan = await plan_of(words, visit)
    lunches.check(plan, now=visit.now)
    channel = _ready(visit, plan.channel_slack_id)
    wanted = await wanted_in(submission, plan, visit)
    words = words.model_copy(update={"in_private_channel": channel.is_private, "preparation": wanted})
    first_is = await lunches.holiday_on(visit.session, visit.workspace.id, plan)
    ahead = await lunches.ahead_of(visit.session, visit.workspace.id, plan, now=visit.now)
    notes = await notes_of(wanted, visit)
    card, kept = lunches.as_planned(plan), _kept(words)
    return Answer(view=blocks.preview(card, kept, first_is=first_is, ahead=ahead, notes=notes))


def _kept(words: PlanInWords) -> str:
    kept = words.model_dump_json(exclude_defaults=True)
    if len(kept) > LONGEST_METADATA:
        raise WhoKnowsError(
            "With so many quotes and line breaks I can't keep this while you look at it. Use fewer, or shorten it.",
            field="about",
        )
    return kept


async def announce(submission: Submission, visit: Visit) -> Answer:
    """*Announce it*."""
    words = _kept_words(submission.metadata)
    plan = await plan_of(words, visit)
    lunch = await lunches.announce(visit.session, visit.by, plan, now=visit.now)
    await lunch_wishes.is_planned(visit.session, lunch, now=visit.now)
    await ask_for_time(words.preparation, lunch, visit)
    return Answer(view=blocks.announced_view(plan.channel_slack_id, comes_again=plan.repeats is not None))


def _kept_words(metadata: str) -> PlanInWords:
    try:
        return PlanInWords.model_validate_json(metadata)
    except ValidationError:
        raise WhoKnowsError(
            "This preview can't be read any more, so nothing was posted. Fill in the form again."
        ) from None


def words_of(submission: Submission, *, zone: str, hosts: list[str], channel: str = "") -> PlanInWords:
    on, at = submission.text("on"), submission.text("at")
    if not on:
        raise WhoKnowsError("Choose a day.", field="on")
    if not at:
        raise WhoKnowsError("Choose a time.", field="at")
    try:
        day, wall = date.fromisoformat(on), time.fromisoformat(at)
        kind = LunchKind(submission.text("kind") or LunchKind.TALK)
    except ValueError:
        raise WhoKnowsError("Choose a day, a time and a kind from the form, and send it again.", field="on") from None
    return PlanInWords(
        title=" ".join(submission.text("title").split()),
        on=day,
        at=wall,
        zone=zone,
        minutes=number_in(submission.text("minutes")),
        place=" ".join(submission.text("place").split()),
        link=submission.text("link").strip(),
        about=submission.text("about").strip(),
        channel=channel or submission.text("channel"),
        hosts=hosts,
        seats=lunches.seats_in(submission.text("seats"), kind=kind),
        kind=kind,
        topic=submission.text("topic"),
        repeats=_repeats(submission.text("repeats")),
        until=_until(submission.text("until")),
    )


def _repeats(chosen: str) -> Repeats | None:
    try:
        return Repeats(chosen) if chosen and chosen != ONCE else None
    except ValueError:
        raise WhoKnowsError("Choose from the menu how often it comes again.", field="repeats") from None


def _until(chosen: str) -> date | None:
    try:
        return date.fromisoformat(chosen) if chosen else None
    except ValueError:
        raise WhoKnowsError("Choose a day from the calendar.", field="until") from None


async def plan_of(words: PlanInWords, visit: Visit) -> Plan:
    # The preview has no fields, so the people it is about were looked up when it was made.
    known = visit.named or {
        host.slack_id: host
        for slack_id in words.hosts
        if (host := await people.known(visit.session, visit.workspace.id, slack_id)) is not None
    }
    return Plan(
        title=words.title,
        about=words.about,
        on=words.on,
        at=words.at,
        zone=words.zone,
        minutes=words.minutes,
        place=words.place,
        link=words.link,
        channel_slack_id=words.channel,
        in_private_channel=words.in_private_channel,
        hosts=[known[slack_id] for slack_id in words.hosts if slack_id in known],
        seats=words.seats,
        kind=words.kind,
        topic=words.topic,
        repeats=words.repeats,
        until=words.until,
    )


def _ready(visit: Visit, channel_slack_id: str) -> teams.SeenChannel:
    if not channel_slack_id.startswith(("C", "G")):
        raise WhoKnowsError("Choose a channel: a direct message has nobody to come.", field="channel")
    channel = visit.see_channel(channel_slack_id)
    if channel is None or not channel.bot_is_in:
        raise WhoKnowsError(
            "I'm not in this channel yet, so I can't post there. Type /invite @WhoKnows in it, then send this again. "
            "Your text is kept.",
            field="channel",
        )
    if channel.is_archived:
        raise WhoKnowsError("This channel is archived. Choose another one.", field="channel")
    return channel
