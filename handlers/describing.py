"""Reading what Slack says about people, and asking it before the transaction that needs to know."""

import asyncio
from collections.abc import Collection, Iterable

import structlog
from pydantic import BaseModel, ConfigDict, ValidationError
from slack_sdk.web.async_client import AsyncWebClient

from bot.people import Profile
from handlers.outcomes import of_error
from models import Workspace

log = structlog.get_logger(__name__)

PATIENCE = 1.0
SLACKBOT = "USLACKBOT"


class _SlackProfile(BaseModel):
    model_config = ConfigDict(extra="ignore")

    display_name: str | None = None
    real_name: str | None = None
    title: str | None = None


class _SlackUser(BaseModel):
    """A user object; any field may be missing, null or empty."""

    model_config = ConfigDict(extra="ignore")

    id: str
    team_id: str | None = None
    name: str | None = None
    real_name: str | None = None
    deleted: bool | None = None
    tz: str | None = None
    is_admin: bool | None = None
    is_owner: bool | None = None
    is_bot: bool | None = None
    is_workflow_bot: bool | None = None
    is_restricted: bool | None = None
    is_ultra_restricted: bool | None = None
    is_stranger: bool | None = None
    profile: _SlackProfile | None = None

    def described(self, workspace: Workspace) -> Profile:
        """The user in our words."""
        profile = self.profile or _SlackProfile()
        names = (profile.display_name, profile.real_name, self.real_name, self.name)
        return Profile(
            slack_id=self.id,
            name=next((name for name in names if name), "a colleague")[:200],
            title=(profile.title or "")[:300],
            zone=self.tz or None,
            is_admin=bool(self.is_admin or self.is_owner),
            is_bot=bool(self.is_bot or self.is_workflow_bot) or self.id == SLACKBOT,
            is_guest=bool(self.is_restricted or self.is_ultra_restricted),
            is_stranger=bool(self.is_stranger) or self.team_id not in {None, workspace.slack_id},
            is_deactivated=bool(self.deleted),
        )


def understood(users: Iterable[object], workspace: Workspace) -> list[Profile]:
    """What Slack says about these users, in our words; what is no user object is left out."""
    found = []
    for user in users:
        try:
            found.append(_SlackUser.model_validate(user).described(workspace))
        except ValidationError:
            log.warning("person_not_understood")
    return found


async def describe(client: AsyncWebClient, workspace: Workspace, slack_ids: Collection[str]) -> list[Profile]:
    """What Slack says about these people within a second; whoever it says nothing about is left out."""

    async def ask(slack_id: str) -> Profile | None:
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await client.users_info(user=slack_id)
            return _SlackUser.model_validate(answer["user"]).described(workspace)
        except Exception as error:  # noqa: BLE001 (of_error raises what is not a failed call)
            log.warning("person_not_described", error=of_error(error, "users.info").reason)
            return None

    found = await asyncio.gather(*(ask(slack_id) for slack_id in slack_ids))
    return [profile for profile in found if profile is not None]
