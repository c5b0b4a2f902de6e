"""How deliveries about lunch-and-learns are written."""

from handlers.letter import Letter
from handlers.letters_of_lunches import hosts, preparation, series, sessions, wishes

LETTERS: dict[str, Letter] = {
    **hosts.LETTERS,
    **series.LETTERS,
    **sessions.LETTERS,
    **preparation.LETTERS,
    **wishes.LETTERS,
}
