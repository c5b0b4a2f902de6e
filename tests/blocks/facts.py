"""Facts to build every surface from: believable ones, and the worst that people can type."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from bot.asking import LONGEST_TEXT, AskerCard, ChatCard, OfferCard, Person, Preview, PreviewPerson, Standing
from bot.home import Home
from bot.kudos import LONGEST_REASON, Given, KindWords, ThanksOffer
from bot.matching import Reason
from bot.skills import LONGEST_NAME, MOST_AT_ONCE, Added, Card, Listed, Removed
from models import Level, Member

NOW = datetime(2026, 12, 3, 12, 30, tzinfo=UTC)
ZONE = "Asia/Kolkata"
CHAT = "https://acme.slack.com/archives/G0PAIR"
CHANNEL = "C0KUDOS"
LONGEST_PERSON_NAME = 200
LIVE = "<!channel> <!here> <@U0EVIL> <#C0EVIL> <https://evil.example|safe> @here @everyone #general"
FORMATS = "*bold* _slanted_ ~struck~ `code` ```block``` & < > https://evil.example"


def filled(pattern: str, length: int) -> str:
    """The pattern repeated to exactly so many letters."""
    return (pattern * (length // len(pattern) + 1))[:length]


@dataclass(frozen=True)
class Typed:
    """What people typed: how each sort of text looks when it has at most so many letters."""

    label: str
    of_length: Callable[[int], str]

    def name(self, believable: str) -> str:
        """A person's name."""
        return believable if self.label == "believable" else self.of_length(LONGEST_PERSON_NAME)

    def topic(self, believable: str, number: int = 0) -> str:
        """A topic; the number keeps several apart."""
        return believable if self.label == "believable" else f"{number} {self.of_length(LONGEST_NAME)}"[:LONGEST_NAME]

    def words(self, believable: str, longest: int = LONGEST_TEXT) -> str:
        """A question or a reason."""
        return believable if self.label == "believable" else self.of_length(longest)


BELIEVABLE = Typed("believable", lambda _: "")
WORST = (
    Typed("live markup", lambda length: filled(f"{LIVE} ", length)),
    Typed("formatting", lambda length: filled(f"{FORMATS}\n", length)),
    Typed("ampersands", lambda length: "&" * length),
    Typed("angles", lambda length: "<" * length),
    Typed("emoji", lambda length: "\U0001f9e0" * length),
    Typed("right to left", lambda length: filled("كيف أمنع إعادة إنشاء قاعدة البيانات؟ ", length)),
    Typed("code", lambda length: filled("```\nterraform plan -out=<file>\n```\n", length)),
    Typed("one long word", lambda length: "W" * length),
)
ALL = (BELIEVABLE, *WORST)

QUESTION = "Our plan step wants to recreate the database. How do I tell it not to?"


def member(typed: Typed, number: int, name: str, *, asks_a_week: int = 2, likes_public_thanks: bool = True) -> Member:
    """A member as the database knows them."""
    return Member(
        id=number,
        workspace_id=1,
        slack_id=f"U0{number}",
        name=typed.name(name),
        title=typed.name("Platform"),
        zone=ZONE,
        asks_a_week=asks_a_week,
        works_from=time(9),
        works_until=time(18),
        works_on="01234",
        likes_public_thanks=likes_public_thanks,
    )


def reasons(typed: Typed) -> tuple[Reason, ...]:
    """Both sorts of reasons."""
    topic = typed.topic("Terraform")
    return Reason("lists", topic=topic, level="can_teach"), Reason("helped", topic=topic, times=2)


def ana(typed: Typed) -> Person:
    """Who asks."""
    return Person(typed.name("Ana"), "U0ANA", typed.name("Web"))


def bo(typed: Typed) -> Person:
    """Who helps."""
    return Person(typed.name("Bo"), "U0BO", typed.name("Platform"))


def preview(
    typed: Typed, *, at_work: bool = True, others: int = 0, nobody: bool = False, full: bool = False, topic: bool = True
) -> Preview:
    """A preview with five people, or none."""
    back_at = None if at_work else NOW + timedelta(hours=16)
    people = [PreviewPerson(typed.name(name), reasons(typed), back_at) for name in ("Bo", "Chi", "Dev", "Ines", "Sam")]
    return Preview(
        question_id=7,
        text=typed.words(QUESTION),
        topic=typed.topic("Terraform") if topic else None,
        people=[] if nobody or full else people,
        others=others,
        full_until=NOW + timedelta(days=4) if full else None,
    )


def asker_card(
    typed: Typed,
    standing: Standing,
    *,
    question_id: int = 7,
    topic: bool = True,
    chat: bool = True,
    stepped_back: bool = False,
    has_left: bool = False,
    is_thanked: bool = False,
    widens: bool = True,
) -> AskerCard:
    """The asker's card."""
    has_helper = standing in {Standing.ACCEPTED, Standing.HELPER_SAYS_ANSWERED, Standing.ANSWERED}
    return AskerCard(
        question_id=question_id,
        text=typed.words(QUESTION),
        topic=typed.topic("Terraform") if topic else None,
        standing=standing,
        helper=bo(typed) if has_helper else None,
        widen_at=NOW + timedelta(minutes=30) if widens else None,
        chat_url=CHAT if chat and has_helper else None,
        stepped_back=Person(typed.name("Chi"), "U0CHI", has_left=has_left) if stepped_back or has_left else None,
        is_thanked=is_thanked,
    )


