"""What leads press: on the weekly prompt to say thanks, and on kind words they heard from somebody else."""

from bot import kudos, recognition
from handlers.answering.answers import Answer, Visit
from handlers.answering.heard import Press, number_in
from handlers.blocks import kudos as kudos_blocks
from handlers.blocks import leads as blocks


async def thank(press: Press, visit: Visit) -> Answer:
    """*Thank Bo*: the form for thanks with both filled in, which anybody else would fill in themselves."""
    prompt_id, _, member_id = press.value.partition(":")
    one = await recognition.ready_to_thank(
        visit.session, visit.by, number_in(prompt_id), number_in(member_id), now=visit.now
    )
    how = await kudos.ways(visit.session, visit.by, [one.member])
    return Answer(view=kudos_blocks.form(how, reason=blocks.ready_sentence(one)))


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
    if press.place == "modal":
        return Answer(view=blocks.started_again_view(team))
    return Answer(message=blocks.started_again(team))


async def pass_on(press: Press, visit: Visit) -> Answer:
    """*Pass it on*: thanks of the lead's own, to those alone who were thanked."""
    told = await kudos.to_pass_on(visit.session, visit.by, press.number)
    given = await kudos.give(
        visit.session, visit.by, told.receivers, blocks.words_to_pass_on(told), in_public=False, now=visit.now
    )
    await kudos.were_passed_on(visit.session, visit.by, told, given.kudos_id, now=visit.now)
    return Answer(message=kudos_blocks.given(given))
