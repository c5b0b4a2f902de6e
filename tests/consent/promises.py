"""What must hold of everything that was seen: no expertise before a yes, no offer without one, no word of a no."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from models import Expertise, Level, Nomination, Offer, OfferState, OpenCard, Question, Skill
from tests.consent.cast import NAMES, TOPICS, is_about, names_in
from tests.consent.wandering import Wandering
from tests.sights import Sight

A_NO = r"(passed on|has passed|declined|said no|said not|not this time|not now|refused|turned (it|this) down|rejected)"
# The words of the one who thanks are theirs, and public where the receiver likes that.
QUOTES_THANKS = frozenset({"shoutout", "kind_words", "kudos_reported"})
# Where an asker is named to those who were asked, with the question in the asker's own words.
TOLD_TO_THE_ASKED = frozenset({"offer", "chat_card", "lead_asked"})


@dataclass
class Known:
    """What is true by now: who said yes to which topic, who said yes to which question, who asked it."""

    yes: set[tuple[str, str]] = field(default_factory=set)
    helps: dict[int, set[str]] = field(default_factory=dict)
    askers: dict[int, str] = field(default_factory=dict)
    question_of_offer: dict[int, int] = field(default_factory=dict)
    nominees: dict[int, str] = field(default_factory=dict)
    offers_looked_at: set[int] = field(default_factory=set)

    async def learn(self, session: AsyncSession, wandering: Wandering) -> list[str]:
        """Take in what the last step changed; gives the offers that nobody's yes allowed, in words."""
        workspace_id = wandering.workspace.id
        self.yes = {(name, topic) for name, topic in self.yes if name not in wandering.forgot_their_yes}
        wandering.forgot_their_yes.clear()
        listed = (
            await session.execute(
                select(Expertise.member_id, Skill.name, Expertise.level)
                .join(Skill, Skill.id == Expertise.skill_id)
                .where(Expertise.workspace_id == workspace_id)
            )
        ).all()
        willing = {member_id for member_id, _, level in listed if level is not Level.LEARNING}
        self.yes |= {(wandering.names[member_id], topic.casefold()) for member_id, topic, _ in listed}
        for question_id, asker_id in await session.execute(
            select(Question.id, Question.asker_id).where(Question.workspace_id == workspace_id)
        ):
            self.askers[question_id] = wandering.names[asker_id]
        for nomination_id, nominee_id in await session.execute(
            select(Nomination.id, Nomination.nominee_id).where(Nomination.workspace_id == workspace_id)
        ):
            self.nominees[nomination_id] = wandering.names[nominee_id]
        posted = set(await session.scalars(select(OpenCard.question_id).where(OpenCard.workspace_id == workspace_id)))
        wrong = []
        for offer in await session.scalars(select(Offer).where(Offer.workspace_id == workspace_id)):
            self.question_of_offer[offer.id] = offer.question_id
            if offer.state in {OfferState.ACCEPTED, OfferState.STEPPED_BACK}:
                self.helps.setdefault(offer.question_id, set()).add(wandering.names[offer.member_id])
            if offer.id not in self.offers_looked_at:
                self.offers_looked_at.add(offer.id)
                if offer.member_id not in willing and offer.question_id not in posted:
                    wrong.append(f"{wandering.names[offer.member_id]} was asked without a yes")
        return wrong


def breaches(sight: Sight, known: Known) -> Iterator[str]:
    """What a sight shows that its readers may not see, in words."""
    for text in _parts(sight):
        others = names_in(text) - (sight.readers or frozenset() if sight.readers and len(sight.readers) == 1 else set())
        for name in sorted(others):
            if is_about(text, name) and not _may_be_linked(name, sight, known):
                yield f"{sight.kind} links {name} to {TOPICS[name]} before a yes: {text[:200]!r}"
            if re.search(rf"\b{name}\b[^.\n]{{0,60}}\b{A_NO}\b", text, re.IGNORECASE):
                yield f"{sight.kind} tells of a no of {name}: {text[:200]!r}"
        if sight.kind == "asker_card":
            allowed = known.helps.get(sight.subject_id, set()) | {known.askers[sight.subject_id]}
            if names_in(text) - allowed:
                yield f"the asker's card names {names_in(text) - allowed}, who never said yes: {text[:200]!r}"
        if sight.kind == "open_card" and names_in(text):
            yield f"the open card names {names_in(text)}: {text[:200]!r}"
    if sight.kind == "nomination" and sight.readers != frozenset({known.nominees[sight.subject_id]}):
        yield f"a nomination of {known.nominees[sight.subject_id]} is read by {sight.readers}"


def _may_be_linked(name: str, sight: Sight, known: Known) -> bool:
    if (name, TOPICS[name].casefold()) in known.yes or sight.kind in QUOTES_THANKS:
        return True
    # Whoever typed both words reads them again.
    if is_about(sight.typed, name):
        return True
    question_id = sight.subject_id
    if sight.kind == "offer":
        question_id = known.question_of_offer.get(sight.subject_id, 0)
    if name in known.helps.get(question_id, set()):
        return True
    return sight.kind in TOLD_TO_THE_ASKED and known.askers.get(question_id) == name


def _parts(sight: Sight) -> list[str]:
    """A message is read whole; of a Home each block, since unrelated things stand there together."""
    if sight.kind in {"home", "answer", "form", "menu"}:
        return [
            " ".join(_words(block)) for block in [*sight.content.get("blocks", []), *sight.content.get("options", [])]
        ]
    return [" ".join(_words(sight.content))]


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping) and value.get("type") not in {"button", "overflow"}:
        for key, inside in value.items():
            if key == "text" and isinstance(inside, str):
                # What can be pressed is no statement about anybody.
                yield inside.partition("Choices: ")[0]
            elif key not in {"type", "action_id", "block_id", "value"}:
                yield from _words(inside)
    elif isinstance(value, list | tuple):
        for inside in value:
            yield from _words(inside)
    elif isinstance(value, str):
        yield value


def told_in_logs(lines: list[Any]) -> list[str]:
    """What log lines tell about people or what they typed."""
    wrong = []
    for line in lines:
        text = str(line)
        if names_in(text) or any(is_about(text, name) for name in NAMES) or "recreate the database" in text:
            wrong.append(f"a log line tells: {text[:200]}")
    return wrong
