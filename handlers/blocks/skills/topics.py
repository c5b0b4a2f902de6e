"""The menu of topics that is filled while somebody types, for every form that asks for a topic."""

from collections.abc import Sequence

from bot.skills import LONGEST_NAME, Proposal
from handlers.blocks.kit import LIMITS, Block, cut, option, typed_menu_input

TOPICS = "skills.topics"
LISTED_TOPICS = "skills.listed_topics"


def topic_menu(
    block_id: str,
    label: str,
    *,
    most: int | None = 1,
    initial: Sequence[str] = (),
    hint: str = "",
    placeholder: str = "Type a topic",
    has_focus: bool = False,
    is_optional: bool = False,
    listed_only: bool = False,
) -> Block:
    """A field for a topic, or for several unless `most` is 1; what is chosen are names, read with `text` or `chosen`.

    It offers what the workspace lists, then our starting topics, and last the typed words themselves as a new topic;
    with `listed_only` nothing but topics that the workspace has.
    """
    return typed_menu_input(
        block_id,
        label,
        LISTED_TOPICS if listed_only else TOPICS,
        most=most,
        initial=[(name, name) for name in initial],
        hint=hint,
        placeholder=placeholder,
        has_focus=has_focus,
        is_optional=is_optional,
    )


def topic_options(proposals: Sequence[Proposal], *, own_words: str = "") -> list[Block]:
    """What the menu offers: topics, and last the person's own words where no topic is called so."""
    options = [option(proposal.name, proposal.name) for proposal in proposals]
    known = {proposal.name.casefold() for proposal in proposals}
    if own_words and len(own_words) <= LONGEST_NAME and own_words.casefold() not in known:
        room = LIMITS["option_text"] - len("“” as a new topic")
        options = [
            *options[: LIMITS["select_options"] - 1],
            option(own_words, f"“{cut(own_words, room)}” as a new topic"),
        ]
    return options
