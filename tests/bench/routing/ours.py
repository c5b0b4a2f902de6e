"""WhoKnows' own engine on a site: its people as members, each label's name as a skill, its past questions as help."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property

import numpy as np

from bot.matching.index import Helper, Index, Label
from bot.matching.ranking import relevant
from bot.matching.terms import terms_of
from models import Level, Subject
from tests.bench.routing.peers import LONGEST_RANKING, Router
from tests.bench.routing.site import Asked, Site

# Who lists nothing is never asked here, but somebody who answers at a site is there to be asked.
NAMED_BY_NOTHING = Label(0, Level.CAN_HELP, datetime(2000, 1, 1, tzinfo=UTC))


class Registry:
    """The index of one site, spoken to by the names that the site uses."""

    def __init__(self, site: Site, *, with_meanings: bool = False) -> None:
        self.index = Index(with_meanings=with_meanings)
        self._names = [person.id for person in site.people]
        self._members = {name: number for number, name in enumerate(self._names)}
        labels = sorted({label.name for person in site.people for label in person.labels})
        self._skills = {name: number for number, name in enumerate(labels, 1)}
        for name, number in self._skills.items():
            self.index.set_skill(number, [words_of_label(name)])
        for person in site.people:
            self.list_labels(person.id, dict.fromkeys((label.name for label in person.labels), site.begins_at))
        helpers = self._helpers(site)
        for number, question in enumerate(site.questions):
            self.index.set_document(Subject.QUESTION, number, terms_of(question.text), helpers[question.id])

    def list_labels(self, person: str, labels: Mapping[str, datetime]) -> None:
        """Take these as all that a person lists, with when they did; each is a label that somebody at the site has."""
        # What the sites call labels was read off answers; nobody said how far their expertise goes.
        listed = [Label(self._skills[name], Level.CAN_HELP, listed_at) for name, listed_at in labels.items()]
        self.index.set_labels(self._members[person], listed or [NAMED_BY_NOTHING])

    def best(self, text: str, *, now: datetime, asker: str | None = None) -> list[str]:
        """The people for a text, best first, without whoever asks; at the end those of whom nothing fits it.

        Here nobody would ask those, but a ranking has to be long: the most active first, then who lists the most.
        """
        found = [one.member_id for one in relevant(self.index, text, now=now).people]
        members = [*found, *(member for member in self._by_activity if member not in set(found))]
        return [name for member in members if (name := self._names[member]) != asker][:LONGEST_RANKING]

    @cached_property
    def _by_activity(self) -> list[int]:
        places = np.array([self.index.place_of(member) for member in range(len(self._names))])
        activity, listed = self.index.evidence.activity.values[places], self.index.listed.how_many(places)
        order: list[int] = np.lexsort((-listed, -activity)).tolist()
        return order

    def _helpers(self, site: Site) -> Mapping[str, list[Helper]]:
        """Who helped with each question; several answers by one person are one help, as new as the newest of them."""
        newest: dict[tuple[str, str], datetime] = {}
        valued = {(thanks.question_id, thanks.to) for thanks in site.thanks}
        for answer in site.answers:
            key = answer.question_id, answer.person
            newest[key] = max(answer.answered_at, newest.get(key, answer.answered_at))
            if answer.accepted:
                valued.add(key)
        helpers = defaultdict(list)
        for (question_id, person), at in newest.items():
            if person in self._members:
                is_valued = (question_id, person) in valued
                helpers[question_id].append(Helper(self._members[person], None, at, is_valued))
        return helpers


def whoknows(site: Site) -> Router:
    """WhoKnows as it ranks when it is asked, without the extra `semantic`, whether or not that is installed."""
    return _asking(Registry(site), site)


def whoknows_by_meaning(site: Site) -> Router:
    """The same with the extra."""
    return _asking(Registry(site, with_meanings=True), site)


def _asking(registry: Registry, site: Site) -> Router:
    def route(asked: Asked) -> list[str]:
        # Nothing is learned after the cut-off, so nobody may grow inactive after it either.
        return registry.best(asked.text, now=site.cut_off, asker=asked.asker)

    return route


def words_of_label(name: str) -> str:
    """A label as people write it."""
    return name.replace("-", " ")
