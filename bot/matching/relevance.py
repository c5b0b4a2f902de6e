"""How well a question fits what people listed and what they helped with; pure functions of words."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.matching.reasons import Reason
from bot.skills.naming import RunningText, Words, is_shaky
from bot.words import words_of
from models import Level

HALF_LIFE = timedelta(days=120)
LEAST_COVERAGE = 0.6
LEAST_LIKENESS = 0.15
LEAST_SHARED_WORDS = 2
NEAREST = 100
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Label:
    """Something somebody listed; `wordings` are its name and aliases."""

    member_id: int
    skill_id: int
    name: str
    level: Level
    wordings: tuple[str, ...]


@dataclass(frozen=True)
class PastHelp:
    """A question somebody helped with."""

    helper_id: int
    question_id: int
    text: str
    skill_name: str | None
    helped_at: datetime


@dataclass(frozen=True)
class Fit:
    """How relevant somebody is, in [0, 1], and the one or two reasons."""

    relevance: float
    reasons: tuple[Reason, ...]


def labels_in(text: str, labels: Iterable[Label], *, topic_id: int | None = None) -> dict[Label, float]:
    """The labels whose words the text has, each with its strength: coverage × log(1 + people / holders).

    Those of the skill `topic_id` count as if the text had all their words. The rarer a label, the more it says about
    its holders (routing notes: the measured best for a fresh registry).
    """
    labels = list(labels)
    people = len({label.member_id for label in labels})
    holders = Counter(label.skill_id for label in labels)
    coverages = _coverages(text, {label.skill_id: label.wordings for label in labels})
    if topic_id in coverages:
        coverages[topic_id] = 1.0
    return {
        label: coverages[label.skill_id] * math.log(1 + people / holders[label.skill_id])
        for label in labels
        if coverages[label.skill_id] >= LEAST_COVERAGE
    }


def mended(text: str, labels: Iterable[Label]) -> str:
    """A text with the words of labels for long words that are a slip away from them, as "kuberntes" is.

    For texts that name no label: short words are left alone, since most of them are other words rightly written.
    """
    own = Words(word for label in labels for name in label.wordings for word in name.casefold().split())
    return _LETTERS.sub(lambda word: own.misspelt(word.group().casefold()) or word.group(), text)


def _coverages(text: str, wordings: Mapping[int, tuple[str, ...]]) -> dict[int, float]:
    """By skill, how much of its best wording the text has; a wording of everyday words is named or it is not."""
    asked = set(words_of(text))
    told = RunningText(text)
    return {
        skill_id: max(
            (float(told.names(name) is not None) if is_shaky(name) else _coverage(name, asked)) for name in names
        )
        for skill_id, names in wordings.items()
    }


def _coverage(wording: str, asked: set[str]) -> float:
    own = set(words_of(wording))
    return len(own & asked) / len(own) if own else 0.0


def similar_helps(text: str, helps: Iterable[PastHelp], *, now: datetime) -> dict[int, list[tuple[PastHelp, float]]]:
    """Per helper the past questions like this text, each with likeness² × 2^(−age / 120 days)."""
    helps = list(helps)
    documents = {help_.question_id: set(words_of(help_.text)) for help_ in helps}
    seen_in = Counter(word for words in documents.values() for word in words)
    rarity = {word: math.log(1 + len(documents) / count) for word, count in seen_in.items()}
    asked = set(words_of(text))
    # A word that no past question has is as rare as can be: it makes the text less like all of them.
    asked_weight = sum(rarity.get(word, math.log(1 + len(documents))) for word in asked)
    near = []
    for help_ in helps:
        words = documents[help_.question_id]
        shared = sum(rarity[word] for word in words & asked)
        weight = math.sqrt(asked_weight * sum(rarity[word] for word in words))
        likeness = shared / weight if weight else 0.0
        if likeness >= LEAST_LIKENESS and len(words & asked) >= LEAST_SHARED_WORDS:
            age = max(now - help_.helped_at, timedelta())
            near.append((help_, likeness**2 * 2 ** (-age / HALF_LIFE)))
    near.sort(key=lambda pair: (-pair[1], pair[0].question_id))
    votes: dict[int, list[tuple[PastHelp, float]]] = defaultdict(list)
    for help_, vote in near[:NEAREST]:
        votes[help_.helper_id].append((help_, vote))
    return votes


def fits(strengths: Mapping[Label, float], votes: Mapping[int, list[tuple[PastHelp, float]]]) -> dict[int, Fit]:
    """Everybody with topical evidence for a text, by member id, from what `labels_in` and `similar_helps` found."""
    by_label: dict[int, float] = defaultdict(float)
    best: dict[int, Label] = {}
    for label, strength in strengths.items():
        worth = strength * (1.0 if label.level is Level.CAN_TEACH else 0.9)
        by_label[label.member_id] += worth
        if label.member_id not in best or strength > strengths[best[label.member_id]]:
            best[label.member_id] = label
    by_help = {helper_id: sum(vote for _, vote in found) for helper_id, found in votes.items()}
    most_label, most_help = max(by_label.values(), default=1.0), max(by_help.values(), default=1.0)
    found = {}
    for member_id in sorted(by_label.keys() | by_help.keys()):
        relevance = 0.6 * by_label.get(member_id, 0.0) / most_label + 0.4 * by_help.get(member_id, 0.0) / most_help
        found[member_id] = Fit(relevance, tuple(_reasons(best.get(member_id), votes.get(member_id, []))))
    return found


def _reasons(label: Label | None, helped: list[tuple[PastHelp, float]]) -> list[Reason]:
    reasons = []
    if label is not None:
        reasons.append(Reason("lists", topic=label.name, level=label.level.value))
    if helped:
        topics = Counter(help_.skill_name for help_, _ in helped if help_.skill_name)
        reasons.append(Reason("helped", topic=topics.most_common(1)[0][0] if topics else None, times=len(helped)))
    return reasons
