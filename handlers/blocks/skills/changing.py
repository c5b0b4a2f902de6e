"""What only admins see: merging two names of one topic, renaming one, and taking that back."""

from collections.abc import Sequence

from bot.commands import here
from bot.skills import LONGEST_NAME, Change, Topic
from handlers.blocks.kit import (
    Block,
    Message,
    View,
    actions,
    bold,
    button,
    context,
    day,
    message,
    modal,
    plain,
    section,
    text_input,
)
from handlers.blocks.skills.topics import topic_menu
from models import ChangeKind

MERGE = "skills.merge"
RENAME = "skills.rename"
UNDO = "skills.undo"
MERGE_FORM = "skills.merge_form"
RENAME_FORM = "skills.rename_form"
MERGE_INSTEAD_FORM = "skills.merge_instead_form"

_NOTHING_IS_LOST = "People, questions and wishes go along, and old words still find it. You can undo it."


def tools(topic: Topic) -> list[Block]:
    """The buttons under a topic that only admins see."""
    if topic.skill_id is None:
        return []
    return [
        context("Only admins see these:"),
        actions(
            button(
                "Merge into another", MERGE, topic.skill_id, accessibility_label=f"Merge into another: {topic.name}"
            ),
            button("Rename", RENAME, topic.skill_id, accessibility_label=f"Rename {topic.name}"),
        ),
    ]


def merge_form(skill_id: int, name: str) -> View:
    """The form that makes a topic part of another."""
    return modal(
        "Merge topics",
        [
            section(f"{bold(name)} becomes part of another topic."),
            topic_menu("into", "Which one?", listed_only=True, has_focus=True),
            context(_NOTHING_IS_LOST),
        ],
        callback_id=MERGE_FORM,
        submit="Merge",
        close="Not now",
        private_metadata=str(skill_id),
    )


def rename_form(skill_id: int, name: str) -> View:
    """The form for another name of a topic; `names` is its field."""
    return modal(
        "Rename a topic",
        [
            text_input("names", "Its name", initial=name, longest=LONGEST_NAME, is_multiline=False, has_focus=True),
            context("Old words still find it. You can undo it."),
        ],
        callback_id=RENAME_FORM,
        submit="Rename",
        close="Not now",
        private_metadata=str(skill_id),
    )


def merge_instead(skill_id: int, name: str, other_id: int, other: str) -> View:
    """What an admin reads who wants to give a topic the name of another."""
    return modal(
        "Merge topics",
        [
            section(f"There is a topic called {bold(other)} already. {bold(name)} can become part of it."),
            context(_NOTHING_IS_LOST),
        ],
        callback_id=MERGE_INSTEAD_FORM,
        submit="Merge",
        close="Not now",
        private_metadata=f"{skill_id} {other_id}",
    )


def changed(change: Change) -> Message:
    """What an admin reads after a merge or a new name."""
    return message([section(_sentence(change)), context("Old words still find it."), actions(undo_button(change))])


def undo_button(change: Change) -> Block:
    """The button that takes a change back."""
    return button("Undo", UNDO, change.change_id, accessibility_label=f"Undo {change.old_name} to {change.name}")


def _sentence(change: Change) -> str:
    if change.kind is ChangeKind.MERGED:
        return f"{bold(change.old_name)} is part of {bold(change.name)} now."
    return f"{bold(change.old_name)} is called {bold(change.name)} now."


def undone(old_name: str, name: str) -> Message:
    """What an admin reads after taking a change back."""
    return message([section(f"Taken back. {bold(old_name)} is as it was before {bold(name)}.")])


def changes(changes: Sequence[Change], *, zone: str) -> Message:
    """The last changes of topics, for admins."""
    if not changes:
        return message(
            [section(f"No topic was merged or renamed yet. Look a topic up, like `{here('/skills kubernetes')}`.")]
        )
    return message([section("*The last changes of topics*"), *(_line(change, zone) for change in changes)])


def _line(change: Change, zone: str) -> Block:
    said = [_sentence(change).removesuffix("."), day(change.changed_at, zone)]
    if change.by:
        said.append(plain(change.by))
    if change.is_undone:
        said.append("taken back")
    return section(" · ".join(said), accessory=undo_button(change) if change.can_be_undone else None)
