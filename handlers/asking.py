"""Asking: from `/askexpert` to a thank-you, as people press and type it."""

from dataclasses import replace

from bot import asking, kudos, skills, teams
from bot.errors import WhoKnowsError
from handlers.answering.answers import HELP_WORDS, Answer, Visit
from handlers.answering.heard import Command, Press, Shortcut, Submission, number_in
from handlers.answering.hearing import plain, question_id_in, skill_id_in
from handlers.blocks import asking as blocks
from handlers.blocks import kudos as kudos_blocks
from handlers.blocks import nominations as nominations_blocks
from handlers.blocks import people as people_blocks
from handlers.blocks import skills as skills_blocks
from handlers.blocks.asking.choices import NOMINATE


async def ask_expert(command: Command, visit: Visit) -> Answer:
    """`/askexpert <question>`: who may be asked, seen by the asker alone; without text, the form."""
    text = plain(command.text).strip()
    if text.casefold() in HELP_WORDS:
        return Answer(message=people_blocks.help_for(command.name))
    if not text:
        return Answer(view=blocks.form())
    preview = await asking.draft(visit.session, visit.by, text, now=visit.now)
    return Answer(message=blocks.preview(preview, zone=visit.by.zone))


async def start(heard: Press | Shortcut, visit: Visit) -> Answer:
    """A button or the global shortcut: the empty form, or one whose first word is the topic that the button names."""
    skill_id = heard.number if isinstance(heard, Press) else 0
    topic = await skills.name_of(visit.session, visit.workspace.id, skill_id) if skill_id else None
    return Answer(view=blocks.form(text=f"{topic}: ", about=skill_id) if topic else blocks.form())


async def ask_about_message(shortcut: Shortcut, visit: Visit) -> Answer:
    """The message shortcut: the form with the message's words, without author or link."""
    text = shortcut.message_text[: asking.LONGEST_TEXT]
    return Answer(view=blocks.form(text=text, from_private_place=shortcut.from_private_place))


async def send_form(submission: Submission, visit: Visit) -> Answer:
    """The form was sent: the preview takes its place, or an open question gets its new words."""
    text = submission.text("text")
    question_id = question_id_in(submission.metadata)
    if question_id is None:
        about = skill_id_in(submission.metadata)
        preview = await asking.draft(visit.session, visit.by, text, topic_id=about, now=visit.now)
        return Answer(view=blocks.preview_view(preview, zone=visit.by.zone))
    if await asking.is_draft(visit.session, visit.by, question_id):
        preview = await asking.preview(visit.session, visit.by, question_id, text=text, now=visit.now)
        return Answer(view=blocks.preview_view(preview, zone=visit.by.zone))
    await asking.change(visit.session, visit.by, question_id, text, now=visit.now)
    return Answer(view=blocks.changed_view())


async def change(press: Press, visit: Visit) -> Answer:
    """*Change*: the form with the question's words."""
    text, is_open = await asking.words_to_change(visit.session, visit.by, press.number)
    return Answer(view=blocks.form(text=text, question_id=press.number, is_open=is_open))


async def ask_again(press: Press, visit: Visit) -> Answer:
    """*Ask again*: the form with the words of a question that is over."""
    text = await asking.words_of_old(visit.session, visit.by, press.number)
    return Answer(view=blocks.form(text=text))


async def ask(press: Press, visit: Visit) -> Answer:
    """*Ask* on the preview."""
    if await asking.ask(visit.session, visit.by, press.number, now=visit.now):
        return Answer(message=blocks.asked(), replaces=True)
    return Answer(message=blocks.nobody_now(press.number), replaces=True)


async def ask_from_form(submission: Submission, visit: Visit) -> Answer:
    """*Ask* on the preview in the form."""
    question_id = question_id_in(submission.metadata) or 0
    if await asking.ask(visit.session, visit.by, question_id, now=visit.now):
        return Answer(view=blocks.asked_view())
    return Answer(view=blocks.nobody_now_view(question_id))


