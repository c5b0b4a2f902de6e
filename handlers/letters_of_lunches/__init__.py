"""How deliveries about lunch-and-learns are written."""

from handlers.letter import Letter
from handlers.letters_of_lunches import sessions, wishes

LETTERS: dict[str, Letter] = {
    **sessions.LETTERS,
    **wishes.LETTERS,
}
