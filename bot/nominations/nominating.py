"""Nominating: what a colleague may suggest to whom, and the sentence for each case in which they may not."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import people, skills
from bot.commands import here
from bot.errors import WhoKnowsError
from bot.nominations.naming import topic_named
from bot.nominations.suggesting import lists, suggest
from models import Member, NominationOrigin


async def nominate(session: AsyncSession, by: Member, nominee: Member, topic: str, *, now: datetime) -> str:
    """Ask somebody alone whether to list what a colleague thinks they are great at; gives the topic's name.

    Whether they are asked, or said no before, is theirs to know: the colleague reads the same either way. Raises
    WhoKnowsError for a topic that is none or that they list already, oneself, and whoever does not take part.
    """
    topic = check(by, nominee, topic)
    meant = await topic_named(session, by.workspace_id, topic)
    # What they are learning is theirs alone: whoever suggests that reads what they read of any other topic.
    if await lists(session, nominee, meant, for_others=True):
        raise WhoKnowsError(f"{nominee.name} has {meant.name} listed already, so there is nothing to suggest.")
    await suggest(session, nominee, topic, origin=NominationOrigin.COLLEAGUE, by=by, now=now)
    return meant.name


def check(by: Member, nominee: Member, topic: str) -> str:
    """The topic on one line; raises WhoKnowsError where it can be nobody's, or this colleague can't suggest it."""
    people.require_full_member(by)
    _check_nominee(by, nominee)
    return _checked_topic(topic)


def _check_nominee(by: Member, nominee: Member) -> None:
    if nominee.id == by.id:
        raise WhoKnowsError(
            f"You needn't be nominated: put it on your list with {here('/skills')} add, and it counts right away.",
            field="nominee",
        )
    if nominee.is_bot:
        raise WhoKnowsError("Bots have no list of topics. Pick the person behind it.", field="nominee")
    if nominee.is_deactivated:
        raise WhoKnowsError(f"{nominee.name} has left the workspace. Pick someone else.", field="nominee")
    if not people.may_take_part(nominee):
        raise WhoKnowsError(
            f"{nominee.name} is a guest here, and WhoKnows works for full members. Pick someone else.", field="nominee"
        )


def _checked_topic(typed: str) -> str:
    topic = " ".join(typed.split())
    if not any(sign.isalnum() for sign in topic):
        raise WhoKnowsError(
            f"Say what they are great at, like {here('/skills')} nominate @sarah product pitches.", field="topic"
        )
    skills.checked_names([topic], field="topic")
    return topic
