"""What Slack is told about us is what we answer, and asks for no more than we use."""

import json
import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from handlers import manifest, routes
from tests.architecture.tree import ROOT

SCHEMA = ROOT.parent / "shared" / "slack" / "slack-manifest.schema.json"
# channels:read and groups:read tell which channels there are and who is in them; that is how a team is kept in step.
# What would let us read what people say, share, mark or react with stays out, but for the bot's own direct messages.
READS_CONVERSATIONS = re.compile(
    r"^((?!im:)[a-z_.]+:history|mpim:read|files:read|(search|links|pins|bookmarks|reactions|canvases|lists):.*|.*:read\.all)"
)
# What a workspace may leave out without losing anything but this.
OPTIONAL = {"reactions:read"}
# Each scope with the calls that need it; a scope without a call would be asked for in vain.
USED_BY = {
    "commands": "app.command",
    "chat:write": "chat_postMessage",
    "im:write": "conversations_open",
    "mpim:write": "conversations_open",
    "im:history": "conversations_history",
    "app_mentions:read": '"app_mention"',
    "users:read": "users_info",
    "files:write": "files_upload_v2",
    "dnd:read": "dnd_info",
    "channels:read": "conversations_members",
    "groups:read": "conversations_members",
}


def test_the_manifest_names_exactly_what_the_routes_answer() -> None:
    """A command, shortcut or event in one and not in the other would be a dead end."""
    told = manifest.manifest()
    assert {command["command"] for command in told["features"]["slash_commands"]} == set(routes.COMMANDS)
    assert {shortcut["callback_id"] for shortcut in told["features"]["shortcuts"]} == set(routes.SHORTCUTS)
    assert set(told["settings"]["event_subscriptions"]["bot_events"]) == routes.EVENTS.keys() | routes.NOTICES.keys()


def test_every_command_escapes_what_people_type() -> None:
    """Otherwise mentions arrive as bare names that could be anybody's."""
    assert all(command["should_escape"] is True for command in manifest.manifest()["features"]["slash_commands"])


def test_no_scope_reads_peoples_conversations_and_each_is_used() -> None:
    """`im:history` reaches the bot's own direct messages only."""
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "handlers").rglob("*.py"))
    assert set(manifest.scopes()) == set(USED_BY)
    assert set(manifest.manifest()["oauth_config"]["scopes"]["bot_optional"]) == OPTIONAL
    for scope in manifest.scopes():
        assert not READS_CONVERSATIONS.match(scope)
        assert USED_BY[scope] in source


@pytest.mark.skipif(not SCHEMA.exists(), reason="Slack's manifest schema is not here")
@pytest.mark.parametrize(
    "told",
    [manifest.manifest(), yaml.safe_load(manifest.for_http("https://whoknows.example/"))],
    ids=["socket", "http"],
)
def test_slack_accepts_the_manifest(told: dict[str, Any]) -> None:
    """By Slack's own schema, for Socket Mode and for HTTP."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(told)] == []


def test_the_manifest_for_http_has_an_address_everywhere() -> None:
    """And turns Socket Mode off."""
    told = yaml.safe_load(manifest.for_http("https://whoknows.example"))
    url = "https://whoknows.example/slack/events"
    assert told["settings"]["socket_mode_enabled"] is False
    assert told["settings"]["event_subscriptions"]["request_url"] == url
    assert told["settings"]["interactivity"]["request_url"] == url
    assert {command["url"] for command in told["features"]["slash_commands"]} == {url}
