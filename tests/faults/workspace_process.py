"""The practice workspace in a process of its own, steered from outside."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).resolve().parents[2]


class WorkspaceProcess:
    """A running `python -m practice`."""

    def __init__(self, facts: dict[str, str], session: aiohttp.ClientSession) -> None:
        self.address = facts["address"]
        self.api_url = facts["SLACK_API_URL"]
        self.bot_token = facts["SLACK_BOT_TOKEN"]
        self.app_token = facts["SLACK_APP_TOKEN"]
        self.signing_secret = facts["SLACK_SIGNING_SECRET"]
        self._session = session
        self._headers = {"Authorization": f"Bearer {self.bot_token}"}

    async def tell(self, path: str, **wish: Any) -> dict[str, Any]:
        """Have something done; see practice/control.py."""
        async with self._session.post(f"{self.address}/control/{path}", json=wish, headers=self._headers) as answer:
            told: dict[str, Any] = await answer.json()
            return told

    async def look(self, path: str) -> dict[str, Any]:
        """Look at something; see practice/control.py."""
        async with self._session.get(f"{self.address}/control/{path}", headers=self._headers) as answer:
            seen: dict[str, Any] = await answer.json()
            return seen

    async def call(self, method: str, **arguments: Any) -> dict[str, Any]:
        """Call a method of the Web API as the bot."""
        url = f"{self.api_url}{method}"
        async with self._session.post(url, json=arguments, headers=self._headers) as answer:
            said: dict[str, Any] = await answer.json()
            return said


@asynccontextmanager
async def workspace_running(*options: str) -> AsyncIterator[WorkspaceProcess]:
    """Start a practice workspace with these command line options; it ends when it is left."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "practice", "--port", "0", "--json", *options, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        facts = json.loads(await asyncio.wait_for(process.stdout.readline(), 30))
        async with aiohttp.ClientSession() as session:
            yield WorkspaceProcess(facts, session)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
