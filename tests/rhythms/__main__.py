"""`python -m tests.rhythms`: every zone of the tz database and each of its changes, none left out as alike."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

from tests.rhythms.reminders import compare_reminders
from tests.rhythms.walking import FIRST_YEAR, LAST_YEAR, Figures, clock_changes, compare


def main() -> None:
    """Compare all, print the figures, and exit 1 when anything is wrong."""
    shoutouts, reminders, changes = Figures(), Figures(), 0
    names = sorted(available_timezones())
    for name in names:
        moments = [change.at for change in clock_changes(name)]
        changes += len(moments)
        for moment in moments or [datetime(FIRST_YEAR, 3, 1, tzinfo=UTC)]:
            compare(ZoneInfo(name), moment, shoutouts)
            compare_reminders(ZoneInfo(name), moment, reminders)
    print(f"{len(names)} zones, {changes} changes of {FIRST_YEAR} to {LAST_YEAR}")
    for what, figures in (("shout-outs", shoutouts), ("reminders of lunch-and-learns", reminders)):
        print(f"{what}: {figures.line()}")
        for example in figures.examples[:20]:
            print(f"  {example}")
    raise SystemExit(1 if shoutouts.faults + reminders.faults else 0)


if __name__ == "__main__":
    main()
