"""Checking an installation: each thing that can be wrong, with what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clocks
from bot.settings import Connection, Settings, SettingsIncomplete
from handlers import manifest
from handlers.outcomes import Ending, Result, of_error
from migrations import running as migrations
from migrations.running import CHECK_ADDRESS, WHAT_TO_DO

LARGEST_SKEW = timedelta(seconds=60)


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `what_to_do` is empty when it is as it should be."""

    name: str
    seen: str
    what_to_do: str = ""

    @property
    def is_good(self) -> bool:
        """Whether nothing has to be done."""
        return not self.what_to_do


async def check_everything(settings: Settings, clocks: Clocks) -> list[Finding]:
    """Check the database and its migrations, whether the tokens are complete, and all that Slack says of them."""
    try:
        schema = await migrations.standing(settings.database_url)
        found = [Finding("database", schema.value, WHAT_TO_DO.get(schema, ""))]
    except Exception as wrong:  # noqa: BLE001 (whatever a database can be wrong with, it is told)
        found = [Finding("database", f"can't be opened ({type(wrong).__name__})", CHECK_ADDRESS)]
    try:
        connection = settings.connection
    except SettingsIncomplete as incomplete:
        return [*found, Finding("tokens", "incomplete", str(incomplete))]
    if connection is Connection.PRACTICE:
        return [*found, Finding("tokens", "none, so WhoKnows will open a practice workspace")]
    return [*found, *await check_slack(settings, clocks, manifest.scopes())]


async def check_slack(settings: Settings, clocks: Clocks, scopes: Iterable[str]) -> list[Finding]:
    """Check the bot token, its scopes, the app-level token, and this machine's clock against Slack's."""
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
    client = AsyncWebClient(token=token, base_url=settings.slack_api_url, retry_handlers=[], timeout=10)
    try:
        answer = await client.auth_test()
    except Exception as error:  # noqa: BLE001 (of_error raises what is not a failed call)
        result = of_error(error, "auth.test")
        return [_failed(result, settings, "bot token", "OAuth & Permissions, Bot User OAuth Token")]
    headers = {name.lower(): value for name, value in answer.headers.items()}
    findings = [Finding("bot token", f"speaks as {answer['user']} in {answer['team']}")]
    findings.append(_scopes(headers.get("x-oauth-scopes"), scopes))
    findings.append(_clock(headers.get("date"), clocks.machine_time()))
    if settings.connection is Connection.SOCKET_MODE:
        findings.append(await _app_token(settings))
    return findings


def _failed(result: Result, settings: Settings, name: str, place: str) -> Finding:
    if result.ending in {Ending.REFUSED, Ending.NO_ACCESS}:
        what_to_do = f"Copy it again from api.slack.com/apps under {place}, and restart."
        return Finding(name, f"Slack says {result.reason}", what_to_do)
    seen = f"{settings.slack_api_url} did not answer {result.method} as Slack does ({result.reason})"
    return Finding("Slack", seen, "Check this computer's network and SLACK_API_URL, then try again.")


def _scopes(granted: str | None, needed: Iterable[str]) -> Finding:
    if granted is None:
        return Finding("scopes", "Slack did not say which it granted")
    missing = sorted(set(needed) - {scope.strip() for scope in granted.split(",")})
    if not missing:
        return Finding("scopes", "all that manifest.yml asks for")
    return Finding(
        "scopes",
        f"missing: {', '.join(missing)}",
        "Paste manifest.yml at api.slack.com/apps under App Manifest, then reinstall the app to your workspace.",
    )


def _clock(date: Any, machine_now: datetime) -> Finding:
    if not date:
        return Finding("clock", "Slack did not say what time it has")
    skew = abs(parsedate_to_datetime(str(date)) - machine_now)
    if skew <= LARGEST_SKEW:
        return Finding("clock", "agrees with Slack's")
    return Finding(
        "clock",
        f"{int(skew.total_seconds())} seconds away from Slack's",
        "Set this computer's time (a time service such as chrony keeps it right): Slack's signatures live 5 minutes.",
    )


async def _app_token(settings: Settings) -> Finding:
    token = settings.slack_app_token.get_secret_value() if settings.slack_app_token else ""
    client = AsyncWebClient(token=token, base_url=settings.slack_api_url, retry_handlers=[], timeout=10)
    try:
        await client.apps_connections_open(app_token=token)
    except Exception as error:  # noqa: BLE001 (of_error raises what is not a failed call)
        result = of_error(error, "apps.connections.open")
        return _failed(
            result, settings, "app-level token", "Basic Information, App-Level Tokens (with connections:write)"
        )
    return Finding("app-level token", "opens Socket Mode connections")
