"""What somebody finds when they open WhoKnows: what waits, what they asked, what they know, kind words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot import asking, deliveries, kudos, lunches, nominations, own_data, people, skills
from bot.asking import AskerCard, OfferCard
from bot.kudos import KindWords, milestones, passing_on
from bot.kudos.milestones import Reached
from bot.kudos.passing_on import PassOn
from bot.lunches import OwnLunch
from bot.nominations import NominationCard
from bot.skills import Card
from bot.teams.first_week import FirstWeek, first_weeks
from models import Member

MOST_LUNCHES = 3


@dataclass(frozen=True)
class Home:
    """One member's Home. `is_new` is true for somebody with nothing here yet.

    `suggestion` is a topic they may list; further ones wait behind it. `in_own_title` are topics that a newcomer's
    profile title names. `unsure_posts` are posts that wait for an admin to look. `first_weeks` are of the teams they
    look after; `is_to_set_up` is for who may choose the channel for public thanks, while there is none. `milestone` is
    one that the member said nothing about yet; `passed_on` is what their help led to lately. `lunches` are the
    next ones they hold or come to.
    """

    member: Member
    waiting: list[OfferCard]
    asked: list[AskerCard]
    card: Card
    kind_words: list[KindWords]
    suggestion: NominationCard | None = None
    in_own_title: Sequence[str] = ()
    unsure_posts: int = 0
    first_weeks: Sequence[FirstWeek] = ()
    is_to_set_up: bool = False
    milestone: Reached | None = None
    passed_on: Sequence[PassOn] = ()
    lunches: Sequence[OwnLunch] = ()

    @property
    def is_new(self) -> bool:
        """Whether this is the first-time state."""
        told = self.kind_words or self.milestone or self.passed_on
        return not (self.waiting or self.asked or self.card.listed or self.suggestion or self.lunches or told)


async def home(session: AsyncSession, workspace_id: int, member_id: int, *, now: datetime) -> Home | None:
    """Everything a member's Home shows; None for somebody who is gone."""
    member = (await people.members(session, workspace_id, [member_id])).get(member_id)
    if member is None:
        return None
    return Home(
        member=member,
        waiting=await asking.waiting_on(session, member, now=now),
        asked=await asking.asked_by(session, member, now=now),
        card=await skills.card(session, member, now=now),
        kind_words=await kudos.received(session, member),
        suggestion=await nominations.waiting_on(session, member, now=now),
        unsure_posts=await own_data.how_many_unsure(session, member),
        in_own_title=await skills.in_own_title(session, member, now=now),
        first_weeks=await first_weeks(session, member, now=now),
        is_to_set_up=await kudos.is_to_set_up(session, member),
        milestone=await milestones.to_decide(session, member, now=now),
        passed_on=await passing_on.lately(session, member, since=now - passing_on.AT_HOME_FOR),
        lunches=await lunches.own_coming_up(session, member, now=now, at_most=MOST_LUNCHES),
    )


async def opened(session: AsyncSession, member: Member, *, now: datetime) -> None:
    """Somebody opened their Home: it is written now, and kept right from now on."""
    if member.first_home_at is None:
        member.first_home_at = now
        await session.flush()
    await deliveries.owe_home(session, workspace_id=member.workspace_id, member_id=member.id, now=now)
