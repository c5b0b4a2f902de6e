"""One message as templates see it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup

from practice import dates, mrkdwn
from practice.drawn_surface import DrawnSurface
from practice.records import Json, Message, Person, StoredFile
from practice.world import World


@dataclass(frozen=True)
class Reaction:
    """One emoji under a message, with who put it there."""

    name: str
    count: int
    mine: bool
    people: str


@dataclass(frozen=True)
class DrawnFile:
    """A file under a message: a picture is shown, with what it shows in words; others are named."""

    address: str
    name: str
    title: str
    alt_text: str
    is_picture: bool


@dataclass(frozen=True)
class DrawnMessage:
    """A message as the page shows it; `day` is set on the first of each day."""

    dom: str
    ts: str
    author: Person
    name: str
    is_app: bool
    time: str
    moment: str
    iso: str
    day: str
    surface: DrawnSurface
    words: Markup
    only_for_me: bool
    edited: bool
    reactions: list[Reaction]
    replies: int
    last_reply: str
    attachments: list[Json]
    files: list[DrawnFile]


def moment_of(message: Message) -> datetime:
    """Return when a message was written, in UTC."""
    return datetime.fromtimestamp(float(message.ts), UTC)


def draw(world: World, message: Message, surface: DrawnSurface, *, is_new_day: bool) -> DrawnMessage:
    """Return a message for the reader of its surface."""
    reader = surface.reader
    there = moment_of(message).astimezone(reader.zone)
    author = world.people.get(message.user) or Person(message.user, message.user, message.user)
    replies = world.replies_to(message)
    is_app = message.user == world.app.bot_user_id
    return DrawnMessage(
        dom=message.ts.replace(".", "-"),
        ts=message.ts,
        author=author,
        name=message.username or author.real_name,
        is_app=is_app,
        time=f"{there:%H:%M}",
        moment=dates.moment_in_words(there, reader.zone),
        iso=there.isoformat(),
        day=_day_in_words(there, reader.now.astimezone(reader.zone)) if is_new_day else "",
        surface=surface,
        words=mrkdwn.to_html(message.text, reader, verbatim=True),
        only_for_me=message.only_for is not None,
        edited=message.edited and not is_app,
        reactions=[_reaction(name, ids, reader) for name, ids in message.reactions.items()],
        replies=len(replies),
        last_reply=f"{moment_of(replies[-1]).astimezone(reader.zone):%H:%M}" if replies else "",
        attachments=message.attachments,
        files=[_file(world.files[file_id]) for file_id in message.files if file_id in world.files],
    )


def _file(file: StoredFile) -> DrawnFile:
    is_picture = file.mimetype.startswith("image/")
    return DrawnFile(f"/files/{file.id}", file.name, file.title, file.alt_text, is_picture)


def _reaction(name: str, ids: list[str], reader: mrkdwn.Reader) -> Reaction:
    people = ", ".join(reader.people.get(person_id, person_id) for person_id in ids)
    return Reaction(name, len(ids), reader.person_id in ids, people)


def _day_in_words(there: datetime, now: datetime) -> str:
    near = {0: "Today", 1: "Yesterday", -1: "Tomorrow"}.get((now.date() - there.date()).days)
    full = f"{there:%A} {there.day} {there:%B}"
    return f"{near}, {full}" if near else full
