"""The installed workspaces, kept in memory so that no request waits for Slack or the database to know them."""

import structlog
from pydantic import BaseModel, ConfigDict
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot import people
from bot.clock import Clock
from bot.database import Database
from bot.people import Installation
from handlers.outcomes import Ending, of_error
from models import Workspace

log = structlog.get_logger(__name__)


class _AuthTest(BaseModel):
    """What auth.test says about the token's workspace and bot."""

    model_config = ConfigDict(extra="ignore")

    team_id: str
    team: str
    url: str
    user_id: str
    bot_id: str


class NotInstalled(Exception):
    """No workspace is known: Slack could not be asked, and nothing was stored before."""


class Installations:
    """Knows each installed workspace and its bot; the token stays in memory."""

    def __init__(self, database: Database, client: AsyncWebClient, now: Clock) -> None:
        self._database = database
        self._client = client
        self._now = now
        self._workspaces: dict[str, Workspace] = {}

    async def introduce(self) -> Workspace:
        """Ask Slack once who we are and store it; while Slack is down, the stored workspace serves.

        Raises NotInstalled when neither knows, and SlackApiError when Slack refuses the token.
        """
        try:
            answer = await self._client.auth_test()
            said = _AuthTest.model_validate(answer.data)
        except Exception as error:
            result = of_error(error, "auth.test")
            if result.ending in {Ending.REFUSED, Ending.NO_ACCESS}:
                raise
            return await self._stored(result.reason)
        scopes = answer.headers.get("x-oauth-scopes", answer.headers.get("X-OAuth-Scopes", ""))
        installation = Installation(said.team_id, said.team, said.url, said.user_id, said.bot_id, scopes)
        async with self._database.transaction() as session:
            workspace = await people.install(session, installation, now=self._now())
        self._workspaces[workspace.slack_id] = workspace
        return workspace

    async def _stored(self, why: str) -> Workspace:
        async with self._database.reading() as session:
            stored = await people.workspaces(session)
        if not stored:
            raise NotInstalled
        log.warning("slack_did_not_answer_at_start", why=why, used="the stored workspace")
        self._workspaces.update({workspace.slack_id: workspace for workspace in stored[:1]})
        return stored[0]

    async def look_again(self, workspace: Workspace) -> None:
        """Know a workspace no longer once it took WhoKnows away."""
        async with self._database.reading() as session:
            installed = {one.id for one in await people.workspaces(session)}
        if workspace.id not in installed:
            self._workspaces.pop(workspace.slack_id, None)
            log.warning("workspace_took_whoknows_away", workspace=workspace.id)

    def known(self, workspace_slack_id: str | None) -> Workspace | None:
        """The workspace with this Slack id, if it installed WhoKnows."""
        return self._workspaces.get(workspace_slack_id or "")

    def authorize(self, enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        """Tell Bolt who we are in a workspace; never None, since answering explains itself to unknown ones."""
        workspace = self.known(team_id)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=self._client.token if workspace else None,
            bot_id=workspace.bot_slack_id if workspace else None,
            bot_user_id=workspace.bot_user_slack_id if workspace else None,
        )
