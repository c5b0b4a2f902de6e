"""Time to prepare of somebody who is forgotten, and what their lead and their host read then."""

from datetime import timedelta

import pytest

from tests.journeys.test_forgetting import forgets
from tests.journeys.test_teams import adopts
from tests.journeys.town import Somebody, Town

TITLE = "Terraform without tears"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_nothing_of_a_host_or_a_lead_stays_on_the_others_card(
    town: Town, ana: Somebody, bo: Somebody, chi: Somebody
) -> None:
    dev = town.person("dev")
    await adopts(chi, leads=[ana, dev])
    await town.passes(timedelta(minutes=1))
    for title in (TITLE, "Another one"):
        await bo.opens(f"/lunchandlearn {title}", "lunch-and-learn")
        await bo.presses("More", bo.form)
        await bo.sends(on="2026-12-03", at="12:30", place="Kitchen", preparation="60")
        await bo.sends()
    first, _ = ana.messages
    await ana.presses("Suggest another", first)
    await ana.sends(minutes="120")
    assert "Ana suggests another time" in bo.messages[0].text
    assert [TITLE in one.text or "Another one" in one.text for one in dev.messages] == [True, True]
    await town.passes(timedelta(days=3))
    assert "Have a word with Ana or Dev" in bo.messages[-1].text
    await forgets(ana)
    await town.settle()
    assert "Ana" not in str([one.text for one in bo.messages])
    assert "a colleague suggests another time" in bo.messages[0].text
    await forgets(bo)
    await town.settle()
    assert [one.text for one in dev.messages if "Bo" in one.text or TITLE in one.text] == []
    assert "not kept any more" in str([one.text for one in dev.messages])
