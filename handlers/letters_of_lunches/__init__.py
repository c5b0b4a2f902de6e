"""How deliveries about lunch-and-learns are written."""

from handlers.letter import Letter
from handlers.letters_of_lunches import hosts, sessions, wishes

LETTERS: dict[str, Letter] = {
    **hosts.LETTERS,
    **sessions.LETTERS,
    **wishes.LETTERS,
}
