"""Where one person can be in the practice workspace, and what that is called in an address."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from practice.records import Channel, Person
from practice.world import World

HOME = "home"
MESSAGES = "messages"
_SIGNS = {"channel": "#", "private": "🔒", "im": "", "mpim": "👥"}


@dataclass(frozen=True)
class Place:
    """Where a person looks: the App Home (which has no channel) or a channel, DM or group DM."""

    slug: str
    kind: str
    title: str
    sign: str = ""
    purpose: str = ""
    address: str = ""
    thread: str = ""
    channel: Channel | None = None

    @property
    def thread_query(self) -> str:
        """What keeps an open thread open when a form was sent."""
        return f"?thread={self.thread}" if self.thread else ""

    @property
    def message_label(self) -> str:
        """The words on the empty composer."""
        return f"Message {self.sign if self.sign == '#' else ''}{self.title}"

    @property
    def nothing(self) -> str:
        """What stands where no message is yet."""
        if self.kind == "app":
            return f"Messages from {self.title} arrive here."
        return "Nothing here yet. Say something."


@dataclass(frozen=True)
class Entry:
    """One line of the sidebar."""

    slug: str
    label: str
    sign: str = ""
    unread: int = 0
    current: bool = False
    person: Person | None = None


@dataclass
class Group:
    """One heading of the sidebar with its lines."""

    title: str
    entries: list[Entry] = field(default_factory=list)


def slug_of(world: World, channel: Channel) -> str:
    """Return what a channel is called in an address."""
    if channel.kind == "im" and world.app.bot_user_id in channel.members:
        return MESSAGES
    return channel.id if channel.is_conversation else channel.name


def find_place(world: World, person: Person, slug: str, base: str, thread: str = "") -> Place | None:
    """Return the place behind an address, or None where the person has none of that name."""
    address = f"{base}/{slug}"
    if slug == HOME:
        return Place(HOME, "home", world.app.name, address=address)
    for channel in [*world.places_for(person.id), *_begun(world, person, slug)]:
        if slug in (slug_of(world, channel), channel.id):
            kind = "app" if slug_of(world, channel) == MESSAGES else channel.kind
            title = world.title_of(channel, person.id)
            return Place(slug, kind, title, _SIGNS[channel.kind], channel.purpose, address, thread, channel)
    return None


def _begun(world: World, person: Person, slug: str) -> list[Channel]:
    """A DM that was opened and in which nobody has written yet stands in no sidebar."""
    channel = world.channels.get(slug)
    return [channel] if channel and channel.is_conversation and person.id in channel.members else []


def direct_with(world: World, person: Person, handle: str) -> str | None:
    """Return the name in an address of a person's DM with somebody else, opened when it is new."""
    other = next((one for one in world.people.values() if one.handle == handle and one.id != person.id), None)
    return slug_of(world, world.conversation_of([person.id, other.id])) if other else None


def sidebar(world: World, person: Person, current: str) -> list[Group]:
    """Return what stands in a person's sidebar: the app, their channels, their DMs."""
    apps = Group(world.app.name, [Entry(HOME, "Home", "app", current=current == HOME)])
    channels, direct = Group("Channels"), Group("Direct messages")
    for channel in world.places_for(person.id):
        slug = slug_of(world, channel)
        is_current = current in (slug, channel.id)
        unread = 0 if is_current else world.unread.get((person.id, channel.id), 0)
        if slug == MESSAGES:
            apps.entries.append(Entry(slug, "Messages", "app", unread, is_current))
            continue
        other = _other_person(world, channel, person) if channel.kind == "im" else None
        title = world.title_of(channel, person.id)
        group = direct if channel.is_conversation else channels
        group.entries.append(Entry(slug, title, _SIGNS[channel.kind], unread, is_current, other))
    return [group for group in (apps, channels, direct) if group.entries]


def _other_person(world: World, channel: Channel, person: Person) -> Person:
    return next((world.people[member] for member in channel.members if member != person.id), person)


def unread_of(world: World, person: Person) -> int:
    """Return how much waits unread for a person in all their places."""
    return sum(count for (reader, _), count in world.unread.items() if reader == person.id)


def local_address(world: World, person: Person, url: str, base: str) -> str | None:
    """Return where a link into this workspace leads on the page; None when it leads elsewhere.

    Knows permalinks (/archives/C…/p…), app_redirect and slack:// addresses.
    """
    parts = urlsplit(url)
    query: Mapping[str, list[str]] = parse_qs(parts.query)
    if parts.scheme == "slack" or parts.path.endswith("/app_redirect"):
        if parts.netloc == "app" or (query.get("app") and not query.get("channel")):
            tab = (query.get("tab") or [HOME])[0]
            return f"{base}/{MESSAGES if tab == MESSAGES else HOME}"
        channel_id = (query.get("channel") or query.get("id") or [""])[0]
        return _address(world, person, channel_id, base)
    words = parts.path.strip("/").split("/")
    if len(words) > 1 and words[0] == "archives":
        return _address(world, person, words[1], base, (query.get("thread_ts") or [""])[0])
    return None


def _address(world: World, person: Person, channel_id: str, base: str, thread: str = "") -> str | None:
    if channel_id in world.people and channel_id != person.id:
        return f"{base}/{slug_of(world, world.conversation_of([person.id, channel_id]))}"
    channel = world.channels.get(channel_id)
    if channel is None or not world.may_see(person.id, channel_id):
        return None
    return f"{base}/{slug_of(world, channel)}" + (f"?thread={thread}" if thread else "")
