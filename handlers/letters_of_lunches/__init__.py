"""How deliveries about lunch-and-learns are written."""

from handlers.letter import Letter
from handlers.letters_of_lunches import preparation, series, sessions, wishes

LETTERS: dict[str, Letter] = {
    **series.LETTERS,
    **sessions.LETTERS,
    **preparation.LETTERS,
    **wishes.LETTERS,
}
