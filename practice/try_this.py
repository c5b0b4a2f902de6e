"""The rail of things to try, each ticked by what a person really did."""

from collections.abc import Sequence
from dataclasses import dataclass

from practice.records import Deed, DeedKind


@dataclass(frozen=True)
class Step:
    """One thing to try: who does it, where, what to type, and which deeds tick it.

    `place` is a channel's name, 'home' or 'app' (the person's DM with the app); `done` are kinds of deeds with the
    words that a command or a message begins with, the button's label or the form's title, any of which ticks the step.
    """

    title: str
    person: str
    place: str
    done: Sequence[tuple[DeedKind, str]]
    types: str = ""
    hint: str = ""

    def is_done(self, deeds: Sequence[Deed]) -> bool:
        """Whether that person did it."""
        return any(deed.person_id == self.person and self._is_meant(deed) for deed in deeds)

    def _is_meant(self, deed: Deed) -> bool:
        did = _plain(deed.name)
        named = [_plain(name) for kind, name in self.done if kind == deed.kind]
        if deed.kind in {"command", "message"}:
            return any(f"{did} ".startswith(f"{name} ") for name in named)
        return did in named


def _plain(name: str) -> str:
    return name.casefold().replace("’", "'")


WHOKNOWS_RAIL: tuple[Step, ...] = (
    Step(
        "Ask as Ana", "U0ANA", "general", [("command", "/askexpert")],
        types="/askexpert Our Terraform plan wants to recreate the database. How do I tell it not to?",
        hint="Send it, then press Ask.",
    ),
    Step("Say yes as Bo", "U0BO", "app", [("press", "I can help")], hint="Press I can help under Ana's question."),
    Step(
        "Thank Bo as Ana", "U0ANA", "app", [("press", "It's answered"), ("press", "Yes, thanks")],
        hint="Open the chat with Bo, press It's answered, and send your thanks.",
    ),
    Step(
        "Choose a channel for thanks as Chi", "U0CHI", "kudos", [("command", "/whoknows shoutouts")],
        types="/whoknows shoutouts", hint="Chi is an admin.",
    ),
    Step(
        "Give kudos as Mina", "U0MINA", "kudos", [("command", "/kudos")],
        types="/kudos @sam for staying late to find out why the build was slow",
    ),
    Step(
        "Read kind words as Bo", "U0BO", "home", [("press", "All kind words"), ("press", "My year of help")],
        hint="Press All kind words or My year of help. Only Bo sees them.",
    ),
    Step(
        "Add what you know as Sam", "U0SAM", "general", [("command", "/skills"), ("submit", "Add what you know")],
        types="/skills add Kubernetes, running meetings",
    ),
    Step(
        "Ask by name as Lena", "U0LENA", "general", [("message", "@whoknows")],
        types="@whoknows how do I find out why a Postgres query is slow?", hint="Only Lena sees the answer.",
    ),
    Step(
        "Ask what nobody lists as Mina", "U0MINA", "general", [("press", "Post it in a channel")],
        types="/askexpert Has anybody here written a parser in Zig?", hint="Send it, then post it in a channel.",
    ),
    Step(
        "Nominate a colleague as Dev", "U0DEV", "general", [("command", "/skills nominate")],
        types="/skills nominate @sam debugging", hint="Only Sam learns of it.",
    ),
    Step(
        "Make a channel a team as Chi", "U0CHI", "general", [("submit", "New team")],
        types="/whoknows team", hint="Then write the welcome, and see it before anybody else does.",
    ),
    Step(
        "Announce a lunch-and-learn as Bo", "U0BO", "lunch-and-learn", [("submit", "As people will see it")],
        types="/lunchandlearn Terraform without tears", hint="Choose a day and a place, see it first, announce it.",
    ),
    Step(
        "See Friday's shout-out as Chi", "U0CHI", "kudos", [("press", "roundup.rhythm")],
        hint="Skip ahead to Friday 16:00, and choose in the menu of the new post how often it comes.",
    ),
    Step("Take the tour as Ines", "U0INES", "app", [("command", "/whoknows tour")], types="/whoknows tour"),
)  # fmt: skip