async def cancel(press: Press, visit: Visit) -> Answer:
    """*Cancel it*."""
    await asking.cancel(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def accept(press: Press, visit: Visit) -> Answer:
    """*I can help*."""
    await asking.accept(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def pass_on(press: Press, visit: Visit) -> Answer:
    """*Not this time*."""
    await asking.pass_on(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def more(press: Press, visit: Visit) -> Answer:
    """The menu of an offer: *Pause asks for a week*."""
    if press.value != "pause":
        raise WhoKnowsError("That choice isn't there any more, so nothing was changed.")
    until = await skills.pause(visit.session, visit.by, now=visit.now)
    return Answer(message=skills_blocks.paused(until, zone=visit.by.zone))


async def step_back(press: Press, visit: Visit) -> Answer:
    """*Step back*."""
    await asking.step_back(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def someone_else(press: Press, visit: Visit) -> Answer:
    """*Someone else, please*."""
    await asking.someone_else(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def answered(press: Press, visit: Visit) -> Answer:
    """*It's answered*: the asker may say thanks right away; the helper's word is checked with the asker."""
    if not await asking.answered(visit.session, visit.by, press.number, now=visit.now):
        return Answer()
    return await thank(press, visit)


async def not_yet(press: Press, visit: Visit) -> Answer:
    """*Not yet*."""
    await asking.not_answered_yet(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def open_chat(_: Press, visit: Visit) -> Answer:
    """*Open the chat* is a link; Slack tells us of the press all the same."""
    return Answer()


async def thank(press: Press, visit: Visit) -> Answer:
    """*Thank Bo*: the form with a sentence to edit."""
    offer = await kudos.thanks_for(visit.session, visit.by, press.number)
    return Answer(view=kudos_blocks.thanks_form(offer, giver=visit.by.name))


async def start_posting(press: Press, visit: Visit) -> Answer:
    """*Post it in a channel*: the form, with the channel they are in, or else their team's."""
    question = await asking.to_post(visit.session, visit.by, press.number)
    channel = await _likely_channel(press, visit)
    return Answer(view=blocks.post_form(question, press.number, channel=channel))


async def _likely_channel(press: Press, visit: Visit) -> str:
    if press.place == "ephemeral" and press.channel_slack_id.startswith("C"):
        return press.channel_slack_id
    return next((team.channel_slack_id for team in await teams.of_member(visit.session, visit.by)), "")


async def post(submission: Submission, visit: Visit) -> Answer:
    """The form was sent: the question goes to the channel."""
    channel = submission.text("channel")
    question_id = question_id_in(submission.metadata) or 0
    await asking.post(visit.session, visit.by, question_id, channel, topic=submission.text("topic"), now=visit.now)
    return Answer(view=blocks.posting_view(channel))


async def wait(press: Press, visit: Visit) -> Answer:
    """*Wait*; the card in Messages says until when, and so does the answer where there was none yet."""
    until = await asking.wait(visit.session, visit.by, press.number, now=visit.now)
    if press.place in {"message", "home"}:
        return Answer()
    return Answer(message=blocks.waits(until, zone=visit.by.zone), replaces=True)


async def start_asking_lead(press: Press, visit: Visit) -> Answer:
    """*Ask my lead*: the form, which says who will see what."""
    question = await asking.to_post(visit.session, visit.by, press.number)
    return Answer(view=blocks.lead_form(question, press.number) if question.leads else blocks.no_lead_view())


async def ask_lead(submission: Submission, visit: Visit) -> Answer:
    """The form was sent: the lead is asked."""
    lead = await asking.ask_lead(
        visit.session,
        visit.by,
        question_id_in(submission.metadata) or 0,
        number_in(submission.text("lead")),
        topic=submission.text("topic"),
        now=visit.now,
    )
    return Answer(view=blocks.lead_asked_view(lead))


async def choose(press: Press, visit: Visit) -> Answer:
    """What stands behind "…" where nobody fits."""
    action_id, concerned = blocks.chosen(press.value)
    ways = {
        skills_blocks.WISH: _wish,
        NOMINATE: _nominate,
        blocks.POST: start_posting,
        blocks.WAIT: wait,
        blocks.ASK_LEAD: start_asking_lead,
        blocks.CHANGE: change,
        blocks.CANCEL: cancel,
    }
    if action_id not in ways:
        raise WhoKnowsError("That choice isn't there any more, so nothing was changed.")
    return await ways[action_id](replace(press, value=concerned), visit)


async def _wish(press: Press, visit: Visit) -> Answer:
    is_new = await skills.wish(visit.session, visit.by, press.value, visit.now)
    return Answer(message=skills_blocks.wished(press.value, is_new=is_new))


async def _nominate(press: Press, visit: Visit) -> Answer:
    return Answer(view=nominations_blocks.form(topic=press.value))


async def ask_about(press: Press, visit: Visit) -> Answer:
    """*Ask them*: the preview again, of those who list a close topic."""
    question_id, skill_id = (number_in(part) for part in blocks.chosen(press.value))
    preview = await asking.ask_about(visit.session, visit.by, question_id, skill_id, now=visit.now)
    if press.place == "modal":
        return Answer(view=blocks.preview_view(preview, zone=visit.by.zone))
    return Answer(message=blocks.preview(preview, zone=visit.by.zone), replaces=True)


async def offer_oneself(press: Press, visit: Visit) -> Answer:
    """*I can help* on an open card."""
    await asking.offer_oneself(visit.session, visit.by, press.number, now=visit.now)
    # A lead's own card says it in its place.
    return Answer() if press.channel_slack_id.startswith("D") else Answer(message=blocks.you_help())


async def lead_passes(press: Press, visit: Visit) -> Answer:
    """*Not this time*, as a lead."""
    await asking.lead_passes(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def lead_posts(press: Press, visit: Visit) -> Answer:
    """*Post it for the team*, as a lead."""
    await asking.lead_posts(visit.session, visit.by, press.number, now=visit.now)
    return Answer()
