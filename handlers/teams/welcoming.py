"""The welcome of a team and its topic round, as leads write it and everybody joins it."""

from bot import teams
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press, Submission, number_in
from handlers.blocks import teams as blocks
from models import Level


async def write(press: Press, visit: Visit) -> Answer:
    """*Write the welcome*, *Edit the welcome*, *Change the words*: the form."""
    return Answer(view=blocks.welcome_form(await teams.to_write(visit.session, visit.by, press.number)))


async def send_words(submission: Submission, visit: Visit) -> Answer:
    """The words were sent: they are kept, and shown as they would be posted; a posted welcome changes."""
    team_id = number_in(submission.metadata)
    words, story = submission.text("words").strip(), submission.text("story").strip()
    preview = await teams.write(visit.session, visit.by, team_id, words, story, now=visit.now)
    if preview is None:
        return Answer(view=blocks.welcome_changed(await teams.to_write(visit.session, visit.by, team_id)))
    return Answer(view=blocks.welcome_preview(preview))


async def add_teaching(press: Press, visit: Visit) -> Answer:
    """*Add a topic I teach*."""
    team = await teams.to_write(visit.session, visit.by, press.number)
    return Answer(view=blocks.lead_topics_form(team, Level.CAN_TEACH))


async def add_learning(press: Press, visit: Visit) -> Answer:
    """*Add one I'm learning*."""
    team = await teams.to_write(visit.session, visit.by, press.number)
    return Answer(view=blocks.lead_topics_form(team, Level.LEARNING))


async def send_lead_topics(submission: Submission, visit: Visit) -> Answer:
    """What was missing is listed: back to the preview."""
    team_id, _, level = submission.metadata.partition(":")
    team = await teams.to_write(visit.session, visit.by, number_in(team_id))
    names = submission.chosen("names")
    await teams.join(visit.session, visit.by, team, names, level=Level(level), now=visit.now)
    return Answer(view=blocks.welcome_preview(await teams.preview(visit.session, visit.by, team.id, now=visit.now)))


async def post(submission: Submission, visit: Visit) -> Answer:
    """*Post it*."""
    team = await teams.post(visit.session, visit.by, number_in(submission.metadata), now=visit.now)
    return Answer(view=blocks.welcome_posted(team))


async def start_joining(press: Press, visit: Visit) -> Answer:
    """*I can help with…* on the welcome: the form."""
    return Answer(view=blocks.join_form(await teams.running(visit.session, visit.by.workspace_id, press.number)))


async def join(submission: Submission, visit: Visit) -> Answer:
    """The form was sent: the topics are listed, and the name stands in the round."""
    team = await teams.running(visit.session, visit.by.workspace_id, number_in(submission.metadata))
    level = Level(submission.text("level") or Level.CAN_HELP)
    names = await teams.join(visit.session, visit.by, team, submission.chosen("names"), level=level, now=visit.now)
    return Answer(message=blocks.joined(team, names, is_learning=level is Level.LEARNING))


async def me_too(press: Press, visit: Visit) -> Answer:
    """*Me too*: one topic of the round, for the presser."""
    team_id, _, skill_id = press.value.partition(":")
    team = await teams.running(visit.session, visit.by.workspace_id, number_in(team_id))
    name = await teams.me_too(visit.session, visit.by, team, number_in(skill_id), now=visit.now)
    return Answer(message=blocks.joined(team, [name]))
