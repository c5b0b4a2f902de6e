"""Finding places and people page by page, and opening conversations."""

from datetime import timedelta

from slack_sdk.web.async_client import AsyncWebClient

from practice import interact
from practice.server import Practice
from tests.practice.test_messages import refusal


async def test_the_same_people_have_the_same_conversation(practice: Practice, client: AsyncWebClient) -> None:
    alone = await client.conversations_open(users="U0ANA")
    pair = await client.conversations_open(users=["U0ANA", "U0BO"], return_im=True)
    again = await client.conversations_open(users=["U0BO", "U0ANA"])
    three = await client.conversations_open(users="U0ANA,U0BO,U0CHI")
    assert pair["channel"]["is_mpim"]
    assert pair["channel"]["id"] == again["channel"]["id"]
    assert len({alone["channel"]["id"], pair["channel"]["id"], three["channel"]["id"]}) == 3
    assert again["already_open"]
    group = practice.world.channels[pair["channel"]["id"]]
    await client.chat_postMessage(channel=group.id, text="Hello you two")
    assert [practice.world.title_of(group, person) for person in ("U0ANA", "U0BO")] == ["Bo, WhoKnows", "Ana, WhoKnows"]
    assert group in practice.world.places_for("U0BO")
    assert group not in practice.world.places_for("U0CHI")


async def test_whom_a_conversation_cannot_be_opened_with(practice: Practice, client: AsyncWebClient) -> None:
    practice.world.people["U0DEV"].deleted = True
    practice.world.people["U0SAM"].is_stranger = True
    assert await refusal(client.conversations_open(users="")) == "users_list_not_supplied"
    assert await refusal(client.conversations_open(users="U0NOBODY")) == "user_not_found"
    assert await refusal(client.conversations_open(users="U0DEV")) == "user_disabled"
    assert await refusal(client.conversations_open(users="U0ANA,U0SAM")) == "invalid_user_combination"
    assert await refusal(client.conversations_open(users=[f"U{number}" for number in range(9)])) == "too_many_users"


