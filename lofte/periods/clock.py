"""Clock times of a piece of work: over midnight and across the nights when the clock is moved."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")
LONGEST_NIGHT = timedelta(
    hours=12
)  # past midnight: no shift is longer, and two clocks in the wrong order look so


class NoSuchTime(ValueError):
    """A clock time that was skipped when the clock was moved forward."""

    def __init__(self, day: date, at: time) -> None:
        super().__init__(day, at)
        self.day, self.at = day, at


class EndBeforeBegin(ValueError):
    """An end that lies before the begin, and is not the morning after either."""

    def __init__(self, begins: time, ends: time) -> None:
        super().__init__(begins, ends)
        self.begins, self.ends = begins, ends


def moment(day: date, at: time) -> datetime:
    """Return the moment when Swedish clocks showed a time; of two, the first.

    >>> moment(date(2026, 5, 3), time(14, 30)).isoformat()
    '2026-05-03T14:30:00+02:00'
    """
    found = datetime.combine(day, at, SWEDEN)
    if found.astimezone(UTC).astimezone(SWEDEN).time() != at:
        raise NoSuchTime(day, at)
    return found


def ended(day: date, begins: time, ends: time) -> datetime:
    """Return when work ended that began on a day: the same day, or the morning after.

    Of an hour that comes twice, the begin is the first; the end is the first that lies after the begin.

    >>> ended(date(2026, 5, 3), time(22), time(1, 30)).isoformat()
    '2026-05-04T01:30:00+02:00'
    """
    began = moment(day, begins)
    if ends > begins:
        return moment(day, ends)
    second = datetime.combine(day, ends, SWEDEN).replace(fold=1)
    if second.astimezone(UTC) > began.astimezone(UTC) and second.utcoffset() != began.utcoffset():
        return second
    after = moment(day + timedelta(days=1), ends)
    if after.astimezone(UTC) - began.astimezone(UTC) > LONGEST_NIGHT:
        raise EndBeforeBegin(begins, ends)
    return after


def end_of(day: date, begins: time, minutes: int) -> time:
    """Return what Swedish clocks showed so many minutes after a begin.

    >>> end_of(date(2026, 3, 29), time(1, 30), 60)
    datetime.time(3, 30)
    """
    ends = moment(day, begins).astimezone(UTC) + timedelta(minutes=minutes)
    return ends.astimezone(SWEDEN).time()


def minutes(day: date, begins: time, ends: time) -> int:
    """Return how many minutes passed between two clock times, the first on the day itself.

    >>> minutes(date(2026, 3, 29), time(1, 30), time(3, 30))  # the clock was moved forward
    60
    >>> minutes(date(2026, 10, 25), time(1, 30), time(3, 30))  # and back
    180
    """
    passed = ended(day, begins, ends).astimezone(UTC) - moment(day, begins).astimezone(UTC)
    return int(passed.total_seconds()) // 60
