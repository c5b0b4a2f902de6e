"""The names a workspace has for topics, and what a typed name may mean among them; pure functions of words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.skills.naming.index import Entry, Index, Said
from bot.skills.naming.likeness import Why, slips_allowed, spelling
from bot.skills.naming.sameness import same_key, without_accents
from bot.skills.naming.wording import CAMEL, FILLERS, LITTLE_WORDS, Wording, initials, letters_of, wording
from bot.words import stem

LEAST_SCORE = 40.0
OF_THE_WORKSPACE = 3.0
LITTLE = 0.8
PARTLY_NEAR = 0.8
SURE_ENOUGH = 84.0
LEAST_LEAD = 2.0
_ASKED = frozenset({Why.FORM, Why.SHORT, Why.SPELLING})


@dataclass(frozen=True)
class Proposal:
    """A topic that somebody may mean; `skill_id` is None while the workspace does not have it yet."""

    name: str
    skill_id: int | None
    why: Why


class Vocabulary:
    """All entries at hand, prepared for many look-ups; those of the workspace come before those of our lists."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._index = Index(list(entries))
        self.entries = self._index.entries

    def same(self, typed: str) -> Entry | None:
        """The entry by exactly this name or alias, however it is spaced, joined and dressed."""
        found = self._index.by_key.get(same_key(typed))
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
        for said in self._index.all_said:
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
        if apart.key in self._index.by_key:
            place, why = self._index.by_key[apart.key]
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
        for said in self._index.by_bare_key.get(without_accents(key), ()):
            yield said.place, 98 * said.worth, said.because(Why.SPELLING)
        for place, worth in self._index.by_short_form.get(same_key(typed.replace("&", " ")), ()):
            yield place, 88 * worth, Why.SHORT
        for short in initials(typed):
            if len(short) > 2 and short in self._index.by_key:
                yield self._index.by_key[short][0], 86, Why.SHORT
        # "Burning out" and burnout, "handing over" and handovers.
        if len(apart.words) > 1:
            for said in self._index.by_stem.get(stem("".join(apart.stems)), ()):
                yield said.place, 94 * said.worth, said.because(Why.FORM)
        if len(key) > 1:
            for near in self._index.keys:
                if near != key and near.startswith(key):
                    for said in self._index.said_by_key[near]:
                        yield said.place, (60 + 25 * len(key) / len(near)) * said.worth, said.because(Why.START)

    def _misspelt(self, apart: Wording) -> Iterable[tuple[int, float, Why]]:
        """What the name as a whole differs from by slips; two names of as many words are compared word by word."""
        key = apart.key
        # Whoever writes a word that a topic has meant that word.
        trust = 0.85 if key in self._index.words else 1.0
        near_keys = {} if len(key) < 5 else dict.fromkeys(self._index.by_letters.get(letters_of(key), ()), 0.9)
        allowed = slips_allowed(len(key))
        if allowed:
            for near, slips, _ in process.extract(
                key, self._index.keys, scorer=OSA.distance, score_cutoff=allowed, limit=20
            ):
                # Words written apart that belong together are a slip already.
                if 0 < slips <= (1 if len(apart.words) > 1 else slips_allowed(len(near))):
                    near_keys[near] = max(near_keys.get(near, 0.0), spelling(slips, key, near))
        for near, likeness in near_keys.items():
            for said in self._index.said_by_key[near]:
                if not len(apart.words) == len(said.taken_apart.words) > 1:
                    yield said.place, 100 * likeness * said.worth * trust, said.because(Why.SPELLING)

    def _by_words(self, typed: str, apart: Wording) -> Iterable[tuple[int, float, Why]]:
        """What shares words with the typed name, in any order and form: the mean of how much of either is covered."""
        yield from self._covering(apart.words)
        parted = wording(CAMEL.sub(" ", typed)).words
        if parted != apart.words:
            yield from self._covering(parted)
        if len(apart.words) > 1:
            yield from self._covering((apart.key,), is_joined=True)

    def _covering(self, words: Sequence[str], *, is_joined: bool = False) -> Iterable[tuple[int, float, Why]]:
        if not words:
            return
        typed_weights = [self._weight(word, typed=True) for word in words]
        total = sum(typed_weights)
        hits: dict[Said, dict[str, tuple[float, Why, int]]] = defaultdict(dict)
        for order, word in enumerate(words):
            for own, (likeness, why) in self._index.words.like(word).items():
                if is_joined and why is Why.SPELLING:
                    continue
                for said in self._index.by_word[own]:
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
                elif said.why is Why.NEAR:
                    score *= PARTLY_NEAR
            yield said.place, score * said.worth, said.because(why)

    def _weight(self, word: str, *, typed: bool = False) -> float:
        if word in LITTLE_WORDS or (typed and word in FILLERS):
            return LITTLE
        return self._index.weights.get(word, self._index.rarest)


_SUREST_LAST = [Why.PART, Why.START, Why.SPELLING, Why.SHORT, Why.FORM, Why.NAME]
