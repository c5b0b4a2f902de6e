"""Help between a month's last prompt and its end: nobody is left out because of the calendar."""

from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot import kudos
from bot.recognition.lead_thanks import month_of_lead, to_thank
from handlers.blocks import leads as blocks
from tests.bot.recognition.test_lead_prompts import THURSDAY, a_team, helps
from tests.factories import MONDAY, a_member, a_workspace


async def test_who_helps_after_a_months_last_prompt_is_on_the_next(session: AsyncSession) -> None:
    """Monday 30 November: the prompt of Thursday 3 December has them, without saying that it was this month."""
    workspace = await a_workspace(session)
    lead, bo, ana = [await a_member(session, workspace, name) for name in ("Chi Okafor", "Bo Larsen", "Ana Ruiz")]
    team = await a_team(session, [lead], [bo, ana])
    await helps(session, bo, ana, now=MONDAY + timedelta(days=7))
    next_thursday = THURSDAY + timedelta(days=7)
    month = month_of_lead(lead, date(2026, 12, 1), now=next_thursday)
    [one] = await to_thank(session, lead, team.id, month)
    assert (one.member, one.is_this_month) == (bo, False)
    assert blocks.ready_sentence(one) == "Thank you for helping a colleague with Terraform."
    await kudos.give(session, lead, [bo], "for the help with Terraform", in_public=False, now=next_thursday)
    assert await to_thank(session, lead, team.id, month) == []
