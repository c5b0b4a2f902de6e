"""A lead's Thursday and what they heard of, as people see it in their windows."""

from datetime import UTC, datetime

from playwright.async_api import expect

from tests.journeys.test_leads import answered, two_leads, until
from tests.journeys.town import Town
from tests.journeys.windows import (
    IN_THE_BROWSER,
    ON_SQLITE,
    Open,
    browser,
    closes,
    message,
    opens,
    presses,
    sees,
    sees_nothing_of,
    town,
)

__all__ = ["browser", "opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]


async def test_a_lead_thanks_with_two_presses_and_passes_on_what_they_hear(town: Town, opens: Open) -> None:
    ana, bo, chi, dev = (town.person(handle) for handle in ("ana", "bo", "chi", "dev"))
    await two_leads(chi)
    await bo.types("/skills add Terraform")
    await answered(ana, bo)
    await until(town, datetime(2026, 11, 26, 9, tzinfo=UTC))
    lead, helper = await opens("chi", "messages"), await opens("bo", "messages")
    bystander = await opens("dev", "messages")
    await sees(lead, "You have not helped or thanked anybody this month yet.", "with Terraform this month.")
    await sees_nothing_of(lead, "zanzibar")
    await presses(lead, "Thank Bo", on="for your eyes only")
    await expect(lead.form.get_by_label("What did they do?")).to_have_value(
        "Thank you for helping a colleague with Terraform this month."
    )
    await lead.form.get_by_label("What did they do?").fill("Thank you, the rollout was calm because of you.")
    await lead.form.get_by_role("button", name="Say thanks").click()
    await closes(lead)
    await sees(lead, "Everybody on this list is thanked.")
    await sees(helper, "the rollout was calm because of you")
    await sees_nothing_of(bystander, "Thanks in #general")

    await answered(ana, bo, "Which Terraform module is for tables?", leaves=False)
    await ana.sends(reason="You drew it on a napkin.", more=["tells_leads"])
    await sees(lead, "You drew it on a napkin.")
    await presses(lead, "Pass it on", on="would like you to know")
    await sees(helper, "I heard how you helped with Terraform: thank you from me, too.")
    await expect(message(lead, "You thanked Bo, too.")).to_have_count(1)
    assert not dev.messages
