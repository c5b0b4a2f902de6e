"""The names a workspace has for topics, and what a typed name may mean among them; pure functions of words."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.skills.naming.likeness import Why, Words, slips_allowed, spelling
from bot.skills.naming.sameness import same_key, without_accents
from bot.skills.naming.wording import CAMEL, FILLERS, LITTLE_WORDS, Wording, initials, letters_of, numeronyms, wording
from bot.skills.near_topics import NEAR_TOPICS
from bot.skills.starting_aliases import AMBIGUOUS
from models import Area

LEAST_SCORE = 40.0
OF_THE_WORKSPACE = 3.0
LITTLE = 0.8
SURE_ENOUGH = 84.0
LEAST_LEAD = 2.0
_ASKED = frozenset({Why.FORM, Why.SHORT, Why.SPELLING})


@dataclass(frozen=True)
class Proposal:
    """A topic that somebody may mean; `skill_id` is None while the workspace does not have it yet."""

    name: str
    skill_id: int | None
    why: Why


@dataclass(frozen=True)
class Entry:
    """A topic with all the words for it, its name first; `skill_id` is None for one of our own lists."""

    name: str
    skill_id: int | None
    area: Area | None
    wordings: tuple[str, ...]


@dataclass(frozen=True)
class _Said:
    """One wording of the entry at a place; what is said through it counts `worth` as much as through the name."""

    place: int
    taken_apart: Wording
    worth: float
    why: Why

    def because(self, why: Why) -> Why:
        """The cause for proposing the entry, when the wording was met by `why`."""
        return self.why if self.why in {Why.NEAR, Why.SHORT} else why


class Vocabulary:
    """All entries at hand, prepared for many look-ups; those of the workspace come before those of our lists."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self._by_key: dict[str, tuple[int, Why]] = {}
        for why, chosen in ((Why.NAME, slice(0, 1)), (Why.ALIAS, slice(1, None))):
            for place, entry in enumerate(self.entries):
                for name in entry.wordings[chosen]:
                    self._by_key.setdefault(same_key(name), (place, why))

    def same(self, typed: str) -> Entry | None:
        """The entry by exactly this name or alias, however it is spaced, joined and dressed."""
        found = self._by_key.get(same_key(typed))
        return None if found is None else self.entries[found[0]]

    def proposals(self, typed: str, *, at_most: int) -> list[Proposal]:
        """The entries that a typed name may mean, best first; the exact one leads."""
        return [proposal for proposal, _ in self.scored(typed)[:at_most]]

    def likely(self, typed: str) -> Proposal | None:
        """The one entry that a name most likely means which is no exact one; None when it is taken as it is."""
        found = self.scored(typed)[:2]
        if not found or found[0][1] < SURE_ENOUGH or found[0][0].why not in _ASKED:
            return None
        is_tie = len(found) > 1 and found[0][1] - found[1][1] < LEAST_LEAD
        return None if is_tie and found[0][0].why is Why.SHORT else found[0][0]

    def beginning_with(self, typed: str) -> list[Proposal]:
        """The entries with a word that begins like what was typed, those whose name begins so first."""
        key = same_key(typed)
        found: dict[int, tuple[int, Why]] = {}
        for said in self._all_said:
            apart = said.taken_apart
            if said.why is Why.NEAR or said.why is Why.SHORT:
                continue
            if apart.key.startswith(key):
                rank = 0 if said.why is Why.NAME else 1
            elif any(same_key(" ".join(apart.words[order:])).startswith(key) for order in range(1, len(apart.words))):
                rank = 2
            else:
                continue
            why = said.why if apart.key == key else Why.START
            found[said.place] = min(found.get(said.place, (3, why)), (-1 if apart.key == key else rank, why))
        ranked = sorted(found.items(), key=lambda item: (item[1][0], self.entries[item[0]].skill_id is None, item[0]))
        return [Proposal(self.entries[place].name, self.entries[place].skill_id, why) for place, (_, why) in ranked]

    def scored(self, typed: str) -> list[tuple[Proposal, float]]:
        """All entries that a typed name may mean, best first, each with a score up to 100."""
        best: dict[int, tuple[float, Why]] = {}
        apart = wording(typed)
        if apart.key in self._by_key:
            place, why = self._by_key[apart.key]
            best[place] = (100.0 + OF_THE_WORKSPACE, why)
        for place, score, why in (
            *self._whole(typed, apart),
            *self._misspelt(apart),
            *self._by_words(typed, apart),
        ):
            own = score + (OF_THE_WORKSPACE if self.entries[place].skill_id is not None else 0.0)
            if own >= LEAST_SCORE and (place not in best or own > best[place][0]):
                best[place] = (own, why)
        ranked = sorted(best.items(), key=lambda item: (-round(item[1][0], 3), item[0]))
        return [
            (Proposal(self.entries[place].name, self.entries[place].skill_id, why), score)
            for place, (score, why) in ranked
        ]

    def _whole(self, typed: str, apart: Wording) -> Iterable[tuple[int, float, Why]]:
        """What the name as a whole is like: another accent, initials or their opposite, a beginning."""
        key = apart.key
        for said in self._by_bare_key.get(without_accents(key), ()):
            yield said.place, 98 * said.worth, said.because(Why.SPELLING)
        for place, worth in self._by_short_form.get(same_key(typed.replace("&", " ")), ()):
            yield place, 88 * worth, Why.SHORT
        for short in initials(typed):
            if len(short) > 2 and short in self._by_key:
                yield self._by_key[short][0], 86, Why.SHORT
        if len(key) > 1:
            for near in self._keys:
                if near != key and near.startswith(key):
                    for said in self._said_by_key[near]:
                        yield said.place, (60 + 25 * len(key) / len(near)) * said.worth, said.because(Why.START)

    def _misspelt(self, apart: Wording) -> Iterable[tuple[int, float, Why]]:
        """What the name as a whole differs from by slips; two names of as many words are compared word by word."""
        key = apart.key
        # Whoever writes a word that a topic has meant that word.
        trust = 0.85 if key in self._words else 1.0
        near_keys = {} if len(key) < 5 else dict.fromkeys(self._by_letters.get(letters_of(key), ()), 0.9)
        allowed = slips_allowed(len(key))
        if allowed:
            for near, slips, _ in process.extract(key, self._keys, scorer=OSA.distance, score_cutoff=allowed, limit=20):
                if 0 < slips <= slips_allowed(len(near)):
                    near_keys[near] = max(near_keys.get(near, 0.0), spelling(slips, key, near))
        for near, likeness in near_keys.items():
            for said in self._said_by_key[near]:
                if not len(apart.words) == len(said.taken_apart.words) > 1:
                    yield said.place, 100 * likeness * said.worth * trust, said.because(Why.SPELLING)

    def _by_words(self, typed: str, apart: Wording) -> Iterable[tuple[int, float, Why]]:
        """What shares words with the typed name, in any order and form: the mean of how much of either is covered."""
        for words in {apart.words, (apart.key,), wording(CAMEL.sub(" ", typed)).words} - {()}:
            yield from self._covering(words)

    def _covering(self, words: Sequence[str]) -> Iterable[tuple[int, float, Why]]:
        typed_weights = [self._weight(word, typed=True) for word in words]
        total = sum(typed_weights)
        hits: dict[_Said, dict[str, tuple[float, Why, int]]] = defaultdict(dict)
        for order, word in enumerate(words):
            for own, (likeness, why) in self._words.like(word).items():
                for said in self._by_word[own]:
                    if own not in hits[said] or likeness > hits[said][own][0]:
                        hits[said][own] = (likeness, why, order)
        for said, matched in hits.items():
            by_order: dict[int, float] = {}
            for likeness, _, order in matched.values():
                by_order[order] = max(by_order.get(order, 0.0), likeness)
            of_typed = sum(typed_weights[order] * likeness for order, likeness in by_order.items()) / total
            own_words = set(said.taken_apart.words)
            of_own = sum(self._weight(own) * matched[own][0] for own in matched) / sum(map(self._weight, own_words))
            score = 97 * (of_typed + of_own) / 2
            if len(matched) == len(own_words) and len(by_order) == len(words):
                why = min((why for _, why, _ in matched.values()), key=_SUREST_LAST.index)
                # The same words in the same order are likelier meant than in another one.
                in_order = [matched[own][2] for own in said.taken_apart.words]
                score -= 0.0 if in_order == sorted(in_order) else 1.0
                why = Why.FORM if why is Why.NAME else why
            else:
                # Of two words, the first says more often what it is about: "python scripting".
                score -= 0.5 * min(by_order)
                why = Why.PART
                if of_typed == 1:
                    score, why = 78 + 5 * of_own, Why.START
            yield said.place, score * said.worth, said.because(why)

    def _weight(self, word: str, *, typed: bool = False) -> float:
        if word in LITTLE_WORDS or (typed and word in FILLERS):
            return LITTLE
        return self._weights.get(word, self._rarest)

    @cached_property
    def _all_said(self) -> list[_Said]:
        said = []
        for place, entry in enumerate(self.entries):
            for order, name in enumerate(entry.wordings):
                said.append(_Said(place, wording(name), 1.0, Why.ALIAS if order else Why.NAME))
        for nearby, why in ((NEAR_TOPICS, Why.NEAR), (AMBIGUOUS, Why.SHORT)):
            for first, names in nearby.items():
                for order, name in enumerate(names):
                    found = self._by_key.get(same_key(name))
                    if found is not None:
                        said.append(_Said(found[0], wording(first), 0.92 - 0.05 * order, why))
        return said

    @cached_property
    def _said_by_key(self) -> dict[str, list[_Said]]:
        by_key: dict[str, list[_Said]] = defaultdict(list)
        for said in self._all_said:
            by_key[said.taken_apart.key].append(said)
        return by_key

    @cached_property
    def _keys(self) -> list[str]:
        return list(self._said_by_key)

    @cached_property
    def _by_bare_key(self) -> dict[str, list[_Said]]:
        by_key: dict[str, list[_Said]] = defaultdict(list)
        for key, said in self._said_by_key.items():
            by_key[without_accents(key)].extend(said)
        return by_key

    @cached_property
    def _by_letters(self) -> dict[str, list[str]]:
        by_letters: dict[str, list[str]] = defaultdict(list)
        for key in self._keys:
            by_letters[letters_of(key)].append(key)
        return by_letters

    @cached_property
    def _by_short_form(self) -> dict[str, list[tuple[int, float]]]:
        by_form: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, entry in enumerate(self.entries):
            for order, name in enumerate(entry.wordings):
                for form in initials(name) | numeronyms(name):
                    by_form[form].append((place, 0.95 if order else 1.0))
        return by_form

    @cached_property
    def _by_word(self) -> dict[str, list[_Said]]:
        by_word: dict[str, list[_Said]] = defaultdict(list)
        for said in self._all_said:
            for word in set(said.taken_apart.words):
                by_word[word].append(said)
        return by_word

    @cached_property
    def _words(self) -> Words:
        return Words(self._by_word)

    @cached_property
    def _weights(self) -> dict[str, float]:
        count = len(self.entries)
        return {word: math.log(1 + count / len({one.place for one in said})) for word, said in self._by_word.items()}

    @cached_property
    def _rarest(self) -> float:
        return math.log(1 + len(self.entries))


_SUREST_LAST = [Why.PART, Why.START, Why.SPELLING, Why.SHORT, Why.FORM, Why.NAME]
