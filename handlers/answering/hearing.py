"""Hearing what Slack says: its payloads are read here and nowhere else."""

import html
import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field

from handlers.answering.heard import Command, Event, Press, Shortcut, Source, Submission, Suggestion

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
# What Slack writes for people, channels, groups, dates and links. All else in angle brackets was typed by the person;
# nobody documents whether Slack escapes that in a command.
_TOKEN = re.compile(
    r"<(?:(?P<sign>@(?=[UWB][A-Z0-9]+[|>])|#(?=[CDG][A-Z0-9]+[|>])"
    r"|!(?=(?:channel|here|everyone|group)[|>]|subteam\^|date\^))(?P<target>[^<>|]*)"
    r"|(?P<link>(?:[a-z][a-z0-9+.-]*://|mailto:)[^<>|\s]*))(?:\|(?P<label>[^<>]*))?>"
)

_REACTIONS = {"reaction_added", "reaction_removed"}

# What a person has just written: alone, with files, as /me, or in a thread and the channel at once. All other subtypes
# tell of edits, joins and the like.
_JUST_WRITTEN = {"", "file_share", "me_message", "thread_broadcast"}


def plain(text: str, names: Mapping[str, str] | None = None) -> str:
    """Slack's escaped text as the person typed it: mentions become names, so that none of them can ring again.

    `names` are by Slack id, for the text of messages: unlike that of commands it brings none.
    """
    known = names or {}

    def as_typed(match: re.Match[str]) -> str:
        sign, target, link, label = match["sign"], match["target"], match["link"], match["label"]
        if sign == "@":
            return f"@{label or known.get(match['target'], 'someone')}"
        if sign == "#":
            return f"#{label or 'a-private-channel'}"
        if sign == "!":
            return (label or "@" + target.split("^")[0]).replace("subteam", "group")
        return link if not label or label in link else f"{label} ({link})"

    return html.unescape(_TOKEN.sub(as_typed, text))


def mentioned(text: str) -> tuple[str, ...]:
    """The Slack ids of the people mentioned in a text, each once, in order."""
    return tuple(dict.fromkeys(_MENTION.findall(text)))


def without_mentions(text: str) -> str:
    """A slash command's text as typed, without the people mentioned in it."""
    return plain(re.sub(r"\s+", " ", _MENTION.sub("", text))).strip()


class _Body(BaseModel):
    """The parts of Slack's payloads that every kind shares; everything may be missing or null."""

    model_config = ConfigDict(extra="ignore")

    team: dict[str, Any] = Field(default_factory=dict)
    user: dict[str, Any] = Field(default_factory=dict)
    trigger_id: str | None = None
    response_url: str | None = None
    callback_id: str = ""
    action_ts: str = ""
    container: dict[str, Any] = Field(default_factory=dict)
    view: dict[str, Any] = Field(default_factory=dict)
    actions: list[dict[str, Any]] = Field(default_factory=list)
    message: dict[str, Any] = Field(default_factory=dict)
    channel: dict[str, Any] = Field(default_factory=dict)

    def source(self, key: str) -> Source:
        """Who and where, with the request's key."""
        team = self.team.get("id") or self.user.get("team_id")
        thread_ts = self.container.get("thread_ts")
        return Source(team, self.user.get("id"), key, self.trigger_id, self.response_url, thread_ts=thread_ts)


def _read(body: Mapping[str, Any]) -> _Body:
    return _Body.model_validate({name: value for name, value in body.items() if value is not None})


def _key(kind: str, identifier: str | None, person: str | None = None) -> str:
    # Without an identifier nobody can tell whether it is the same request again, so it is taken for a new one.
    return ":".join(part for part in (kind, identifier or uuid4().hex, person) if part)


def command(body: Mapping[str, Any]) -> Command:
    """Read a slash command."""
    text = str(body.get("text") or "")
    source = Source(
        body.get("team_id"),
        body.get("user_id"),
        _key("command", body.get("trigger_id"), body.get("user_id")),
        body.get("trigger_id"),
        body.get("response_url"),
    )
    channel_slack_id, channel_name = str(body.get("channel_id") or ""), str(body.get("channel_name") or "")
    return Command(source, str(body.get("command") or ""), text, mentioned(text), channel_slack_id, channel_name)


def press(body: Mapping[str, Any]) -> Press:
    """Read a press of a button, or a choice from a menu."""
    read = _read(body)
    action = read.actions[0]
    chosen = action.get("selected_option") or {}
    container = read.container
    is_view = container.get("type") == "view"
    place = str(read.view.get("type") or "modal") if is_view else "message"
    if container.get("is_ephemeral"):
        place = "ephemeral"
    # What somebody chose in confidence stands behind this sign: no key of a request may tell it.
    pressed = str(action.get("action_id")).split("=")[0]
    where = container.get("view_id") if is_view else f"{container.get('channel_id')}:{container.get('message_ts')}"
    return Press(
        source=read.source(f"press:{where}:{pressed}:{action.get('action_ts')}:{read.user.get('id')}"),
        name=str(action.get("action_id") or ""),
        value=str(action.get("value") or chosen.get("value") or ""),
        place=place,
        view_id=read.view.get("id"),
        view_hash=read.view.get("hash"),
        channel_slack_id=str(container.get("channel_id") or ""),
    )


def _value(element: Mapping[str, Any]) -> str | list[str]:
    if "selected_users" in element:
        return [str(user) for user in element["selected_users"] or []]
    if "selected_options" in element:
        return [str(option["value"]) for option in element["selected_options"] or []]
    for name in (
        "value",
        "selected_time",
        "selected_date",
        "selected_user",
        "selected_channel",
        "selected_conversation",
    ):
        if element.get(name) is not None:
            return str(element[name])
    option = element.get("selected_option") or {}
    return str(option.get("value") or "")


