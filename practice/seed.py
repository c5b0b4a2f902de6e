"""Who and what is in a fresh practice workspace, all of it made up."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

from practice.records import Channel, Message, Person
from practice.world import Seed

_APP = "U0WHOKNOWS"


@dataclass(frozen=True)
class _Said:
    """Something somebody said, some days before the start at a time in UTC; `reply`: to the last that was no reply."""

    days_ago: int
    at: str
    who: str
    text: str
    reply: bool = False
    liked: dict[str, str] = field(default_factory=dict)


def default_seed(now: datetime) -> Seed:
    """Return eight people, five channels and what was said in the two weeks before `now`."""
    people = _people(now)
    everybody = {person.id for person in people}
    created = int((now - timedelta(days=400)).timestamp())
    channels = [
        Channel("C0GENERAL", "channel", "general", everybody | {_APP}, purpose="News for everybody"),
        Channel("C0KUDOS", "channel", "kudos", everybody | {_APP}, purpose="Thanks, in the open"),
        Channel("C0LUNCH", "channel", "lunch-and-learn", everybody | {_APP}, purpose="What we teach each other"),
        Channel("C0HELPINFRA", "channel", "help-infra", set(everybody), purpose="Questions about the platform"),
        Channel("C0DATATEAM", "private", "data-team", {"U0CHI", "U0INES", "U0SAM"}, purpose="The data people"),
    ]
    for channel in channels:
        channel.created = created
    messages = [message for channel_id, talk in _TALK.items() for message in _spoken(channel_id, talk, now)]
    return Seed(people, channels, messages)


def with_crowd(seed: Seed, number: int) -> Seed:
    """The same workspace with so many people more, in every zone of the eight."""
    zones = [person.tz for person in seed.people]
    crowd = [
        Person(f"U0CROWD{one:06}", f"crowd-{one}", f"Person{one} Crowd", "Crowd", zones[one % len(zones)])
        for one in range(number)
    ]
    return replace(seed, people=[*seed.people, *crowd])


def _people(now: datetime) -> list[Person]:
    def joined(days: int) -> datetime:
        return now - timedelta(days=days)

    return [
        Person("U0ANA", "ana", "Ana Ruiz", "Web", "Europe/Madrid", colour="#8a4b08", joined=joined(21)),
        Person("U0BO", "bo", "Bo Larsen", "Platform", "Europe/Copenhagen", colour="#0b5fa5", joined=joined(1400)),
        Person(
            "U0CHI", "chi", "Chi Okafor", "Data, lead", "Africa/Lagos",
            is_admin=True, is_owner=True, colour="#6b2f8f", joined=joined(1900),
        ),
        Person("U0DEV", "dev", "Dev Patel", "Design", "Asia/Kolkata", colour="#0f6b4f", joined=joined(820)),
        Person("U0INES", "ines", "Ines Novak", "Data, part-time", "Europe/Zagreb", colour="#a3293d", joined=joined(61)),
        Person(
            "U0LENA", "lena", "Lena Tamm", "Support", "Europe/Tallinn",
            is_admin=True, colour="#3d4f9e", joined=joined(1100),
        ),
        Person("U0MINA", "mina", "Mina Kaya", "Web", "America/Toronto", colour="#96511a", joined=joined(450)),
        Person("U0SAM", "sam", "Sam Wu", "Platform", "Asia/Singapore", colour="#4a5d23", joined=joined(95)),
    ]  # fmt: skip


def _spoken(channel_id: str, talk: list[_Said], now: datetime) -> list[Message]:
    messages: list[Message] = []
    top: Message | None = None
    for number, said in enumerate(talk):
        day = (now - timedelta(days=said.days_ago)).astimezone(UTC).date()
        moment = datetime.combine(day, time.fromisoformat(said.at), UTC)
        if moment >= now:
            continue
        ts = f"{int(moment.timestamp())}.{(number + 1) * 100:06d}"
        reactions = {name: [f"U0{person}" for person in people.split()] for name, people in said.liked.items()}
        message = Message(channel_id, ts, f"U0{said.who}", said.text, reactions=reactions)
        if said.reply and top:
            message.thread_ts = top.ts
        else:
            top = message
        messages.append(message)
    return sorted(messages, key=lambda message: float(message.ts))


_TALK: dict[str, list[_Said]] = {
    "C0GENERAL": [
        _Said(12, "08:05", "CHI", "Please welcome <@U0ANA>, who joins the web team from Madrid today."),
        _Said(
            12,
            "08:09",
            "BO",
            "Welcome, Ana. Ask me anything about the platform, that is what I am here for.",
            reply=True,
        ),
        _Said(12, "08:31", "DEV", "Welcome! Your first design review is on Thursday, bring questions.", reply=True),
        _Said(12, "13:02", "MINA", "Good to have you here :wave:", reply=True, liked={"wave": "ANA BO LENA"}),
        _Said(
            11,
            "09:20",
            "LENA",
            "The support rota for December is in the usual sheet. Swap among yourselves, tell me after.",
        ),
        _Said(
            10,
            "14:40",
            "MINA",
            "The new checkout is live. Sign-ups went through without a single error tonight.",
            liked={"tada": "ANA BO CHI DEV INES LENA SAM"},
        ),
        _Said(
            7,
            "08:15",
            "CHI",
            "This week: the data review on Wednesday, and the planning for the first quarter on Friday.",
        ),
        _Said(
            6,
            "02:10",
            "SAM",
            "The office in Singapore has a coffee machine again. The last one is remembered fondly.",
            liked={"coffee": "ANA DEV"},
        ),
        _Said(5, "11:45", "INES", "I am off Thursdays and Fridays from now on. Chi knows where my notes are."),
        _Said(
            4,
            "15:30",
            "DEV",
            "User interviews start on Monday. If you would like to listen in, tell me and I keep it to two.",
        ),
        _Said(4, "15:48", "ANA", "I would love to listen in, if that is fine as a newcomer.", reply=True),
        _Said(
            4,
            "16:02",
            "DEV",
            "Newcomers hear things we stopped hearing. You are in.",
            reply=True,
            liked={"heart": "ANA CHI"},
        ),
        _Said(
            3,
            "09:12",
            "LENA",
            "Reminder from somebody with a screen reader: a picture without words says nothing to me.",
        ),
        _Said(
            3,
            "10:00",
            "BO",
            "Noted. I went back and described the diagrams in the platform handbook.",
            reply=True,
            liked={"pray": "LENA"},
        ),
    ],
    "C0KUDOS": [
        _Said(
            11, "15:10", "LENA", "Thanks to <@U0DEV> for rewriting the error texts. Three tickets fewer a day since."
        ),
        _Said(
            10,
            "16:20",
            "CHI",
            "<@U0INES> found the double counting in the sales numbers before the board saw them. Thank you.",
            liked={"raised_hands": "BO MINA SAM"},
        ),
        _Said(
            6,
            "13:25",
            "MINA",
            "<@U0BO> stayed on the call until the rollback made sense, and drew the picture I now use.",
            liked={"raised_hands": "ANA CHI"},
        ),
        _Said(5, "04:30", "SAM", "<@U0LENA> wrote the kindest answer to a very angry customer. I learned something."),
        _Said(
            3,
            "14:05",
            "BO",
            "<@U0SAM> cleaned up forty old alerts. The night was quiet for the first time in weeks.",
            liked={"zzz": "SAM MINA"},
        ),
    ],
    "C0LUNCH": [
        _Said(
            10,
            "11:00",
            "CHI",
            "Half an hour about reading a query plan went well, thank you all. Notes are in the handbook.",
        ),
        _Said(10, "11:20", "MINA", "Could somebody do one on accessibility testing? I only know half of it."),
        _Said(
            10,
            "11:34",
            "LENA",
            "I can show how I use our product. That usually says more than a checklist.",
            reply=True,
            liked={"raised_hand": "MINA DEV ANA"},
        ),
        _Said(
            7,
            "10:15",
            "BO",
            "I am thinking of *Terraform without tears*: how to read a plan, and to keep what you love.",
        ),
        _Said(7, "10:22", "ANA", "Yes please. The word destroy in red still frightens me.", reply=True),
        _Said(
            4,
            "12:40",
            "INES",
            "Statistics for people who were told they are bad at it. Would anyone come?",
            liked={"raised_hand": "ANA DEV SAM MINA"},
        ),
    ],
    "C0HELPINFRA": [
        _Said(11, "10:05", "MINA", "The staging database refuses connections since this morning. Is that known?"),
        _Said(
            11,
            "10:11",
            "BO",
            "It ran out of connections. I raised the limit and will look for the leak after lunch.",
            reply=True,
        ),
        _Said(
            11,
            "14:30",
            "BO",
            "The leak was a test that never closed its session. Fixed.",
            reply=True,
            liked={"white_check_mark": "MINA"},
        ),
        _Said(7, "03:40", "SAM", "Does anyone know why the build takes twelve minutes since Friday? It took seven."),
        _Said(
            7,
            "09:02",
            "BO",
            "The cache key changed with the new lock file. Look at the first step of the log.",
            reply=True,
        ),
        _Said(
            5, "12:15", "ANA", "How do I get a certificate for a preview address? The handbook says to ask, so I ask."
        ),
        _Said(
            5,
            "12:50",
            "BO",
            "Made one for you. I will write down how, since you are the third to ask this month.",
            reply=True,
        ),
        _Said(
            3,
            "08:45",
            "INES",
            "The nightly export waited four hours for a lock. Who knows Postgres well enough to look at it with me?",
        ),
        _Said(
            3, "08:58", "BO", "I do, but not before Monday. Too many questions and too few of me this week.", reply=True
        ),
    ],
    "C0DATATEAM": [
        _Said(
            7,
            "09:30",
            "CHI",
            "Two things for the week: the sales model moves to the new tables, and Ines shows Sam how.",
        ),
        _Said(6, "10:05", "INES", "First half is moved. The numbers agree to the cent, which scares me a little."),
        _Said(5, "02:20", "SAM", "I compared the other half over night my time. One customer differs, it is a refund."),
        _Said(4, "09:10", "CHI", "Good find. Leave the refund, I talk to finance about it."),
    ],
}
