"""A town per test, on both databases; whatever its referee finds fails the test that caused it."""

from collections.abc import AsyncIterator

import pytest

from tests.journeys.town import Somebody, Town, Transport, a_town


@pytest.fixture
def transport() -> Transport:
    """How the town's bot hears Slack; a test may parametrise it."""
    return "socket"


@pytest.fixture
async def town(database_url: str, transport: Transport) -> AsyncIterator[Town]:
    """A practice workspace with a whole WhoKnows in it."""
    async with a_town(database_url, transport) as opened:
        yield opened
        found = [
            finding for finding in opened.practice.world.findings if finding.problem not in opened.findings_allowed
        ]
        assert not found


@pytest.fixture
def ana(town: Town) -> Somebody:
    """Ana, who asks; Madrid."""
    return town.person("ana")


@pytest.fixture
def bo(town: Town) -> Somebody:
    """Bo, who knows Terraform; Copenhagen."""
    return town.person("bo")


@pytest.fixture
def chi(town: Town) -> Somebody:
    """Chi, an admin; Lagos."""
    return town.person("chi")
