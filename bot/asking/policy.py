"""How wide and how soon a question is asked: the decided numbers, in working time of the people asked."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Wave:
    """So many people are asked together; after `lasts` of working time of any of them the next wave follows."""

    people: int
    lasts: timedelta


# Best fit alone for 30 minutes, two more, two more after 2 hours in all; then the asker is told that nobody could yet.
TODAY = (Wave(1, timedelta(minutes=30)), Wave(2, timedelta(minutes=90)), Wave(2, timedelta(hours=2)))

MOST_INVITED = 10
OPEN_AT_ONCE = 5
ASKS_A_DAY = 10
MOST_PLACES = 5
DRAFT_LASTS = timedelta(hours=24)
CLOSES_AFTER = timedelta(days=14)
SAME_AGAIN = timedelta(seconds=60)
