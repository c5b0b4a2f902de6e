"""Six people, each with a topic that nobody else has, so that a word on a surface tells whom it is about."""

import random
import re

from tests.living import Typed, mention

TOPICS = {
    "Aurelio": "Falconry",
    "Brunhild": "Beekeeping",
    "Casimir": "Glassblowing",
    "Dagny": "Tapestry weaving",
    "Eulalia": "Juggling",
    "Fenella": "Topiary",
}
NAMES = tuple(TOPICS)
ADMIN = "Fenella"
QUESTION = "Why does our Terraform plan recreate the database?"


def names_in(text: str) -> set[str]:
    """Whose names stand in a text."""
    return {name for name in NAMES if re.search(rf"\b{name}\b", text)}


def is_about(text: str, name: str) -> bool:
    """Whether a text has somebody's own topic in it."""
    return TOPICS[name].casefold() in text.casefold()


def something_to_type(chance: random.Random, by: str) -> Typed:
    """Anything that somebody may type, nominating, thanking and asking about others' topics more often than not."""
    other = chance.choice([name for name in NAMES if name != by])
    topic = TOPICS[other]
    return chance.choice(
        [
            Typed("/skills", f"nominate {mention(other)} {topic}"),
            Typed("/skills", f"nominate {mention(other)} {topic}"),
            Typed("/skills", f"nominate {mention(other)} {_not_own(chance, by)}"),
            Typed("/kudos", f"{mention(other)} for teaching me {topic} so patiently"),
            Typed("/askexpert", f"How do I get better at {topic} before the summer?"),
            *[Typed("/askexpert", QUESTION)] * 3,
            Typed("/askexpert", ""),
            Typed("", f"Who could show me {topic} for an hour?", in_direct_message=True),
            Typed("/skills", f"add {TOPICS[by]}"),
            Typed("/skills", "add Terraform"),
            Typed("/skills", f"remove {TOPICS[by]}"),
            Typed("/skills", mention(other)),
            Typed("/skills", topic),
            Typed("/skills", ""),
            Typed("/kudos", ""),
            Typed("/whoknows", ""),
            Typed("/whoknows", "my data"),
            Typed("/whoknows", "data"),
            Typed("/whoknows", "tour"),
            Typed("/whoknows", "team"),
        ]
    )


def words_for_a_field(chance: random.Random, by: str) -> str:
    """What somebody types into a field: another's topic, or a sentence; their own would make them its subject."""
    return chance.choice([_not_own(chance, by), f"You showed me {_not_own(chance, by)} in an hour", QUESTION])


def _not_own(chance: random.Random, by: str) -> str:
    return TOPICS[chance.choice([name for name in NAMES if name != by])]
