"""Who and what is in a fresh practice workspace, all of it made up."""

from datetime import datetime, timedelta

from practice.records import Channel, Message, Person
from practice.world import Seed


def default_seed(now: datetime) -> Seed:
    """Return eight people, five channels and the talk of the days before `now`."""
    people = [
        Person("U0ANA", "ana", "Ana Ruiz", "Web", "Europe/Madrid", colour="#8a4b08", joined=now - timedelta(days=21)),
        Person("U0BO", "bo", "Bo Larsen", "Platform", "Europe/Copenhagen", colour="#0b5fa5"),
    ]
    everybody = {person.id for person in people}
    return Seed(
        people,
        [Channel("C0GENERAL", "channel", "general", everybody | {"U0WHOKNOWS"})],
        [Message("C0GENERAL", f"{now.timestamp() - 3600:.6f}", "U0ANA", "Morning all.")],
    )
