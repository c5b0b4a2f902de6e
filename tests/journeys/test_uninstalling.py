"""A workspace takes WhoKnows away: two events in either order, and nothing is sent any more."""

import pytest

from tests.journeys.town import Somebody, Town

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def test_a_workspace_that_took_it_away_hears_nothing_more(town: Town, ana: Somebody, bo: Somebody) -> None:
    """What was owed stays unsent, and whoever types reads that it is not installed."""
    await bo.types("/kudos @ana for the rollback")
    events = town.practice.events
    assert await events.tokens_revoked(bot=False)
    await bo.types("/kudos @ana for another rollback")
    assert len(ana.messages) == 2
    await events.tokens_revoked()
    await events.uninstalled()
    told = await bo.types("/kudos @ana for the third")
    assert "isn't installed" in told.text
    assert len(ana.messages) == 2


async def test_in_the_other_order_it_is_the_same(town: Town, bo: Somebody) -> None:
    await bo.types("/skills add Terraform")
    await town.practice.events.uninstalled()
    await town.practice.events.tokens_revoked()
    assert town.house.answering._installations.known("T0PRACTICE") is None
