"""What people helped with: past texts and who helped with them, found by the words that a new text shares with them."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.matching import weights
from bot.matching.columns import Column, Lists, Portion, ragged
from bot.matching.terms import Terms
from models import Subject

NO_SKILL = -1


class HelpedBy(NamedTuple):
    """Somebody who helped with a text, under which skill if any, when, and how much it weighs beside plain help."""

    person: int
    skill: int
    helped_on: float
    weight: float


class Helps(NamedTuple):
    """Many helps as columns of what `HelpedBy` says; `of_text` counts the texts from 0, rising."""

    of_text: NDArray[np.int64]
    person: NDArray[np.int64]
    skill: NDArray[np.int64]
    helped_on: NDArray[np.float64]
    weight: NDArray[np.float64]


class Mentions(NamedTuple):
    """Where the words of a text occur among past texts: one row per word and text, word by word.

    `words` counts the rows' words from 0; `seen` is in how many texts each word occurs, and `rarities` are of that.
    """

    words: NDArray[np.int64]
    documents: NDArray[np.int64]
    counts: NDArray[np.float64]
    seen: NDArray[np.int64]
    rarities: NDArray[np.float64]


class Evidence:
    """Past texts by their words, and who helped with each; people and skills are given by their places in the index.

    A text that changes is added anew and the old one is dead. `is_worn` says when too many are.
    """

    def __init__(self) -> None:
        self._terms: dict[int, int] = {}
        self._postings = Lists(np.int32, np.uint8)
        self._documents: dict[Subject, dict[int, int]] = {
            Subject.QUESTION: {},
            Subject.KUDOS: {},
            Subject.LESSON: {},
        }
        self.subjects = Column(np.int64)
        self.lengths = Column(np.float32)
        self.alive = Column(np.bool_)
        # Whether a text is of a lunch-and-learn that was held, and not of help.
        self._is_lesson = Column(np.bool_)
        self._first_help = Column(np.int32)
        self._helps = Column(np.int32)
        self.helper = Column(np.int32)
        self.help_skill = Column(np.int32)
        self.helped_on = Column(np.float32)
        self.help_weight = Column(np.float32)
        self.help_document = Column(np.int32)
        # Somebody who took a topic off their list is not asked for it any more, whatever they helped with.
        self.help_counts = Column(np.bool_)
        self._helps_of = Lists(np.int32)
        self.activity = Column(np.float64)
        self.lasting = Column(np.float64)
        self._to_fill: list[Portion] = []
        self.living = 0
        self.all_words = 0.0

    @property
    def bytes_held(self) -> int:
        """How much memory the columns take."""
        columns = (value for value in vars(self).values() if isinstance(value, Column | Lists))
        return sum(one.bytes_held for one in columns)

    @property
    def is_worn(self) -> bool:
        """Whether so many texts are dead that it pays to build the index anew."""
        return len(self.alive) > 2 * self.living + 10_000

    def open_person(self, count: int = 1) -> None:
        """Make room for what one person more helped with, or several."""
        self._helps_of.open(count)
        for column in (self.activity, self.lasting):
            column.add(np.zeros(count))

    def set_document(self, kind: Subject, subject_id: int, terms: Terms | None, helps: Sequence[HelpedBy]) -> set[int]:
        """Take these as the words of a text and as those who helped with it; nothing when it is gone.

        Gives the people whose helps are others now.
        """
        concerned = self._take_out(kind, subject_id)
        if terms is None or not helps:
            return concerned
        document = self.lengths.add([terms.length])
        self.alive.add([True])
        self._is_lesson.add([kind is Subject.LESSON])
        self.subjects.add([subject_id])
        self._documents[kind][subject_id] = document
        for number, count in zip(terms.numbers.tolist(), terms.counts.tolist(), strict=True):
            self._postings.add(self._term(number), document, count)
        first = self.helper.add([one.person for one in helps])
        self.help_skill.add([one.skill for one in helps])
        self.helped_on.add([one.helped_on for one in helps])
        self.help_weight.add([one.weight for one in helps])
        self.help_document.add([document] * len(helps))
        self.help_counts.add([False] * len(helps))
        self._first_help.add([first])
        self._helps.add([len(helps)])
        for number, one in enumerate(helps):
            self._helps_of.add(one.person, first + number)
        self.living += 1
        self.all_words += terms.length
        return concerned | {one.person for one in helps}

    def fill_texts(self, kind: Subject, subject_ids: NDArray[np.int64], terms: Sequence[Terms], helps: Helps) -> None:
        """Take many texts at once that are not known yet; their words and helpers are found after `fill_up`."""
        first = self.lengths.add([one.length for one in terms])
        documents = np.arange(first, first + len(terms), dtype=np.int32)
        self.alive.add(np.ones(len(terms), np.bool_))
        self._is_lesson.add(np.full(len(terms), kind is Subject.LESSON))
        self.subjects.add(subject_ids)
        self._documents[kind].update(zip(subject_ids.tolist(), documents.tolist(), strict=True))
        self.living += len(terms)
        self.all_words += float(self.lengths.values[first:].sum(dtype=np.float64))
        sizes = [len(one.numbers) for one in terms]
        counts = np.concatenate([one.counts for one in terms])
        mentions = Portion.of(np.concatenate([one.numbers for one in terms]), np.repeat(documents, sizes), counts)
        self._to_fill.append(mentions._replace(owners=self._places_of(mentions.owners)))
        first_help = self.helper.add(helps.person)
        self.help_skill.add(helps.skill)
        self.helped_on.add(helps.helped_on)
        self.help_weight.add(helps.weight)
        self.help_document.add(helps.of_text + first)
        self.help_counts.add(np.zeros(len(helps.person), np.bool_))
        each = np.bincount(helps.of_text, minlength=len(terms))
        self._helps.add(each)
        self._first_help.add(first_help + np.cumsum(each) - each)

    def fill_up(self, people: NDArray[np.int64], skills: NDArray[np.int64]) -> None:
        """End a filling, once it is known who (`people`) lists what (`skills`)."""
        self._postings.fill(self._to_fill)
        helper, skill = self.helper.values.astype(np.int64), self.help_skill.values.astype(np.int64)
        self._helps_of.fill([Portion.of(helper, np.arange(len(helper), dtype=np.int32))])
        most = max(int(skills.max(initial=0)), int(skill.max(initial=0))) + 1
        listed = np.sort(people * most + skills)
        counts = _are_in(listed, helper * most + skill) & (skill != NO_SKILL)
        counts |= (skill == NO_SKILL) & _are_in(np.unique(people), helper)
        self.help_counts.values[:] = counts
        who, weight = helper[counts], self.help_weight.values[counts]
        on = self.helped_on.values[counts].astype(np.float64)
        for column, half_life in ((self.activity, weights.ACTIVE_DAYS), (self.lasting, weights.TELLING_DAYS)):
            decayed = weight * np.exp2(on / half_life)
            column.values[:] = np.bincount(who, decayed, minlength=len(column))

    def count_helps(self, person: int, listed: NDArray[np.int32]) -> None:
        """Let those helps of a person count that they still list the skill of, any where no skill is known."""
        mine = self._helps_of.of(person)
        skills = self.help_skill.values[mine]
        counts = np.isin(skills, listed) | ((skills == NO_SKILL) & bool(len(listed)))
        counts &= self.alive.values[self.help_document.values[mine]]
        self.help_counts.values[mine] = counts
        on, weight = self.helped_on.values[mine][counts].astype(np.float64), self.help_weight.values[mine][counts]
        self.activity.values[person] = (weight * np.exp2(on / weights.ACTIVE_DAYS)).sum()
        self.lasting.values[person] = (weight * np.exp2(on / weights.TELLING_DAYS)).sum()

    def mentions(self, terms: Terms) -> tuple[Mentions, int]:
        """Where the words of a text occur, the rarest first, until enough was read; and how many words are unknown."""
        known = [place for place in map(self._terms.get, terms.numbers.tolist()) if place is not None]
        places = np.array(known, dtype=np.int64)
        lengths = self._postings.lengths[places] if len(places) else places
        # Of words that occur equally often the one with the smaller number comes first, however it came to be known.
        order = np.argsort(lengths, kind="stable")[: weights.WORDS_READ]
        within: NDArray[np.bool_] = np.cumsum(lengths[order], dtype=np.int64) <= weights.MENTIONS_READ
        within[:1] = True
        words, columns = self._postings.of_many(places[order][within])
        documents, counts = columns
        alive = self.alive.values[documents]
        words, documents, counts = words[alive], documents[alive].astype(np.int64), counts[alive].astype(np.float64)
        # A word that only dead texts have is as unknown as if they had never been.
        seen = np.bincount(words, minlength=int(within.sum())) if len(places) else np.zeros(0, np.int64)
        alone = int(np.count_nonzero(seen == 0))
        words, seen = (np.cumsum(seen > 0) - 1)[words], seen[seen > 0]
        rarities = np.log(1 + (self.living - seen + 0.5) / (seen + 0.5))
        return Mentions(words, documents, counts, seen, rarities), len(terms.numbers) - len(known) + alone

    def how_often(self, people: NDArray[np.int64]) -> NDArray[np.int32]:
        """With how many texts that are still known each of these people helped."""
        return self._helps_of.lengths[people]

    def helps_of_documents(self, documents: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The helps with these texts that count, and for each the order number of its text among those given."""
        counts = self._helps.values[documents].astype(np.int64)
        helps = ragged(self._first_help.values[documents].astype(np.int64), counts)
        of = np.repeat(np.arange(len(documents)), counts)
        does_count = self.help_counts.values[helps]
        return helps[does_count], of[does_count]

    def are_lessons(self, helps: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these helps were to hold a lunch-and-learn."""
        found: NDArray[np.bool_] = self._is_lesson.values[self.help_document.values[helps]]
        return found

    def _term(self, number: int) -> int:
        place = self._terms.get(number)
        if place is None:
            place = self._terms[number] = self._postings.open()
        return place

    def _places_of(self, numbers: NDArray[np.uint64]) -> NDArray[np.int32]:
        """Where these terms stand; new ones get a place."""
        known = numbers.tolist()
        new = [number for number in known if number not in self._terms]
        self._terms.update(zip(new, range(self._postings.open(len(new)), len(self._postings)), strict=True))
        return np.array(list(map(self._terms.__getitem__, known)), np.int32)

    def _take_out(self, kind: Subject, subject_id: int) -> set[int]:
        document = self._documents[kind].pop(subject_id, None)
        if document is None:
            return set()
        self.alive.values[document] = False
        self.living -= 1
        self.all_words -= float(self.lengths.values[document])
        first, count = int(self._first_help.values[document]), int(self._helps.values[document])
        self.help_counts.values[first : first + count] = False
        concerned = set(self.helper.values[first : first + count].tolist())
        for help_ in range(first, first + count):
            self._helps_of.remove(int(self.helper.values[help_]), help_)
        return concerned


def _are_in(rising: NDArray[np.int64], values: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which values are among numbers that rise; numpy's own `isin` would copy a million of them several times."""
    at = np.searchsorted(rising, values)
    found: NDArray[np.bool_] = np.zeros(len(values), np.bool_)
    inside = at < len(rising)
    found[inside] = rising[at[inside]] == values[inside]
    return found
