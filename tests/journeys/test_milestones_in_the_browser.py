"""A milestone, all kind words and help that was passed on, as people meet them in their windows."""

from playwright.async_api import expect

from tests.journeys.test_milestones import QUESTIONS, helps
from tests.journeys.town import Town
from tests.journeys.windows import (
    IN_THE_BROWSER,
    ON_SQLITE,
    Open,
    browser,
    closes,
    goes,
    message,
    opens,
    presses,
    sees,
    sees_nothing_of,
    town,
)

__all__ = ["browser", "opens", "town"]

pytestmark = [IN_THE_BROWSER, ON_SQLITE]


async def test_a_milestone_is_seen_alone_shared_and_passed_on(town: Town, opens: Open) -> None:
    """Bo shares the first help; Ana passes it on and says so; each window shows only its own."""
    ana, bo, chi, dev = (town.person(one) for one in ("ana", "bo", "chi", "dev"))
    await chi.types("/whoknows shoutouts", "kudos")
    await bo.types("/skills add Terraform")
    await helps(ana, bo)
    his, hers, others = await opens("bo", "messages"), await opens("ana", "messages"), await opens("chi", "kudos")
    await sees(his, "You helped a colleague here for the first time")
    await sees_nothing_of(hers, "for the first time")
    await sees_nothing_of(others, "for the first time")
    await presses(his, "Share it", on="for the first time")
    await expect(his.form).to_contain_text("Everybody there can read it.")
    await his.form.get_by_role("button", name="Share it", exact=True).click()
    await expect(his.form).to_contain_text("on its way")
    await closes(his)
    await sees(his, "You shared this.")
    await sees(others, "has helped a colleague for the first time")
    await expect(message(his, "You shared this.").locator("button", has_text="Share it")).to_have_count(0)

    await bo.types("/skills remove Terraform")
    await ana.types("/skills add Terraform")
    await helps(dev, ana, QUESTIONS[1])
    await sees(his, "helped somebody with it today")
    await sees_nothing_of(his, "Ana, whom you helped")
    await presses(hers, "Tell Bo it was you")
    await sees(hers, "Bo knows that it was you.")
    await sees(his, "whom you helped with")
    await expect(message(his, "whom you helped with")).to_contain_text("Ana")

    await dev.types("/kudos @bo for the quiet hour")
    await goes(his, "Home")
    await sees(his, "for the quiet hour")
    await presses(his, "All kind words")
    await expect(his.form).to_contain_text("for the quiet hour")
    await closes(his)
    await presses(his, "My year of help")
    await closes(his)
    await goes(his, "Messages")
    await sees(his, "Here is your year of help, for you alone.")
