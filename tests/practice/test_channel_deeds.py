"""What people do with channels, and what the app is told of it, as Slack's reference of events says."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from practice import channel_deeds, interact
from practice.server import Practice
from tests.practice.apps import hears
from tests.practice.conftest import Connect

KINDS = (
    "member_joined_channel",
    "member_left_channel",
    "channel_left",
    "group_left",
    "channel_archive",
    "channel_unarchive",
    "group_archive",
    "channel_rename",
    "channel_deleted",
    "channel_id_changed",
)


@pytest.fixture
def heard(app: AsyncApp) -> list[dict[str, Any]]:
    """What the app is told, in order."""
    found: list[dict[str, Any]] = []
    for kind in KINDS:

        async def keep(event: dict[str, Any]) -> None:
            found.append(event)

        app.event(kind)(keep)
    return found


async def test_who_comes_and_goes_is_told_where_the_app_is(
    practice: Practice, app: AsyncApp, connect: Connect, heard: list[dict[str, Any]]
) -> None:
    await connect(app)
    await channel_deeds.leave(practice, "U0ANA", "C0GENERAL")
    await channel_deeds.leave(practice, "U0ANA", "C0GENERAL")
    await channel_deeds.join(practice, "U0ANA", "C0GENERAL")
    bot = practice.world.app.bot_user_id
    infra = next(channel for channel in practice.world.channels.values() if bot not in channel.members)
    await channel_deeds.join(practice, "U0ANA", infra.id)
    told = [(event["type"], event["user"], event["channel"]) for event in heard]
    assert told == [
        ("member_left_channel", "U0ANA", "C0GENERAL"),
        ("member_joined_channel", "U0ANA", "C0GENERAL"),
    ]


async def test_what_becomes_of_a_channel_is_told(
    practice: Practice, app: AsyncApp, connect: Connect, heard: list[dict[str, Any]]
) -> None:
    await connect(app)
    await channel_deeds.archive(practice, "U0CHI", "C0GENERAL")
    await channel_deeds.unarchive(practice, "U0CHI", "C0GENERAL")
    await channel_deeds.rename(practice, "C0GENERAL", "everybody")
    new = await channel_deeds.give_another_id(practice, "C0GENERAL")
    channel_deeds.make_private(practice, new)
    await channel_deeds.archive(practice, "U0CHI", new)
    await channel_deeds.leave(practice, practice.world.app.bot_user_id, new)
    await channel_deeds.delete(practice, "C0KUDOS")
    assert [event["type"] for event in heard] == [
        "channel_archive",
        "channel_unarchive",
        "channel_rename",
        "channel_id_changed",
        "group_archive",
        "member_left_channel",
        "group_left",
        "channel_deleted",
    ]
    assert heard[2]["channel"] == {"id": "C0GENERAL", "name": "everybody", "created": heard[2]["channel"]["created"]}
    assert (heard[3]["old_channel_id"], heard[3]["new_channel_id"]) == ("C0GENERAL", new)


async def test_a_person_invites_the_app(practice: Practice, app: AsyncApp, connect: Connect) -> None:
    practice.manifest = {"settings": {"event_subscriptions": {"bot_events": ["member_joined_channel"]}}}
    told = hears(app, "member_joined_channel")
    await connect(app)
    bot = practice.world.app.bot_user_id
    infra = next(channel for channel in practice.world.channels.values() if bot not in channel.members)
    member = min(infra.members)
    refused = await interact.run_command(practice, member, infra.id, "/invite @nobody")
    assert (refused.answered, bot in infra.members) == (False, False)
    invited = await interact.run_command(practice, member, infra.id, "/invite @WhoKnows")
    assert (invited.answered, bot in infra.members) == (True, True)
    assert told
