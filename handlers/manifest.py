"""What Slack is told about us: for Socket Mode as it stands, for HTTP with an address, with commands renamed."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parents[1] / "manifest.yml"
_COMMAND = re.compile(r"(?<=- command: )/\S+")


def as_text(renamed: Mapping[str, str] | None = None) -> str:
    """The manifest for Socket Mode, as YAML with its comments; `renamed` holds new names of commands by ours."""
    names = renamed or {}
    return _COMMAND.sub(lambda found: names.get(found[0], found[0]), FILE.read_text(encoding="utf-8"))


def manifest(renamed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The manifest for Socket Mode."""
    read: dict[str, Any] = yaml.safe_load(as_text(renamed))
    return read


def scopes() -> list[str]:
    """The scopes the bot asks for."""
    asked: list[str] = manifest()["oauth_config"]["scopes"]["bot"]
    return asked


def for_http(address: str, renamed: Mapping[str, str] | None = None) -> str:
    """The manifest, as YAML, for a WhoKnows that hears Slack at this public address."""
    told = manifest(renamed)
    url = address.rstrip("/") + "/slack/events"
    settings = told["settings"]
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"] = {"request_url": url, **settings["event_subscriptions"]}
    settings["interactivity"] = {**settings["interactivity"], "request_url": url}
    told["features"]["slash_commands"] = [{**command, "url": url} for command in told["features"]["slash_commands"]]
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True)
