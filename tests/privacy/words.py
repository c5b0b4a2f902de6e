"""Who said what to whom, as they typed and pressed it: what the promises are measured by."""

from dataclasses import dataclass, field

from sqlalchemy import select

from bot.database import Database
from handlers.answering.heard import Command, Event, Heard, Press, Submission
from handlers.blocks import kudos, leads, milestones, passing_on
from models import Kudos, Question
from tests.living import slack_id
from tests.privacy.cast import NAMES, question_words_in, thanks_words_in


@dataclass(frozen=True)
class Thanks:
    """What somebody wrote: `named` are those receivers who may be named in public, none where it is private."""

    giver: str
    receivers: frozenset[str]
    named: frozenset[str]
    tells_leads: bool = False
    may_be_told: bool = False


@dataclass
class Words:
    """All thanks and questions by their own words, and everybody's own yes to being named.

    Whoever `shared` a milestone, `named_themselves` to who helped them first, or `joined_in` with somebody's thanks did
    so with one by its number; whoever `agreed_to_story`, by its word.
    `posted` are the receivers whom a shout-out, by the number of its thanks, could name when it was first read.
    """

    prefers_private: set[str] = field(default_factory=set)
    thanks: dict[str, Thanks] = field(default_factory=dict)
    askers: dict[str, str] = field(default_factory=dict)
    handed_on: set[tuple[str, str]] = field(default_factory=set)
    shared: set[tuple[str, int]] = field(default_factory=set)
    named_themselves: set[tuple[str, int]] = field(default_factory=set)
    joined_in: set[tuple[str, int]] = field(default_factory=set)
    agreed_to_story: set[tuple[str, str]] = field(default_factory=set)
    posted: dict[int, frozenset[str]] = field(default_factory=dict)

    async def hear(self, database: Database, by: str, heard: Heard, names: dict[int, str]) -> None:
        """Take in what somebody types, sends or presses."""
        match heard:
            case Command(name="/kudos"):
                self._thank(heard.text, by, _names(heard.mentioned), in_public=True)
            case Submission(name=kudos.FORM):
                in_public = heard.text("where") != kudos.Where.PRIVATE
                self._thank(heard.text("reason"), by, _names(heard.mentioned), in_public=in_public)
            case Submission(name=kudos.THANKS_FORM):
                of_question = select(Question.helper_id).where(Question.id == int(heard.metadata))
                async with database.reading() as session:
                    helper = await session.scalar(of_question)
                more = heard.chosen("more")
                self._thank(
                    heard.text("reason"),
                    by,
                    {names[helper]} if helper else set(),
                    in_public=heard.text("where") != kudos.Where.PRIVATE,
                    tells_leads=kudos.More.TELL_LEADS in more,
                    may_be_told=kudos.More.MAY_BE_TOLD in more,
                )
            case Submission(name=milestones.SHARE_FORM):
                self.shared.add((by, int(heard.metadata.partition(":")[0])))
            case Press(name=passing_on.NAME):
                self.named_themselves.add((by, heard.number))
            case Press(name=kudos.ADD_THANKS):
                self.joined_in.add((by, heard.number))
            case Press(name=kudos.TELL_STORY):
                self.agreed_to_story |= {(by, word) for word in await _words_of(database, heard.number)}
            case Press(name=kudos.KEEP_STORY):
                self.agreed_to_story -= {(by, word) for word in await _words_of(database, heard.number)}
            case Press(name=leads.HAND_ON):
                for word in await _words_of(database, heard.number):
                    self.handed_on |= {(by, receiver) for receiver in self.thanks[word].receivers}
        typed = heard.text if isinstance(heard, Command | Event) else getattr(heard, "typed", "")
        for word in question_words_in(str(typed)):
            self.askers.setdefault(word, by)

    def _thank(
        self,
        reason: str,
        by: str,
        whom: set[str],
        *,
        in_public: bool,
        tells_leads: bool = False,
        may_be_told: bool = False,
    ) -> None:
        receivers = frozenset(whom - {by})
        named = receivers - self.prefers_private if in_public else frozenset()
        for word in thanks_words_in(reason):
            self.thanks[word] = Thanks(by, receivers, named, tells_leads, may_be_told)

    def privately(self) -> set[tuple[str, str]]:
        """Who thanked whom in private, and never otherwise."""
        said = {(one.giver, name) for one in self.thanks.values() for name in one.receivers} | self.handed_on
        return said - {(one.giver, name) for one in self.thanks.values() for name in one.named}


async def _words_of(database: Database, kudos_id: int) -> set[str]:
    async with database.reading() as session:
        reason = await session.scalar(select(Kudos.reason).where(Kudos.id == kudos_id))
    return thanks_words_in(reason or "")


def _names(slack_ids: tuple[str, ...]) -> set[str]:
    return {name for name in NAMES if slack_id(name) in slack_ids}
