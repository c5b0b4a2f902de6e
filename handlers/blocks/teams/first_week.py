"""The lead's first-week list in Home: what has begun, and the one thing to do next."""

from collections.abc import Sequence

from bot.teams.first_week import PEOPLE_WITH_TOPICS, FirstWeek, Step
from handlers.blocks import kudos
from handlers.blocks.asking import buttons as asking
from handlers.blocks.kit import Block, actions, button, context, divider, header, plain, section
from handlers.blocks.teams.adoption import why_lost
from handlers.blocks.teams.buttons import JOIN, welcome_button

_DONE = {
    Step.WELCOME: "The welcome is posted",
    Step.TOPICS: f"{PEOPLE_WITH_TOPICS} people have topics",
    Step.ASK: "There was a first ask",
    Step.THANKS: "There were first thanks in public",
}
_NOT_YET = {
    Step.WELCOME: "The welcome isn't posted yet",
    Step.TOPICS: f"Fewer than {PEOPLE_WITH_TOPICS} people have topics",
    Step.ASK: "No ask yet",
    Step.THANKS: "No thanks in public yet",
}


def first_weeks(found: Sequence[FirstWeek]) -> list[Block]:
    """The lists of the teams somebody looks after, with a line under them."""
    blocks: list[Block] = []
    for one in found:
        name = " ".join(one.team.name.split())
        blocks += [header(f"First week of #{name}"), *_state(one)]
    return [*blocks, divider()] if blocks else []


def _state(first_week: FirstWeek) -> list[Block]:
    if first_week.team.lost_why is not None:
        return [section(why_lost(first_week.team))]
    lines = [_line(step, is_done=at is not None) for step, at in first_week.done_at.items()]
    next_step = first_week.next_step
    if next_step is None:
        return [section("\n".join(lines)), context("All of it has begun. This list goes by itself in a week.")]
    return [
        section("\n".join(lines)),
        actions(_button(first_week, next_step)),
        context("Only you and others who look after this team see it. It tells of nobody."),
    ]


def _line(step: Step, *, is_done: bool) -> str:
    return f":white_check_mark: {_DONE[step]}" if is_done else f":white_circle: {_NOT_YET[step]}"


def _button(first_week: FirstWeek, step: Step) -> Block:
    team = first_week.team
    match step:
        case Step.WELCOME:
            return welcome_button(team, primary=False)
        case Step.TOPICS:
            label = "Add a topic to the round"
            return button(label, JOIN, team.id, accessibility_label=f"{label} of {plain(team.name)}")
        case Step.ASK:
            return asking.start(label="Ask the first question")
        case Step.THANKS:
            return kudos.start("Say the first thanks")
