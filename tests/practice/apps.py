"""Bolt apps for these tests, made of one listener each."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from tests.practice.payload_samples import field, modal, plain, section

TYPED = {"type": "plain_text_input", "action_id": "typed"}

Answering = Callable[[AsyncAck, dict[str, Any], AsyncWebClient], Awaitable[None]]


def form(title: str = "A form", **more: Any) -> dict[str, Any]:
    """Return a modal with one field to fill in."""
    return modal(section(), field(TYPED), **{"callback_id": "form", "title": plain(title), **more})


def opens(app: AsyncApp, view: dict[str, Any]) -> list[dict[str, Any]]:
    """Make /form open a view; returns the list that its bodies go to."""
    bodies: list[dict[str, Any]] = []

    @app.command("/form")
    async def open_it(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient) -> None:
        bodies.append(body)
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()

    return bodies


def answers_form(app: AsyncApp, **answer: Any) -> list[dict[str, Any]]:
    """Answer the form with these words of an ack; returns the list that its bodies go to."""
    bodies: list[dict[str, Any]] = []

    @app.view("form")
    async def answer_it(ack: AsyncAck, body: dict[str, Any]) -> None:
        bodies.append(body)
        await ack(**answer)

    return bodies


def hears(app: AsyncApp, kind: str) -> list[dict[str, Any]]:
    """Keep the events of one kind in the list it returns."""
    heard: list[dict[str, Any]] = []

    @app.event(kind)
    async def keep(body: dict[str, Any]) -> None:
        heard.append(body)

    return heard
