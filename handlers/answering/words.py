"""The first word behind a command that chooses the function, such as "team" in /whoknows team."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.answering.answers import Answer, Handler, Visit
from handlers.answering.heard import Command
from handlers.answering.hearing import plain


def by_word(words: Mapping[str, Handler], otherwise: Handler) -> Handler:
    """A handler that hands a command on by its first word or words, which it takes away; `otherwise` gets the rest."""

    async def answer(command: Command, visit: Visit) -> Answer:
        typed = plain(command.text).strip()
        for word in sorted(words, key=len, reverse=True):
            if typed.casefold() == word or typed.casefold().startswith(f"{word} "):
                return await words[word](replace(command, text=_without(command.text, word)), visit)
        return await otherwise(command, visit)

    return answer


def _without(text: str, word: str) -> str:
    rest = text.strip()
    for _ in word.split():
        rest = rest.partition(" ")[2].lstrip()
    return rest
