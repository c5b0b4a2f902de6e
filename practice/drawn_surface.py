"""One surface as templates see it: its blocks, what was chosen in them, and who reads them."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from practice import forms
from practice.mrkdwn import Reader
from practice.records import Json
from practice.surfaces import full_state, options_in

_NATIVE_LIST_UP_TO = 15


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen: what the form sends, and what people read."""

    value: str
    label: str
    chosen: bool = False
    option: Json = field(default_factory=dict)


@dataclass(frozen=True)
class Choices:
    """A group of choices; the name is empty where the app made no groups."""

    name: str
    members: list[Choice]


@dataclass(frozen=True)
class Directory:
    """Who and what can be picked in the selects that Slack itself fills: pairs of id and name."""

    people: Sequence[tuple[str, str]] = ()
    channels: Sequence[tuple[str, str]] = ()
    conversations: Sequence[tuple[str, str]] = ()

    def of(self, kind: str) -> Sequence[tuple[str, str]]:
        """Return the list that a kind of select offers; empty where the app brings its own."""
        name = kind.removeprefix("multi_").removesuffix("_select")
        return {"users": self.people, "channels": self.channels, "conversations": self.conversations}.get(name, ())


class DrawnSurface:
    """A message, modal or App Home; `key` is how forms name it, like 'm|C1|1795424400.000100' or 'v|V1'."""

    def __init__(
        self,
        key: str,
        blocks: Sequence[Json],
        *,
        reader: Reader,
        directory: Directory,
        base: str,
        values: Mapping[str, Mapping[str, Json]] | None = None,
        errors: Mapping[str, str] | None = None,
    ) -> None:
        self.key = key
        self.blocks = blocks
        self.reader = reader
        self.directory = directory
        self.base = base
        self.values = full_state(blocks, values or {})
        self.errors = errors or {}

    def dom(self, block: Json, element: Json) -> str:
        """Return an id for the page that stays the same as long as the element does."""
        return f"e{zlib.crc32(f'{self.key}|{forms.key_of(block, element)}'.encode()):08x}"

    def name(self, block: Json, element: Json) -> str:
        """Return the element's field name."""
        return forms.field_name(block, element)

    def do(self, block: Json, element: Json, number: int | None = None) -> str:
        """Return what the form sends when the element, or its option of that number, is pressed."""
        key = forms.key_of(block, element)
        return key if number is None else f"{key}|{number}"

    def fires(self, block: Json, element: Json) -> bool:
        """Whether a change of the element is sent to the app at once."""
        return forms.fires(block, element)

    def value(self, block: Json, element: Json) -> Json:
        """Return what the element holds now, as in `state.values`."""
        return self.values.get(block.get("block_id", ""), {}).get(element.get("action_id", ""), {})

    def text(self, block: Json, element: Json) -> str:
        """Return what a text or picker field shows now."""
        value = self.value(block, element)
        if value.get("selected_date_time"):
            return forms.local_time(int(value["selected_date_time"]), self.reader.zone)
        if value.get("rich_text_value"):
            return _words_of(value["rich_text_value"])
        return str(value.get("value") or value.get("selected_date") or value.get("selected_time") or "")

    def choices(self, block: Json, element: Json) -> list[Choices]:
        """Return what can be chosen, with what is chosen now marked."""
        kind = str(element.get("type"))
        now = self._chosen(block, element)
        if self.directory.of(kind):
            names = self.directory.of(kind)
            return [Choices("", [Choice(value, label, value in now) for value, label in names])]
        groups = [(str(group["label"]["text"]), group["options"]) for group in element.get("option_groups") or []]
        return [
            Choices(name, [_choice(option, kind, now) for option in options])
            for name, options in groups or [("", element.get("options") or [])]
        ]

    def picked(self, block: Json, element: Json) -> list[Choice]:
        """Return what is chosen now, for a field with type-ahead."""
        kind = str(element.get("type"))
        if "external" in kind:
            value = self.value(block, element)
            options = value.get("selected_options") or [value.get("selected_option")]
            return [_choice(option, kind, set()) for option in options if option]
        return [choice for group in self.choices(block, element) for choice in group.members if choice.chosen]

    def typed_ahead(self, element: Json) -> bool:
        """Whether the list is too long, or known to the app alone, and is therefore searched by typing."""
        kind = str(element.get("type"))
        return "external" in kind or len(self.directory.of(kind) or options_in(element)) > _NATIVE_LIST_UP_TO

    def _chosen(self, block: Json, element: Json) -> set[str]:
        chosen: set[str] = set()
        for key, content in self.value(block, element).items():
            if key.startswith("selected") and content:
                for one in content if isinstance(content, list) else [content]:
                    chosen.add(str(one.get("value", "")) if isinstance(one, dict) else str(one))
        return chosen


def _choice(option: Json, kind: str, now: set[str]) -> Choice:
    label = str((option.get("text") or {}).get("text", ""))
    return Choice(forms.option_value(option, kind), label, str(option.get("value", "")) in now, option)


def _words_of(rich_text: Json) -> str:
    sections = rich_text.get("elements") or []
    return "\n".join("".join(str(leaf.get("text", "")) for leaf in s.get("elements") or []) for s in sections)
