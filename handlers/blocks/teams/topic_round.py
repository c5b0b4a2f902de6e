"""The topic round on a welcome: what its card shows of it, the form to join it, and what whoever joined reads."""

from collections.abc import Sequence

from bot.commands import here
from bot.teams import TopicInRound, TopicRound
from handlers.blocks.kit import (
    LIMITS,
    Block,
    Message,
    View,
    bold,
    button,
    channel_link,
    context,
    count,
    lines_that_fit,
    list_of_names,
    menu,
    message,
    modal,
    plain,
    radio_input,
    section,
)
from handlers.blocks.skills import topic_menu
from handlers.blocks.teams.buttons import JOIN, JOIN_FORM, ME_TOO
from models import Level, Team

# A message takes 3,000 letters in one part, and 4,000 in words together with what people wrote.
_LONGEST_ROUND = 1_500
_MOST_NAMES = 5
MOST_TOPICS_AT_ONCE = 10


def in_words(topic_round: TopicRound) -> Block:
    """The round as it stands on the card: how many people and topics, then who goes with which."""
    return section(f"{bold(_so_far(topic_round))}\n{_by_topic(topic_round)}")


def choices(team: Team, topic_round: TopicRound) -> list[Block]:
    """What everybody in the channel can press on the card."""
    pressed = [button("I can help with…", JOIN, team.id, primary=True)]
    topics = _shown(topic_round)
    if topics:
        pressed.append(menu(ME_TOO, "Me too", [(f"{team.id}:{topic.skill_id}", topic.name) for topic in topics]))
    return pressed


def _so_far(topic_round: TopicRound) -> str:
    if not topic_round.topics:
        return "What could you help with?"
    said = f"{count(topic_round.people, 'person', 'people')}, {count(len(topic_round.topics), 'topic', 'topics')}"
    return said[:1].upper() + said[1:]


def _by_topic(topic_round: TopicRound) -> str:
    lines = [_line(topic) for topic in topic_round.topics]
    shown = lines_that_fit(lines, _LONGEST_ROUND, most=len(_shown(topic_round)))
    return shown or "Nobody has named a topic yet. A word or two is enough."


def _shown(topic_round: TopicRound) -> list[TopicInRound]:
    """The topics that have room on the card; the form finds the others."""
    room, shown = _LONGEST_ROUND - len("\nand 100000 more"), 0
    for topic in topic_round.topics:
        room -= len(_line(topic)) + 1
        if room < 0:
            break
        shown += 1
    return topic_round.topics[: min(shown, LIMITS["select_options"])]


def _line(topic: TopicInRound) -> str:
    said = [_names(topic.helpers)] if topic.helpers else []
    if topic.learners:
        said.append(f"learning: {_names(topic.learners)}")
    return f"{bold(topic.name)} · {' · '.join(said)}"


def _names(names: Sequence[str]) -> str:
    return list_of_names([plain(name) for name in names], most=_MOST_NAMES)


def join_form(team: Team) -> View:
    """The form behind *I can help with…*."""
    return modal(
        "I can help with…",
        [
            topic_menu(
                "names",
                "What could you help with?",
                most=MOST_TOPICS_AT_ONCE,
                placeholder="Type a topic, or your own words",
                has_focus=True,
            ),
            radio_input(
                "level",
                "How far?",
                [
                    (Level.CAN_HELP.value, "I can help"),
                    (Level.CAN_TEACH.value, "I can teach it"),
                    (Level.LEARNING.value, "I'm learning it, so don't ask me yet"),
                ],
                initial=Level.CAN_HELP.value,
            ),
            context(
                f"Your name will stand beside it for everybody in #{plain(team.name)}, and it goes on your own list: "
                f"you may be asked about it. `{here('/skills')} remove` takes it off both."
            ),
        ],
        callback_id=JOIN_FORM,
        submit="Add my name",
        close="Not now",
        private_metadata=str(team.id),
    )


def joined(team: Team, names: Sequence[str], *, is_learning: bool = False) -> Message:
    """What somebody reads once their name stands in the round."""
    listed = list_of_names([bold(name) for name in names])
    follows = "You won't be asked about what you're learning." if is_learning else "You may be asked about it now."
    return message(
        [
            section(f"Your name stands in the round of {channel_link(team.channel_slack_id)} with {listed}. {follows}"),
            context(f"`{here('/skills')}` shows your list, `{here('/skills remove')}` takes a topic off both."),
        ]
    )
