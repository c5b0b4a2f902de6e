"""Adding to one's list: typed, by the form, or with one press."""

from bot import skills
from bot.errors import WhoKnowsError
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press, Submission
from handlers.blocks import skills as blocks
from models import Level


async def start_adding(_: Press, visit: Visit) -> Answer:
    """*Add*: the form."""
    return Answer(view=blocks.add_form())


async def start_adding_topic(press: Press, visit: Visit) -> Answer:
    """*I know some Terraform*: the form, with the topic in it."""
    return Answer(view=blocks.add_form([press.value]))


async def send_additions(submission: Submission, visit: Visit) -> Answer:
    """The form for adding was sent: what was chosen is meant, what was typed may be close to something else."""
    level = Level(submission.text("level") or Level.CAN_HELP)
    chosen, typed = submission.chosen("topics"), skills.split_names(submission.text("names"))
    if not chosen and not typed:
        raise WhoKnowsError("Choose a topic, or type one in your own words.", field="topics")
    skills.checked_names([*chosen, *typed])
    first = await skills.add(visit.session, visit.by, chosen, level=level, now=visit.now) if chosen else None
    return await add_names(typed, level, visit, first=first)


async def add_names(
    names: list[str], level: Level | None, visit: Visit, *, first: skills.Added | None = None, replaces: bool = False
) -> Answer:
    """List names as somebody typed them, after what was listed `first`; the doubtful ones are asked about."""
    added, doubts = skills.Added([], []), list[skills.Doubt]()
    if names or first is None:
        added, doubts = await skills.add_what_is_sure(visit.session, visit.by, names, level=level, now=visit.now)
    if first is not None:
        new = list(dict.fromkeys([*first.new, *added.new]))
        already = dict.fromkeys([*first.already, *added.already])
        added = skills.Added(new, [name for name in already if name not in new])
    card = await skills.card(visit.session, visit.by, now=visit.now)
    said = blocks.added(added, card, zone=visit.by.zone, doubts=doubts, level=level)
    return Answer(message=said, replaces=replaces)


async def settle_doubt(press: Press, visit: Visit) -> Answer:
    """*Yes, Running meetings* or *No, add runing meetings*: it is listed as chosen, and the others are still asked."""
    how_far, _, names = press.value.partition("\n")
    choice, *rest = names.split("\n")
    level = Level(how_far) if how_far in set(Level) else None
    first = await skills.add(visit.session, visit.by, [choice], level=level, now=visit.now)
    return await add_names(rest, level, visit, first=first, replaces=press.place == "ephemeral")


async def add_one(press: Press, visit: Visit) -> Answer:
    """*Add it* on a topic that was suggested."""
    first = await skills.add(visit.session, visit.by, [press.value], now=visit.now)
    if press.place == "home":
        return Answer()
    return await add_names([], None, visit, first=first)
