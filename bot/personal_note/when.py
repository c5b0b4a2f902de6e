"""When a personal note comes; pure functions of moments in UTC."""

from datetime import datetime, time

from bot.hours import Hours
from bot.rhythms import Occurrence, Rhythm

AT = time(9, 30)


def note_of_the_week(hours: Hours, moment: datetime) -> Occurrence:
    """The newest note that has come by `moment`: 09:30 in somebody's own zone, on the first day that they work a week.

    That is Monday for most; its week is the one that Monday begins.
    """
    return Rhythm(hours.zone, min(hours.works_on), AT).last_at_or_before(moment)


def is_its_day(hours: Hours, occurrence: Occurrence, moment: datetime) -> bool:
    """Whether a note that came then is still of use at `moment`: until its own day ends."""
    return occurrence.at.astimezone(hours.zone).date() == moment.astimezone(hours.zone).date()
