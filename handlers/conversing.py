"""What people write to WhoKnows, in its direct messages or with @WhoKnows: a question, a greeting, a thank-you."""

import re

from bot import asking, people
from handlers.answering.answers import HELP_WORDS, Answer, Visit
from handlers.answering.heard import Event
from handlers.answering.hearing import plain
from handlers.blocks import asking as asking_blocks
from handlers.blocks import conversing as blocks
from handlers.blocks import people as people_blocks
from handlers.blocks.kit import Message

_GREETINGS = frozenset(
    "hi|hi all|hi there|hiya|hello|hello there|hey|hey there|howdy|yo|morning|good morning|good afternoon|good evening|"
    "hallo|hola|ciao|salut|bonjour|moin|hej|start|test|ping|"
    "what can you do|who are you|what is this|how does this work|how do you work".split("|")
)
_THANKS = frozenset(
    "thanks|thank you|thank u|thx|ty|cheers|thanks a lot|many thanks|thank you very much|thank you so much|ok thanks|"
    "great thanks|merci|danke|gracias|grazie|tak|ok|okay|great|cool|nice|perfect|bye|goodbye|see you|good night".split(
        "|"
    )
)
_COMMANDS = frozenset({"askexpert", "skills", "kudos", "lunchandlearn", "whoknows"})
_NO_WORD = re.compile(r":[a-z0-9_+'-]+:|[^\w\s?]+")


async def heard_in_private(event: Event, visit: Visit) -> Answer:
    """Something written in the direct messages with WhoKnows."""
    return await _answer(event, visit, is_public=False)


async def heard_by_name(event: Event, visit: Visit) -> Answer:
    """Something written with @WhoKnows in a channel or a thread."""
    return await _answer(event, visit, is_public=True)


async def _answer(event: Event, visit: Visit, *, is_public: bool) -> Answer:
    people.require_full_member(visit.by)
    text = plain(event.text, {slack_id: member.name for slack_id, member in visit.named.items()}).strip()
    if not text and event.has_files and not is_public:
        return Answer()
    small_talk = _small_talk(text)
    if small_talk is not None:
        return Answer(message=small_talk)
    preview = await asking.draft(visit.session, visit.by, text, now=visit.now)
    message = asking_blocks.preview(preview, zone=visit.by.zone, is_public=is_public)
    return Answer(message=blocks.without_files(message) if event.has_files else message)


def _small_talk(text: str) -> Message | None:
    """The answer to what is no question: a greeting, a thank-you, a word for help or a command without its slash."""
    words = " ".join(_NO_WORD.sub(" ", text.casefold()).split())
    words = words.rstrip(" ?") or words
    if not words or words in _GREETINGS:
        return people_blocks.welcome()
    if words in HELP_WORDS:
        return people_blocks.help_for("/whoknows")
    if words in _COMMANDS:
        return people_blocks.help_for(f"/{words}")
    return blocks.you_are_welcome() if words in _THANKS else None
