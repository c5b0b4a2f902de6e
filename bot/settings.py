"""Settings of one running WhoKnows, from the environment or a `.env` file."""

from enum import Enum
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot import commands
from bot.errors import CannotStart


class Connection(Enum):
    """How WhoKnows hears Slack."""

    PRACTICE = "practice"
    SOCKET_MODE = "socket mode"
    HTTP = "http"


class SettingsIncomplete(CannotStart):
    """Some of Slack's tokens are set and others are missing; the message says which and where to get it."""


class Settings(BaseSettings):
    """Everything that can be set from outside; `.env.example` explains each name."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True)

    database_url: str = "sqlite+aiosqlite:///whoknows.db"
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)
    health_port: int | None = Field(default=None, ge=0, le=65535)
    public_url: str | None = None
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"
    log_level: str = "INFO"
    renamed_commands: Annotated[dict[str, str], NoDecode] = Field(default_factory=dict)

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        level = value.upper()
        if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR")
        return level

    @field_validator("renamed_commands", mode="before")
    @classmethod
    def _new_names(cls, value: object) -> object:
        return commands.renamings(value) if isinstance(value, str) else value

    @field_validator("public_url")
    @classmethod
    def _reachable(cls, value: str | None) -> str | None:
        parts = urlsplit(value or "")
        if value is not None and (parts.scheme != "https" or not parts.netloc or parts.query or parts.fragment):
            raise ValueError("PUBLIC_URL is an https address, like https://whoknows.your-company.com")
        return value.rstrip("/") if value else None

    @field_validator("slack_api_url")
    @classmethod
    def _ends_with_slash(cls, value: str) -> str:
        return value if value.endswith("/") else value + "/"

    @model_validator(mode="after")
    def _tokens_look_right(self) -> Self:
        _starts_with(self.slack_bot_token, "xoxb-", "SLACK_BOT_TOKEN", "OAuth & Permissions, Bot User OAuth Token")
        _starts_with(self.slack_app_token, "xapp-", "SLACK_APP_TOKEN", "Basic Information, App-Level Tokens")
        return self

    @classmethod
    def read(cls) -> Self:
        """The settings of this environment; raises CannotStart with what is wrong and what to do."""
        try:
            return cls()
        except ValidationError as wrong:
            raise CannotStart("\n".join(_sentence(error) for error in wrong.errors())) from None

    @property
    def connection(self) -> Connection:
        """Which way to Slack these settings ask for.

        Raises SettingsIncomplete when only some of the tokens are there: practising must never be an accident.
        """
        bot, app, secret = self.slack_bot_token, self.slack_app_token, self.slack_signing_secret
        if bot and app:
            return Connection.SOCKET_MODE
        if bot and secret:
            return Connection.HTTP
        if not (bot or app or secret):
            return Connection.PRACTICE
        if bot:
            raise SettingsIncomplete(
                "SLACK_BOT_TOKEN is set but SLACK_APP_TOKEN is missing. Create one at api.slack.com/apps under Basic "
                "Information, App-Level Tokens, with connections:write (or set SLACK_SIGNING_SECRET, also under Basic "
                "Information, to receive Slack's requests over HTTP). To practise without Slack, unset both."
            )
        present = "SLACK_APP_TOKEN" if app else "SLACK_SIGNING_SECRET"
        raise SettingsIncomplete(
            f"{present} is set but SLACK_BOT_TOKEN is missing. Copy it from api.slack.com/apps under OAuth & "
            f"Permissions, Bot User OAuth Token. To practise without Slack, unset {present}."
        )


def _sentence(error: ErrorDetails) -> str:
    name = ".".join(str(part) for part in error["loc"]).upper()
    sentence = error["msg"].removeprefix("Value error, ")
    return f"{name}: {sentence}" if name else sentence


def _starts_with(token: SecretStr | None, prefix: str, name: str, place: str) -> None:
    if token is not None and not token.get_secret_value().startswith(prefix):
        raise ValueError(f"{name} should start with {prefix}. Copy it again from api.slack.com/apps under {place}.")