def submission(body: Mapping[str, Any]) -> Submission:
    """Read a form that was sent."""
    read = _read(body)
    state = (read.view.get("state") or {}).get("values") or {}
    inputs = [(block, element) for block, elements in state.items() for element in elements.values()]
    values = {block: _value(element) for block, element in inputs}
    people = [person for _, element in inputs for person in element.get("selected_users") or []]
    return Submission(
        source=read.source(f"view:{read.view.get('id')}:{read.view.get('hash')}"),
        name=str(read.view.get("callback_id") or ""),
        values={block: value for block, value in values.items() if value},
        metadata=str(read.view.get("private_metadata") or ""),
        mentioned=tuple(dict.fromkeys(people)),
        blocks=frozenset(state),
        typed="\n\n".join(str(element["value"]) for _, element in inputs if element.get("value")),
    )


def shortcut(body: Mapping[str, Any]) -> Shortcut:
    """Read a global or a message shortcut."""
    read = _read(body)
    channel = str(read.channel.get("id") or "")
    name = str(read.channel.get("name") or "")
    return Shortcut(
        source=read.source(_key("shortcut", read.trigger_id, read.user.get("id"))),
        name=read.callback_id,
        message_text=plain(str(read.message.get("text") or "")),
        author_slack_id=None if read.message.get("bot_id") else read.message.get("user"),
        from_private_place=bool(channel) and (not channel.startswith("C") or name in {"directmessage", "privategroup"}),
    )


def suggestion(body: Mapping[str, Any]) -> Suggestion:
    """Read what was typed so far into a menu."""
    read = _read(body)
    source = read.source(_key("suggestion", None))
    metadata = str(read.view.get("private_metadata") or "")
    return Suggestion(source, str(body.get("action_id") or ""), plain(str(body.get("value") or "")), metadata)


def event(body: Mapping[str, Any]) -> Event:
    """Read an event."""
    inner: Mapping[str, Any] = body.get("event") or {}
    authorizations = body.get("authorizations") or [{}]
    team, ours = authorizations[0].get("team_id") or body.get("team_id"), authorizations[0].get("user_id")
    item: Mapping[str, Any] = inner.get("item") or {}
    user, channel = inner.get("user"), inner.get("channel") or item.get("channel")
    described = user if isinstance(user, dict) else None
    of_channel = channel if isinstance(channel, dict) else {"id": channel or inner.get("old_channel_id")}
    source = Source(
        team,
        user if isinstance(user, str) else (described or {}).get("id"),
        _event_key(body, inner),
        channel_slack_id=of_channel.get("id"),
        thread_ts=inner.get("thread_ts"),
    )
    text = _without(str(inner.get("text") or ""), ours)
    return Event(
        source,
        _event_name(inner, ours),
        text=text,
        channel_slack_id=str(of_channel.get("id") or ""),
        channel_name=str(of_channel.get("name") or ""),
        new_channel_slack_id=str(inner.get("new_channel_id") or ""),
        user=described,
        happened_at=float(body.get("event_time") or 0.0),
        mentioned=mentioned(text),
        has_files=bool(inner.get("files")),
        takes_our_token=bool((inner.get("tokens") or {}).get("bot")),
        message_ts=str(item.get("ts") or ""),
    )


def _event_key(body: Mapping[str, Any], inner: Mapping[str, Any]) -> str:
    # Slack may tell of one message several times, each time as another event.
    if inner.get("type") in {"message", "app_mention"} and _is_just_written(inner):
        return _key("message", f"{inner.get('channel')}:{inner.get('ts')}" if inner.get("ts") else None)
    return _key("event", body.get("event_id"))


def _without(text: str, ours: Any) -> str:
    """A message without the mention of ourselves, and what sets it off from the rest."""
    if not ours:
        return text
    return (
        re.sub(rf"[ \t]*<@{re.escape(str(ours))}(?:\|[^>]*)?>(?:[:,](?=\s|$))?[ \t]*", " ", text).strip().rstrip(",;")
    )


def _event_name(inner: Mapping[str, Any], ours: Any) -> str:
    name = str(inner.get("type") or "")
    if name in _REACTIONS:
        # Slack tells of every reaction wherever we are; only raised hands on a message of ours mean something.
        is_raised_hands = str(inner.get("reaction") or "").partition("::")[0] == "raised_hands"
        return name if is_raised_hands and inner.get("item_user") in {None, ours} else "another_reaction"
    if name == "app_home_opened" and inner.get("tab") != "home":
        # Slack tells of each opened tab in this way, and Home alone has to be written.
        return "app_tab_opened"
    if name in {"message", "app_mention"} and not _is_just_written(inner):
        return "message_changed"
    return f"message.{inner.get('channel_type')}" if name == "message" else name


def _is_just_written(inner: Mapping[str, Any]) -> bool:
    # Bots, ourselves among them, have an id.
    return str(inner.get("subtype") or "") in _JUST_WRITTEN and not inner.get("bot_id")


def skill_id_in(metadata: str) -> int | None:
    """The topic a form for a new question was opened about, from its private_metadata; None for any."""
    word, _, number = metadata.partition(":")
    return int(number) if word == "about" and number.isdecimal() else None


def question_id_in(metadata: str) -> int | None:
    """The draft or open question a form concerns, from its private_metadata; None for a new one."""
    return int(metadata) if metadata.isdecimal() else None
