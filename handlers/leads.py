"""What leads press: on the weekly prompt to say thanks, and on kind words they heard from somebody else."""

from bot import kudos, recognition
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press, number_in
from handlers.blocks import kudos as kudos_blocks
from handlers.blocks import leads as blocks
from handlers.blocks.kit import View
from models import Member


async def thank(press: Press, visit: Visit) -> Answer:
    """*Thank Bo*: the form for thanks with both filled in, which anybody else would fill in themselves."""
    prompt_id, _, member_id = press.value.partition(":")
    one = await recognition.ready_to_thank(
        visit.session, visit.by, number_in(prompt_id), number_in(member_id), now=visit.now
    )
    return Answer(view=await _filled_in(visit, one.member, blocks.ready_sentence(one)))


async def _filled_in(visit: Visit, receiver: Member, reason: str) -> View:
    channel = await kudos.shoutout_channel(visit.session, visit.by)
    return kudos_blocks.form(channel=channel, receivers=[receiver.slack_id], reason=reason)


async def skip(press: Press, visit: Visit) -> Answer:
    """*Skip this week*."""
    await recognition.skip_week(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def stop(press: Press, visit: Visit) -> Answer:
    """*Stop these*."""
    await recognition.stop(visit.session, visit.by, press.number, now=visit.now)
    return Answer()


async def start_again(press: Press, visit: Visit) -> Answer:
    """*Remind me of thanks again*, on the card or in the team's settings."""
    team = await recognition.start_again(visit.session, visit.by, press.number, now=visit.now)
    return Answer(view=blocks.started_again(team)) if press.place == "modal" else Answer()


async def pass_on(press: Press, visit: Visit) -> Answer:
    """*Pass it on*: thanks of the lead's own, to those alone who were thanked."""
    told = await kudos.to_pass_on(visit.session, visit.by, press.number)
    given = await kudos.give(
        visit.session, visit.by, told.receivers, blocks.words_to_pass_on(told), in_public=False, now=visit.now
    )
    await kudos.were_passed_on(visit.session, visit.by, told, given.kudos_id, now=visit.now)
    return Answer(message=kudos_blocks.given(given))
