"""The pages of the practice workspace: every web address that people open, and what it shows."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from practice import behind_the_scenes, interact, live, page_deeds, places
from practice.drawing import Drawing, pretty_json
from practice.page_facts import Looking
from practice.records import Person

if TYPE_CHECKING:
    from practice.server import Practice

# A whole page, or one of the two frames of the side-by-side view.
_MODES = ("as", "frame")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
}


class Guarded:
    """Adds the headers that keep a page to itself, and refuses forms that come from other pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer 403."""
        request = Request(scope)
        sent_from = request.headers.get("sec-fetch-site", "same-origin")
        if request.method == "POST" and sent_from not in ("same-origin", "none"):
            await Response("This form was sent by another page.", 403)(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                message = {**message, "headers": [*message["headers"], *headers]}
            await send(message)

        await self._app(scope, receive, send_with_headers)


class Pages:
    """Answers the browser."""

    def __init__(self, practice: "Practice") -> None:
        self._practice = practice
        self._drawing = Drawing()
        # Events of opened tabs that are on their way to the app; the page does not wait for them.
        self._on_their_way: set[asyncio.Task[object]] = set()

    def _person(self, handle: str) -> Person:
        people = [one for one in self._practice.world.people.values() if not one.is_bot and not one.deleted]
        person = next((one for one in people if handle in (one.handle, one.id)), None)
        if person is None:
            raise HTTPException(404, f"Nobody here is called {handle}.")
        return person

    def _looking(self, request: Request) -> Looking:
        return Looking(self._practice, self._person(request.path_params["who"]), request.url.path.split("/")[1])

    async def front(self, _request: Request) -> Response:
        """Go to the first person's App Home."""
        people = (one for one in self._practice.world.people.values() if not one.is_bot)
        return RedirectResponse(f"/as/{next(people).handle}/{places.HOME}", 303)

    async def person(self, request: Request) -> Response:
        """Go to a person's App Home."""
        return RedirectResponse(f"{request.url.path.rstrip('/')}/{places.HOME}", 303)

    async def page(self, request: Request) -> Response:
        """Show a person one place."""
        looking = self._looking(request)
        query = request.query_params
        slug = request.path_params["place"]
        if slug.startswith("@"):
            direct = places.direct_with(looking.world, looking.person, slug.removeprefix("@"))
            return RedirectResponse(f"{looking.base}/{direct or places.HOME}", 303)
        place = looking.place(slug, query.get("thread", ""))
        if place is None:
            return RedirectResponse(f"{looking.base}/{places.HOME}", 303)
        world = looking.world
        if place.channel:
            world.mark_read(looking.person.id, place.channel.id)
        if place.kind in ("home", "app") and "x-patch" not in request.headers:
            self._opened(looking.person, "home" if place.kind == "home" else "messages")
        facts = looking.page(
            place, types=query.get("types", ""), everything="earlier" in query, behind="behind" in query
        )
        return HTMLResponse(self._drawing.page("page.html", skips=page_deeds.SKIPS, **facts))

    def _opened(self, person: Person, tab: str) -> None:
        task = asyncio.create_task(interact.open_home(self._practice, person.id, tab))
        self._on_their_way.add(task)
        task.add_done_callback(self._on_their_way.discard)

    async def deed(self, request: Request) -> Response:
        """Do what a sent form asks for, then show the page again."""
        looking = self._looking(request)
        place = looking.place(request.path_params["place"], request.query_params.get("thread", ""))
        deed = page_deeds.DEEDS.get(request.path_params["deed"])
        if place is None or deed is None:
            raise HTTPException(404, "There is nothing like that here.")
        async with request.form() as form:
            go = await deed(looking, place, form)
        if "x-patch" in request.headers:
            return Response(status_code=204, headers={"x-go": go} if go else {})
        return RedirectResponse(go or f"{place.address}{place.thread_query}", 303)

    async def options(self, request: Request) -> Response:
        """Return what a type-ahead field offers."""
        query = request.query_params
        looking = self._looking(request)
        try:
            found = await page_deeds.options(
                looking, query.get("surface", ""), query.get("do", ""), query.get("typed", "")
            )
        except LookupError:
            found = []
        return JSONResponse([{"value": value, "label": label, "more": more} for value, label, more in found])

    async def json_behind(self, request: Request) -> Response:
        """Return what one line behind the scenes stands for."""
        found = behind_the_scenes.json_of(self._practice.world, request.path_params["line"])
        words = "This is too old to be kept." if found is None else pretty_json(found)
        return PlainTextResponse(words)

    async def take_me_there(self, request: Request) -> Response:
        """Go where a step of the rail begins, with its words in the composer."""
        number = request.path_params["number"]
        if number >= len(self._practice.rail):
            raise HTTPException(404, "There is no such step.")
        step = self._practice.rail[number]
        person = self._person(step.person)
        slug = places.MESSAGES if step.place == "app" else step.place
        query = f"?{urlencode({'types': step.types})}" if step.types else ""
        return RedirectResponse(f"/as/{person.handle}/{slug}{query}", 303)

    async def side(self, request: Request) -> Response:
        """Show two people beside each other."""
        query = request.query_params
        world = self._practice.world
        people = [one for one in world.people.values() if not one.is_bot and not one.deleted]
        left = self._person(query.get("left") or people[0].handle)
        right = self._person(query.get("right") or people[-1].handle)
        looking = Looking(self._practice, left, "as")
        html = self._drawing.page(
            "side.html",
            people=people,
            left=left,
            right=right,
            left_place=query.get("left_place", places.MESSAGES),
            right_place=query.get("right_place", places.MESSAGES),
            clock=looking.clock(),
            skips=page_deeds.SKIPS,
            revision=world.revision,
        )
        return HTMLResponse(html)

    async def avatar(self, request: Request) -> Response:
        """Draw a person's initials on their colour."""
        person = self._practice.world.people.get(request.path_params["person_id"])
        if person is None:
            raise HTTPException(404, "Nobody has this picture.")
        return Response(self._drawing.page("avatar.svg", person=person), media_type="image/svg+xml")

    async def stream(self, request: Request) -> Response:
        """Say when something changed."""
        return live.stream(self._practice, request)


def routes(practice: "Practice") -> list[BaseRoute]:
    """Return every page of the workspace."""
    pages = Pages(practice)
    guard = [Middleware(Guarded)]
    shown: list[BaseRoute] = [
        Route("/", pages.front, middleware=guard),
        Route("/side", pages.side, middleware=guard),
        Route("/stream", pages.stream, middleware=guard),
        Route("/avatar/{person_id}.svg", pages.avatar, middleware=guard),
        Route("/take-me-there/{number:int}", pages.take_me_there, middleware=guard),
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
    ]
    for mode in _MODES:
        shown += [
            Route(f"/{mode}/{{who}}", pages.person, middleware=guard),
            Route(f"/{mode}/{{who}}/-/options", pages.options, middleware=guard),
            Route(f"/{mode}/{{who}}/-/json/{{line}}", pages.json_behind, middleware=guard),
            Route(f"/{mode}/{{who}}/{{place}}", pages.page, middleware=guard),
            Route(f"/{mode}/{{who}}/{{place}}/{{deed}}", pages.deed, methods=["POST"], middleware=guard),
        ]
    return shown
