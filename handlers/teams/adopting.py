"""`/whoknows team`: a channel becomes a team, its settings change, it is left."""

from datetime import time

from bot import kudos, recognition, teams
from bot.commands import here
from bot.errors import WhoKnowsError
from bot.zones import zones_like
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Command, Press, Submission, Suggestion, number_in
from handlers.blocks import teams as blocks
from models import ShoutoutRhythm


async def team(command: Command, visit: Visit) -> Answer:
    """`/whoknows team`: the form that adopts this channel, or its settings where it is a team already."""
    if not command.is_in_channel:
        raise WhoKnowsError(
            f"A team is a channel, and this is a conversation. Type {here('/whoknows')} team in the team's channel."
        )
    found = await teams.in_channel(visit.session, visit.by.workspace_id, command.channel_slack_id)
    if found is not None:
        return await settings_form_for(found.id, visit)
    teams.may_adopt(visit.by)
    return await adopt_form_for(teams.must_be_ready(visit.see_channel(command.channel_slack_id)), visit)


async def adopt_form_for(channel: teams.SeenChannel, visit: Visit) -> Answer:
    """The form that makes a channel a team."""
    form = blocks.adopt_form(
        channel.slack_id,
        channel.name,
        zone=visit.by.zone,
        shoutout_channel=await kudos.shoutout_channel(visit.session, visit.by),
        most_leads=teams.MOST_LEADS,
    )
    return Answer(view=form)


async def settings_form_for(team_id: int, visit: Visit) -> Answer:
    """The form with a team's settings, for who may change them."""
    found = await teams.settings_of(visit.session, visit.by, team_id)
    leads = [lead.slack_id for lead in await teams.leads_in(visit.session, found)]
    may_write = await teams.may_write_welcome(visit.session, visit.by, found)
    form = blocks.settings_form(
        found,
        leads,
        may_write=may_write,
        most_leads=teams.MOST_LEADS,
        stopped_prompts=await recognition.has_stopped(visit.session, visit.by, found.id),
    )
    return Answer(view=form)


async def send_settings(submission: Submission, visit: Visit) -> Answer:
    """The form was sent: the channel becomes a team, or its settings change."""
    found = await teams.in_channel(visit.session, visit.by.workspace_id, submission.metadata)
    seen = visit.see_channel(submission.metadata)
    leads = [visit.named[slack_id] for slack_id in submission.chosen("leads") if slack_id in visit.named]
    rhythm, _, weekday = submission.text("shoutout_on").partition(":")
    chosen = teams.TeamSettings(
        leads=leads,
        shoutout_channel_slack_id=submission.text("shoutout_channel") or None,
        zone=submission.text("zone"),
        shoutout_on=int(weekday or 4),
        shoutout_at=time.fromisoformat(submission.text("shoutout_at") or "16:00"),
        shoutout_rhythm=ShoutoutRhythm(rhythm or ShoutoutRhythm.WEEKLY),
    )
    if found is None:
        channel = teams.must_be_ready(seen)
        made = await teams.adopt(visit.session, visit.by, channel, chosen, now=visit.now)
        may_write = await teams.may_write_welcome(visit.session, visit.by, made)
        return Answer(view=blocks.adopted(made, may_write=may_write))
    channel = seen or teams.not_seen(found)
    await teams.change(visit.session, visit.by, found, channel, chosen, now=visit.now)
    return Answer(view=blocks.saved(found, teams.next_shoutout(found, visit.now)))


async def start_leaving(press: Press, visit: Visit) -> Answer:
    """*Leave this team*: what that means, before it is done."""
    return Answer(view=blocks.leave_form(await teams.settings_of(visit.session, visit.by, press.number)))


async def leave(submission: Submission, visit: Visit) -> Answer:
    """*Leave* was pressed on what it means."""
    channel = await teams.leave(visit.session, visit.by, number_in(submission.metadata), now=visit.now)
    return Answer(view=blocks.left(channel))


async def zones(suggestion: Suggestion, _: Visit) -> Answer:
    """Time zones for what was typed so far."""
    return Answer(options=blocks.zone_options(zones_like(suggestion.typed)))