def offer_card(typed: Typed, standing: Standing, *, offer_id: int = 9, topic: bool = True) -> OfferCard:
    """The card of somebody who was asked, with its text only where it may be quoted."""
    quoted = standing in {Standing.WAITING, Standing.ACCEPTED, Standing.HELPER_SAYS_ANSWERED}
    return OfferCard(
        offer_id=offer_id,
        question_id=7,
        text=typed.words(QUESTION) if quoted else None,
        topic=typed.topic("Terraform") if topic else None,
        standing=standing,
        asker=ana(typed),
        helper=bo(typed) if standing is Standing.TAKEN else None,
        reasons=reasons(typed),
        asked_at=NOW,
        chat_url=CHAT if standing is Standing.ACCEPTED else None,
    )


def chat_card(typed: Typed, standing: Standing, *, topic: bool = True) -> ChatCard:
    """The card in the pair's chat."""
    return ChatCard(
        question_id=7,
        text=typed.words(QUESTION),
        topic=typed.topic("Terraform") if topic else None,
        standing=standing,
        asker=ana(typed),
        helper=bo(typed),
        reasons=reasons(typed),
    )


def skill_card(typed: Typed, *, how_many: int = 3, is_paused: bool = False) -> Card:
    """A member's own card."""
    names = ("Terraform", "On-call", "Zig")
    levels = tuple(Level)
    listed = [
        Listed(
            number, typed.topic(names[number % 3] if how_many <= 3 else f"Topic {number}", number), levels[number % 3]
        )
        for number in range(how_many)
    ]
    return Card(member(typed, 2, "Bo"), listed, NOW + timedelta(days=7) if is_paused else None)


def added(typed: Typed) -> Added:
    """As much as can be added at once."""
    new = [typed.topic(f"Topic {number}", number) for number in range(MOST_AT_ONCE)]
    return Added(new=new, already=[typed.topic("Perl", 99)])


def removed(typed: Typed) -> Removed:
    """Some that were listed, some that were not."""
    return Removed(gone=[typed.topic("Perl"), typed.topic("Go", 1)], unknown=[typed.words("zgi", 500)])


def given(
    typed: Typed,
    *,
    public: bool = True,
    alone: bool = True,
    prefer: bool = True,
    channel: bool = True,
    again: bool = False,
) -> Given:
    """Thanks that were given, in public and alone."""
    bo_, chi = member(typed, 2, "Bo"), member(typed, 3, "Chi", likes_public_thanks=False)
    dev = member(typed, 4, "Dev")
    return Given(
        kudos_id=1,
        in_public=[bo_] if public and channel else [],
        alone=[one for one in (chi if prefer else None, dev if alone else None) if one],
        channel=CHANNEL if public and channel else None,
        no_channel=not channel,
        prefer_private=[chi] if prefer else [],
        again=again,
    )


def kind_words(typed: Typed, *, receivers: int = 2) -> KindWords:
    """Thanks as they are read."""
    return KindWords(
        kudos_id=41,
        giver=member(typed, 1, "Ana"),
        receivers=[member(typed, 10 + number, f"Person {number}") for number in range(receivers)],
        reason=typed.words("Bo sat with me until the rollback made sense.", LONGEST_REASON),
        topic=typed.topic("Terraform"),
        given_at=NOW,
    )


def thanks_offer(typed: Typed, *, channel: bool = True, likes_public: bool = True, topic: bool = True) -> ThanksOffer:
    """The chance to thank a helper."""
    helper = member(typed, 2, "Bo", likes_public_thanks=likes_public)
    return ThanksOffer(7, helper, typed.topic("Terraform") if topic else None, [CHANNEL] if channel else [])


def home(typed: Typed, *, how_many: int = 5, is_paused: bool = False) -> Home:
    """A Home with as much of everything as it can hold, or nothing."""
    standings = (
        Standing.WAITING,
        Standing.NOBODY,
        Standing.ACCEPTED,
        Standing.HELPER_SAYS_ANSWERED,
        Standing.WAITING,
    )
    return Home(
        member=member(typed, 2, "Bo"),
        waiting=[offer_card(typed, Standing.WAITING, offer_id=20 + number) for number in range(how_many)],
        asked=[asker_card(typed, standings[number], question_id=30 + number) for number in range(how_many)],
        card=skill_card(typed, how_many=60 if how_many else 0, is_paused=is_paused),
        kind_words=[kind_words(typed) for _ in range(min(how_many, 3))],
        in_own_title=[typed.topic("Kubernetes", 1), typed.topic("Go", 2), typed.topic("On-call", 3)],
    )
