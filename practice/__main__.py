"""Runs the practice workspace alone, so that any Slack app can connect to it."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer
import yaml

from practice.clock import PracticeClock
from practice.deadlines import Deadlines
from practice.records import Json
from practice.seed import default_seed, with_crowd
from practice.server import Practice

_FIRST_PORT = 8300


def main(
    *,
    port: Annotated[int, typer.Option(help="Where to listen; 0 takes any free port.")] = _FIRST_PORT,
    host: Annotated[str, typer.Option(help="Only this machine, unless you say otherwise.")] = "127.0.0.1",
    manifest: Annotated[
        Path | None, typer.Option(help="An app's manifest (YAML or JSON): its commands, scopes and events.")
    ] = None,
    app_name: Annotated[str, typer.Option(help="How the app is called.")] = "WhoKnows",
    http: Annotated[
        str | None, typer.Option(help="Deliver signed HTTP to this address instead of Socket Mode.")
    ] = None,
    page_size: Annotated[int | None, typer.Option(help="The most a page of a list may hold.")] = None,
    crowd: Annotated[int, typer.Option(help="So many more people than the eight.")] = 0,
    redeliver_after: Annotated[
        str, typer.Option(help="Seconds after which an unanswered event comes again, with commas.")
    ] = "0.5,60,300",
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON, for programs.")] = False,
) -> None:
    """Run a small Slack of made-up people on this computer, for any Slack app to connect to."""
    told = yaml.safe_load(manifest.read_text(encoding="utf-8")) if manifest else None
    deadlines = Deadlines(redeliver_after_seconds=tuple(float(pause) for pause in redeliver_after.split(",") if pause))
    clock = PracticeClock()
    practice = Practice(
        port=port,
        host=host,
        clock=clock,
        seed=with_crowd(default_seed(clock.now()), crowd),
        manifest=told,
        app_name=app_name,
        page_size=page_size,
        deadlines=deadlines,
    )
    try:
        asyncio.run(_serve(practice, http, as_json=as_json))
    except OSError as error:
        typer.echo(f"Port {port} is taken. Choose another one with --port. ({error})", err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        typer.echo("")


async def _serve(practice: Practice, http: str | None, *, as_json: bool) -> None:
    await practice.start()
    await practice.deliver_over(http)
    facts: Json = {
        "address": practice.address,
        "SLACK_API_URL": practice.api_url,
        "SLACK_BOT_TOKEN": practice.bot_token,
        "SLACK_APP_TOKEN": practice.app_token,
        "SLACK_SIGNING_SECRET": practice.signing_secret,
    }
    if as_json:
        print(json.dumps(facts), flush=True)
    else:
        print("A practice workspace with eight made-up people. Stop it with Ctrl+C.\n", flush=True)
        print(f"   Open  {practice.address}\n", flush=True)
        for name in list(facts)[1:]:
            print(f"{name}={facts[name]}", flush=True)
    try:
        await asyncio.Event().wait()
    finally:
        await practice.stop()


if __name__ == "__main__":
    typer.run(main)
