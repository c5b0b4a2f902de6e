"""What Slack is told about WhoKnows, for Socket Mode as it stands and for HTTP with an address."""

from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parents[1] / "manifest.yml"


def manifest() -> dict[str, Any]:
    """The manifest for Socket Mode."""
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


def scopes() -> list[str]:
    """The scopes the bot asks for."""
    asked: list[str] = manifest()["oauth_config"]["scopes"]["bot"]
    return asked


def for_http(address: str) -> str:
    """The manifest, as YAML, for a WhoKnows that hears Slack at this public address."""
    told = manifest()
    url = address.rstrip("/") + "/slack/events"
    settings = told["settings"]
    settings["socket_mode_enabled"] = False
    settings["event_subscriptions"] = {"request_url": url, **settings["event_subscriptions"]}
    settings["interactivity"] = {**settings["interactivity"], "request_url": url}
    told["features"]["slash_commands"] = [{**command, "url": url} for command in told["features"]["slash_commands"]]
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True)
