"""What the page of one person in one place shows, as plain facts for the templates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from practice import behind_the_scenes, dates, mrkdwn, places
from practice.drawn_message import DrawnMessage, draw, moment_of
from practice.drawn_surface import Directory, DrawnSurface
from practice.records import Json, Person, View

if TYPE_CHECKING:
    from practice.server import Practice

_SHOWN_AT_ONCE = 80


@dataclass(frozen=True)
class DrawnModal:
    """The modal on top of a person's stack."""

    id: str
    title: str
    submit: str
    close: str
    surface: DrawnSurface
    errors_elsewhere: str


@dataclass(frozen=True)
class Thread:
    """The thread that is open beside a place."""

    ts: str
    messages: list[DrawnMessage]


@dataclass(frozen=True)
class Somebody:
    """A person one can switch to."""

    person: Person
    address: str
    is_me: bool
    unread: int
    clock: str


class Looking:
    """One person looking at one place: everything a page shows depends on who that is."""

    def __init__(self, practice: "Practice", person: Person, mode: str) -> None:
        self.practice = practice
        self.world = practice.world
        self.person = person
        self.mode = mode
        self.base = f"/{mode}/{person.handle}"
        self.zone = ZoneInfo(person.tz)
        world = self.world
        self.reader = mrkdwn.Reader(
            person.id,
            self.zone,
            practice.clock.now(),
            {one.id: one.real_name for one in world.people.values()},
            {c.id: c.name for c in world.channels.values() if not c.is_conversation and world.may_see(person.id, c.id)},
            lambda channel_id: places.local_address(world, person, f"/archives/{channel_id}", self.base),
        )
        people = [(one.id, one.real_name) for one in world.people.values() if not one.deleted]
        mine = world.places_for(person.id)
        named = [(c.id, f"#{c.name}") for c in mine if not c.is_conversation]
        direct = [(c.id, world.title_of(c, person.id)) for c in mine if c.is_conversation]
        self.directory = Directory(people, named, [*named, *direct])

    def place(self, slug: str, thread: str = "") -> places.Place | None:
        """Return the place of that name, or None where this person has none."""
        return places.find_place(self.world, self.person, slug, self.base, thread)

    def surface(self, key: str, blocks: list[Json], view: View | None = None) -> DrawnSurface:
        """Return a surface ready for drawing."""
        values: Mapping[str, Mapping[str, Json]] = view.values if view else {}
        errors = view.errors if view else {}
        blocks = [self._with_local_links(block) for block in blocks]
        return DrawnSurface(
            key, blocks, reader=self.reader, directory=self.directory, base=self.base, values=values, errors=errors
        )

    def _with_local_links(self, block: Json) -> Json:
        """Buttons that lead into this workspace lead to its page."""
        elements = [self._local(element) for element in block.get("elements") or []]
        changed = {**block, "elements": elements} if elements else dict(block)
        if block.get("accessory"):
            changed["accessory"] = self._local(block["accessory"])
        return changed

    def _local(self, element: Json) -> Json:
        if not element.get("url"):
            return element
        inside = places.local_address(self.world, self.person, str(element["url"]), self.base)
        return {**element, "url": inside} if inside else element

    def messages(self, channel_id: str, thread: str | None = None) -> list[DrawnMessage]:
        """Return what this person sees of a place or thread."""
        drawn: list[DrawnMessage] = []
        day: date | None = None
        for message in self.world.messages_for(self.person.id, channel_id, thread):
            surface = self.surface(f"m|{message.channel_id}|{message.ts}", message.blocks)
            there = moment_of(message).astimezone(self.zone).date()
            drawn.append(draw(self.world, message, surface, is_new_day=there != day))
            day = there
        return drawn

    def modal(self) -> DrawnModal | None:
        """Return the modal on top, if one is open."""
        stack = self.world.modals.get(self.person.id)
        if not stack:
            return None
        view = stack[-1]
        has_input = any(block.get("type") == "input" for block in view.blocks)
        shown = {block.get("block_id") for block in view.blocks if block.get("type") == "input"}
        elsewhere = " ".join(text for block_id, text in view.errors.items() if block_id not in shown)
        return DrawnModal(
            id=view.id,
            title=view.title,
            submit=_plain(view.payload.get("submit")) or ("Submit" if has_input else ""),
            close=_plain(view.payload.get("close")) or "Cancel",
            surface=self.surface(f"v|{view.id}", view.blocks, view),
            errors_elsewhere=elsewhere,
        )

    def home(self) -> DrawnSurface | None:
        """Return the person's App Home, if the app published one."""
        view = self.world.homes.get(self.person.id)
        return self.surface(f"v|{view.id}", view.blocks, view) if view else None

    def people(self, slug: str) -> list[Somebody]:
        """Return everybody one can switch to, each in the same place where they have it."""
        somebody = []
        for person in self.world.people.values():
            if person.is_bot or person.deleted or person.is_stranger:
                continue
            base = f"/{self.mode}/{person.handle}"
            there = places.find_place(self.world, person, slug, base)
            zone = ZoneInfo(person.tz)
            somebody.append(
                Somebody(
                    person,
                    there.address if there else f"{base}/{places.HOME}",
                    person.id == self.person.id,
                    places.unread_of(self.world, person),
                    dates.clock_in_words(self.reader.now, zone).rpartition(" ")[2],
                )
            )
        return somebody

    def page(
        self, place: places.Place, *, types: str = "", everything: bool = False, behind: bool = False
    ) -> dict[str, object]:
        """Return all facts of the page: with all its messages if `everything`, with the last calls if `behind`."""
        world, practice = self.world, self.practice
        drawn = self.messages(place.channel.id) if place.channel else []
        hidden = 0 if everything else max(0, len(drawn) - _SHOWN_AT_ONCE)
        thread = None
        if place.channel and place.thread:
            thread = Thread(place.thread, self.messages(place.channel.id, place.thread))
        features = (practice.manifest or {}).get("features") or {}
        shortcuts = features.get("shortcuts") or []
        people = self.people(place.slug)
        return {
            "app": world.app,
            "app_handle": world.people[world.app.bot_user_id].handle,
            "me": self.person,
            "base": self.base,
            "framed": self.mode == "frame",
            "place": place,
            "revision": world.revision,
            "groups": places.sidebar(world, self.person, place.slug),
            "people": people,
            "other": next((one.person for one in people if not one.is_me), self.person),
            "drawn": drawn[hidden:],
            "earlier": hidden,
            "thread": thread if thread and thread.messages else None,
            "modal": self.modal(),
            "home": self.home(),
            "notices": list(world.notices.get(self.person.id, ())),
            "commands": features.get("slash_commands") or [],
            "global_shortcuts": [one for one in shortcuts if one.get("type") == "global"],
            "message_shortcuts": [one for one in shortcuts if one.get("type") == "message"],
            "clock": self.clock(),
            "connected": practice.is_connected,
            "types": types,
            "is_read_only": self.is_read_only(place),
            "steps": self._steps(),
            "calls": behind_the_scenes.calls(world) if behind else None,
            "findings": behind_the_scenes.findings(world),
        }

    def is_read_only(self, place: places.Place) -> bool:
        """Whether nothing can be written here: Slack shows no composer where an app wants to do the talking."""
        app_home = ((self.practice.manifest or {}).get("features") or {}).get("app_home") or {}
        return place.kind == "app" and bool(app_home.get("messages_tab_read_only_enabled"))

    def clock(self) -> dict[str, str]:
        """Return the agreed time in this person's zone, and the zone's name."""
        now, zone = self.reader.now, self.zone
        return {"words": dates.clock_in_words(now, zone), "zone": dates.zone_in_words(now, zone)}

    def _steps(self) -> list[dict[str, object]]:
        steps: list[dict[str, object]] = []
        found_next = False
        for number, step in enumerate(self.practice.rail):
            done = step.is_done(self.world.deeds)
            address = f"/take-me-there/{number}"
            steps.append(
                {"title": step.title, "hint": step.hint, "done": done, "address": address,
                 "is_next": not done and not found_next}
            )  # fmt: skip
            found_next = found_next or not done
        return steps


def _plain(text: Json | None) -> str:
    return str((text or {}).get("text") or "")
