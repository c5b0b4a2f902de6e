"""WhoKnows' own engine on a site: its people as members, each label's name as a skill, its past questions as help."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.matching.index import Helper, Index, Label
from bot.matching.ranking import relevant
from bot.matching.terms import terms_of
from models import Level, Subject
from tests.bench.routing.peers import LONGEST_RANKING, Router
from tests.bench.routing.site import Asked, Site

# Who lists nothing is never asked here, but somebody who answers at a site is there to be asked.
NAMED_BY_NOTHING = Label(0, Level.CAN_HELP)


class Registry:
    """The index of one site, spoken to by the names that the site uses."""

    def __init__(self, site: Site) -> None:
        self.index = Index()
        self._names = [person.id for person in site.people]
        self._members = {name: number for number, name in enumerate(self._names)}
        labels = sorted({label.name for person in site.people for label in person.labels})
        self._skills = {name: number for number, name in enumerate(labels, 1)}
        for name, number in self._skills.items():
            self.index.set_skill(number, [words_of_label(name)])
        for person in site.people:
            self.list_labels(person.id, (label.name for label in person.labels))
        helpers = self._helpers(site)
        for number, question in enumerate(site.questions):
            self.index.set_document(Subject.QUESTION, number, terms_of(question.text), helpers[question.id])

    def list_labels(self, person: str, labels: Iterable[str]) -> None:
        """Take these as all that a person lists; each is a label that somebody at the site has."""
        # What the sites call labels was read off answers; nobody said how far their expertise goes.
        listed = [Label(self._skills[name], Level.CAN_HELP) for name in labels]
        self.index.set_labels(self._members[person], listed or [NAMED_BY_NOTHING])

    def best(self, text: str, *, now: datetime, asker: str | None = None) -> list[str]:
        """The people for a text, best first, without whoever asks."""
        people = relevant(self.index, text, now=now).people[: LONGEST_RANKING + 1]
        return [name for one in people if (name := self._names[one.member_id]) != asker][:LONGEST_RANKING]

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
    """WhoKnows as it ranks when it is asked."""
    registry = Registry(site)

    def route(asked: Asked) -> list[str]:
        return registry.best(asked.text, now=asked.asked_at, asker=asked.asker)

    return route


def words_of_label(name: str) -> str:
    """A label as people write it."""
    return name.replace("-", " ")
