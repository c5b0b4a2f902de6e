"""Before anybody is asked: the form, the preview of who may be asked, and what becomes of the draft."""

from datetime import datetime

from bot.asking import LONGEST_TEXT, Preview, PreviewPerson
from handlers.blocks.asking.buttons import ASK, CHANGE
from handlers.blocks.asking.choices import ASK_LEAD, NOMINATE, POST, WAIT, choices, near_topics
from handlers.blocks.asking.reasons import about_them
from handlers.blocks.kit import (
    Block,
    Message,
    View,
    actions,
    bold,
    button,
    context,
    count,
    message,
    modal,
    moment,
    quote,
    section,
    text_input,
)
from handlers.blocks.skills.wishing import WISH

FORM = "asking.form"
PREVIEW = "asking.preview"

_TITLE = "Ask people who know"


def form(
    *,
    text: str = "",
    question_id: int | None = None,
    about: int | None = None,
    from_private_place: bool = False,
    is_open: bool = False,
) -> View:
    """The form for a question: a new one, a draft, or with `is_open` one that people are being asked already.

    `about` is the skill that a new question is about, whatever its words are.
    """
    blocks: list[Block] = []
    if from_private_place:
        blocks.append(
            section(
                ":lock: These words come from a private place. Whoever is asked will see them, "
                "so take out what should stay there."
            )
        )
    blocks.append(
        text_input(
            "text",
            "What are you stuck on?",
            initial=text,
            hint="What did you try? What would solved look like?",
            longest=LONGEST_TEXT,
            has_focus=True,
        )
    )
    who_sees = (
        "Everybody who was asked will see the new words."
        if is_open
        else "Only the people asked will see your question."
    )
    blocks.append(context(f"{who_sees} Leave out customer data."))
    return modal(
        "Change your question" if is_open else _TITLE,
        blocks,
        callback_id=FORM,
        submit="Change it" if is_open else "See who can help",
        close="Not now",
        private_metadata=str(question_id or (f"about:{about}" if about else "")),
    )


def preview(preview: Preview, *, zone: str, is_public: bool = False) -> Message:
    """The question as understood and who may be asked, for the asker's eyes only.

    `is_public` is true for a question that was written where others read it too.
    """
    return message([*_understood(preview, zone, is_public=is_public), _what_next(preview)])


def preview_view(preview: Preview, *, zone: str) -> View:
    """The preview in a modal."""
    change = actions(button("Change", CHANGE, preview.question_id))
    return modal(
        _TITLE,
        [*_understood(preview, zone), change if preview.people else _what_next(preview)],
        callback_id=PREVIEW,
        submit="Ask" if preview.people else "",
        close="Not now" if preview.people else "Close",
        private_metadata=str(preview.question_id),
    )


def _what_next(preview: Preview) -> Block:
    if preview.people:
        ask = button("Ask", ASK, preview.question_id, primary=True)
        return actions(ask, button("Change", CHANGE, preview.question_id))
    lead = [ASK_LEAD] if preview.can_ask_lead else []
    # Waiting helps most where somebody fits and has no room this week.
    if preview.full_until:
        return choices(preview.question_id, [POST, WAIT, *lead, CHANGE], topic=preview.topic)
    wish = [WISH] if preview.unlisted else []
    order = [POST, *lead, *wish, CHANGE, WAIT, NOMINATE]
    return choices(preview.question_id, order, topic=preview.unlisted or preview.topic)


def _understood(preview: Preview, zone: str, *, is_public: bool = False) -> list[Block]:
    if not preview.people:
        return [
            section(_nobody(preview, zone)),
            quote(preview.text),
            *near_topics(preview.question_id, preview.near),
            context(_other_words(preview, is_public=is_public)),
        ]
    about = f", about {bold(preview.topic)} if I understand it right" if preview.topic else ""
    blocks = [
        section(f"Here is your question{about}. Nothing is sent yet."),
        quote(preview.text),
        section(
            "\n".join(["*Who may be asked*", *(_person(person, zone) for person in preview.people), *_others(preview)])
        ),
    ]
    first_back = _first_back(preview)
    if first_back is not None:
        blocks.append(
            section(
                f"Nobody here is at work right now. The first is back {moment(first_back, zone)}, "
                "and I ask people only while they work."
            )
        )
    who_sees = (
        "The people asked get your question as it stands here."
        if is_public
        else "Only the people asked will see your question."
    )
    blocks.append(context(f"{who_sees} Nobody is told who passed."))
    return blocks


def _person(person: PreviewPerson, zone: str) -> str:
    when = "at work now" if person.back_at is None else f"back {moment(person.back_at, zone)}"
    return " · ".join([f"• {bold(person.name)}", ", ".join(about_them(person.reasons)), when])


def _others(preview: Preview) -> list[str]:
    return [f"• and {count(preview.others, 'other', 'others')}"] if preview.others else []


def _first_back(preview: Preview) -> datetime | None:
    """When the first of the people is back, if none of them is at work."""
    backs = [person.back_at for person in preview.people if person.back_at is not None]
    return min(backs) if len(backs) == len(preview.people) and not preview.others else None


def _nobody(preview: Preview, zone: str) -> str:
    if preview.full_until is not None:
        who = f"Everybody who knows {bold(preview.topic)}" if preview.topic else "Everybody who could help"
        until = moment(preview.full_until, zone)
        return f"{who} has had all the asks they take in a week. They are full until {until}."
    if preview.topic:
        return f"Nobody I can ask about {bold(preview.topic)} is free right now. I've noted it, and nothing was sent."
    what = bold(preview.unlisted) if preview.unlisted else "this"
    return f"Nobody has listed {what} yet. I've noted it, and nothing was sent."


def _other_words(preview: Preview, *, is_public: bool) -> str:
    if preview.full_until is not None:
        return "Nothing was sent. I can wait and ask them then, or you can put it in other words."
    who_sees = "Nobody else sees this answer." if is_public else "Nobody else sees your question."
    return f"Other words for the same thing may find somebody. {who_sees}"


def asked() -> Message:
    """What the asker reads once the question is on its way."""
    return message([section(_ASKED), context(_WHO_PASSED)])


def asked_view() -> View:
    """The same in a modal."""
    return modal(_TITLE, [section(_ASKED), context(_WHO_PASSED)])


_ASKED = "Asked. The first yes opens a chat with the two of you. Follow it in Messages."
_WHO_PASSED = "Nobody is told who passed."


def nobody_now(question_id: int | None) -> Message:
    """What the asker reads when everybody in the preview has become busy since."""
    return message(_nobody_now(question_id))


def nobody_now_view(question_id: int | None) -> View:
    """The same in a modal."""
    return modal(_TITLE, _nobody_now(question_id))


def _nobody_now(question_id: int | None) -> list[Block]:
    return [
        section(
            "Everybody who could be asked got busy in the meantime. Nothing was sent, and your question is kept. "
            "Post it in a channel, wait until somebody is free, or put it in other words."
        ),
        *([choices(question_id, [POST, WAIT, CHANGE])] if question_id is not None else []),
    ]


def changed_view() -> View:
    """What the asker reads after changing a question that people are being asked."""
    return modal("Change your question", [section("Changed. Everybody who was asked sees the new words.")])