async def test_lists_come_in_pages(practice: Practice, client: AsyncWebClient) -> None:
    practice.page_size = 2
    people: list[str] = []
    cursor = None
    pages = 0
    while cursor != "":
        page = await client.users_list(limit=200, cursor=cursor)
        assert len(page["members"]) <= 2
        people += [person["id"] for person in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
        pages += 1
    assert (len(set(people)), pages) == (9, 5)
    for number in range(5):
        await client.chat_postMessage(channel="C0GENERAL", text=str(number))
    first = await client.conversations_history(channel="C0GENERAL")
    second = await client.conversations_history(channel="C0GENERAL", cursor=first["response_metadata"]["next_cursor"])
    assert [message["text"] for message in [*first["messages"], *second["messages"]]] == ["4", "3", "2", "1"]
    assert first["has_more"]
    assert await refusal(client.users_list(cursor="nonsense")) == "invalid_cursor"
    assert await refusal(client.users_list(limit=0)) == "invalid_limit"


async def test_history_between_two_times(practice: Practice, client: AsyncWebClient) -> None:
    posted = [await client.chat_postMessage(channel="C0GENERAL", text=str(number)) for number in range(4)]
    times = [one["ts"] for one in posted]

    async def texts(**bounds: object) -> list[str]:
        found = await client.conversations_history(channel="C0GENERAL", **bounds)  # type: ignore[arg-type]
        return [message["text"] for message in found["messages"]]

    assert await texts(oldest=times[0], latest=times[3]) == ["2", "1"]
    assert await texts(oldest=times[0], latest=times[3], inclusive=True) == ["3", "2", "1", "0"]
    practice.faults.history_lag_seconds = 3600
    assert await texts() == []
    practice.clock.move_by(timedelta(hours=2))
    assert await texts() == ["3", "2", "1", "0"]
    assert await refusal(client.conversations_history(channel="C0HELPINFRA")) == "not_in_channel"
    assert await refusal(client.conversations_history(channel="C0DATATEAM")) == "channel_not_found"
    late = client.conversations_history(channel="C0GENERAL", oldest="yesterday")
    assert await refusal(late) == "invalid_ts_oldest"


async def test_places_the_app_sees(practice: Practice, client: AsyncWebClient) -> None:
    listed = await client.conversations_list(types="public_channel,private_channel")
    names = [channel["name"] for channel in listed["channels"]]
    assert names == ["general", "kudos", "lunch-and-learn", "help-infra"]
    info = await client.conversations_info(channel="C0GENERAL", include_num_members=True)
    assert (info["channel"]["is_member"], info["channel"]["num_members"]) == (True, 9)
    assert await refusal(client.conversations_list(types="squares")) == "invalid_types"
    members = await client.conversations_members(channel="C0HELPINFRA")
    assert len(members["members"]) == 8
    await client.conversations_join(channel="C0HELPINFRA")
    await client.chat_postMessage(channel="C0HELPINFRA", text="Here I am")
    assert (await client.conversations_join(channel="C0HELPINFRA"))["warning"] == "already_in_channel"
    assert await refusal(client.conversations_join(channel="C0DATATEAM")) == "channel_not_found"
    made = await client.conversations_create(name="book-club")
    await client.conversations_invite(channel=made["channel"]["id"], users="U0ANA,U0BO")
    assert practice.world.channels[made["channel"]["id"]].members == {"U0WHOKNOWS", "U0ANA", "U0BO"}
    assert await refusal(client.conversations_create(name="Book Club")) == "invalid_name_specials"
    assert await refusal(client.conversations_create(name="general")) == "name_taken"
    again = client.conversations_invite(channel=made["channel"]["id"], users="U0ANA")
    assert await refusal(again) == "already_in_channel"


async def test_people(practice: Practice, client: AsyncWebClient) -> None:
    ana = (await client.users_info(user="U0ANA"))["user"]
    assert (ana["name"], ana["tz"], ana["tz_offset"], ana["is_bot"]) == ("ana", "Europe/Madrid", 3600, False)
    assert ana["profile"]["title"] == "Web"
    assert (await client.users_info(user="U0CHI"))["user"]["is_admin"]
    found = await client.users_lookupByEmail(email=ana["profile"]["email"])
    assert found["user"]["id"] == "U0ANA"
    assert await refusal(client.users_info(user="U0NOBODY")) == "user_not_found"
    assert await refusal(client.users_lookupByEmail(email="nobody@example.com")) == "users_not_found"
    assert (await client.users_getPresence(user="U0ANA"))["presence"] == "active"
    assert (await client.users_getPresence(user="U0MINA"))["presence"] == "away"


async def test_do_not_disturb(practice: Practice, client: AsyncWebClient) -> None:
    practice.world.people["U0BO"].dnd_until = practice.clock.now() + timedelta(hours=1)
    everyone = await client.dnd_teamInfo(users=["U0ANA", "U0BO", "U0NOBODY"])
    assert {person: status["dnd_enabled"] for person, status in everyone["users"].items()} == {
        "U0ANA": False,
        "U0BO": True,
    }
    assert (await client.dnd_info(user="U0BO"))["dnd_enabled"]
    practice.clock.move_by(timedelta(hours=2))
    assert not (await client.dnd_info(user="U0BO"))["dnd_enabled"]


async def test_a_user_group(practice: Practice, client: AsyncWebClient) -> None:
    practice.world.usergroups["S0LEADS"] = {"U0CHI", "U0LENA"}
    assert (await client.usergroups_users_list(usergroup="S0LEADS"))["users"] == ["U0CHI", "U0LENA"]
    assert await refusal(client.usergroups_users_list(usergroup="S0NONE")) == "no_such_subteam"


async def test_nobody_sees_what_is_not_theirs(practice: Practice) -> None:
    await interact.post_message(practice, "U0CHI", "C0DATATEAM", "Between us")
    assert practice.world.messages_for("U0ANA", "C0DATATEAM") == []
    assert [message.text for message in practice.world.messages_for("U0INES", "C0DATATEAM")] == ["Between us"]
    assert "data-team" not in [place.name for place in practice.world.places_for("U0ANA")]
    assert "data-team" in [place.name for place in practice.world.places_for("U0INES")]
