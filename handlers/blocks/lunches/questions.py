"""Questions in advance as people ask them, and as the hosts read them: without a name."""

from collections.abc import Sequence

from bot.lunches import LONGEST_QUESTION, MOST_QUESTIONS, OwnQuestions, WhoComes
from handlers.blocks.kit import (
    Block,
    View,
    actions,
    bold,
    button,
    context,
    count,
    divider,
    lines_that_fit,
    list_of_names,
    modal,
    plain,
    plain_section,
    section,
    text_input,
)
from handlers.blocks.lunches.names import QUESTION_FORM, TAKE_QUESTION_BACK
from models import Attendance, Member

_LONGEST_SECTION = 2900
_LONGEST_NAMES = 1000
# So that a form stays below Slack's 250,000 bytes, even where all was typed in emoji.
_MOST_IN_FORM = 6


def question_form(own: OwnQuestions) -> View:
    """The form to ask something, with what its reader asked before."""
    may_ask = len(own.questions) < MOST_QUESTIONS
    field = text_input(
        "question",
        "What would you like to hear about?",
        hint=f"Only {_hosts(own)} it, without your name.",
        longest=LONGEST_QUESTION,
    )
    full = context(f"That's {MOST_QUESTIONS} questions, which is the most. Take one back to ask another.")
    return modal(
        "Ask in advance",
        [section(f"For {bold(own.lunch.title)}"), *([field] if may_ask else [full]), *_asked(own)],
        callback_id=QUESTION_FORM,
        submit="Ask" if may_ask else "",
        close="Not now" if may_ask else "Close",
        private_metadata=str(own.lunch.id),
    )


def _hosts(own: OwnQuestions) -> str:
    names = list_of_names([host.name for host in own.hosts]) or "the host"
    return f"{names} read" if len(own.hosts) > 1 else f"{names} reads"


def question_asked_view(own: OwnQuestions) -> View:
    """What somebody reads who asked something, or took it back where nothing can be asked any more."""
    said = f"Noted for {bold(own.lunch.title)}. Only {plain(_hosts(own))} it, without your name."
    return modal("Ask in advance", [section(said), *_asked(own)])


def question_gone_view(own: OwnQuestions) -> View:
    """What somebody reads who took a question back."""
    return modal("Ask in advance", [section("Taken back: nobody reads it any more."), *_asked(own)])


def _asked(own: OwnQuestions) -> list[Block]:
    if not own.questions:
        return []
    blocks = [divider(), section("*You asked*")]
    for number, question in enumerate(own.questions, 1):
        spoken = f"Take it back, number {number}: {question.text}"
        take_back = button("Take it back", TAKE_QUESTION_BACK, question.id, accessibility_label=spoken)
        blocks += [plain_section(question.text), actions(take_back)]
    return blocks


def asked_in_advance(questions: Sequence[str], *, most_blocks: int) -> list[Block]:
    """All that was asked, for the hosts, in sections that are as full as Slack lets them be."""
    if not questions:
        return []
    asked = count(len(questions), "question", "questions")
    blocks = [section(f"*{asked[0].upper()}{asked[1:]} asked in advance*")]
    lines = [f"• {plain(question)}" for question in questions]
    while lines and len(blocks) < most_blocks:
        few = _that_fit(lines)
        blocks.append(section("\n".join(lines[:few])))
        lines = lines[few:]
    return [*blocks, context(f"and {len(lines)} more")] if lines else blocks


def _that_fit(lines: Sequence[str]) -> int:
    """How many lines from the first on one section holds; one at least."""
    length = 0
    for number, line in enumerate(lines):
        length += len(line) + 1
        if length > _LONGEST_SECTION:
            return max(number, 1)
    return len(lines)


def who_comes_view(found: WhoComes) -> View:
    """Who comes, for the hosts."""
    heads = {
        Attendance.IN: "In",
        Attendance.MAYBE: "Maybe",
        Attendance.WAITING: "Waiting for a seat, in this order",
        Attendance.RECORDING: "Would like the recording",
    }
    blocks = [section(bold(found.lunch.title))]
    for attendance, head in heads.items():
        if found.said[attendance]:
            blocks.append(section(f"*{head}* · {len(found.said[attendance])}\n{_names(found.said[attendance])}"))
    if len(blocks) == 1:
        blocks.append(section("Nobody has said anything yet. Its post is where people do."))
    if found.questions is not None:
        blocks += asked_in_advance(found.questions, most_blocks=_MOST_IN_FORM)
    return modal("Who comes", blocks)


def _names(members: Sequence[Member]) -> str:
    return lines_that_fit([plain(member.name) for member in members], _LONGEST_NAMES)
