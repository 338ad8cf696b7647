"""What is foreseen of a target's lines, and was foreseen before: plain frozen facts, read by all above."""

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal

METHOD = "3"  # docs/methods/forecast.md; stands with every forecast that is frozen

Kind = Literal["number", "average", "share", "slots", "answered"]


class Unforeseen(StrEnum):
    """Why nothing is foreseen of a target whose time runs."""

    ONCE = "once"  # a milestone: it happens once
    MEASURED = "measured"  # an indicator: what others measure is no work
    OWN_EFFORT = "own_effort"  # what own effort finds is no pace to be kept
    TOO_EARLY = "too_early"
    TOO_FEW = "too_few"  # too little is done, or is over, to reckon ahead on


@dataclass(frozen=True)
class Before:
    """What was foreseen earlier, and what it became: None while that is not known."""

    through: date  # the last day that was counted in
    ends: date  # of the window that was foreseen, left out
    low: float
    high: float
    became: float | None
    is_frozen: bool  # taken from a released follow-up; else made again from the log as it was
    kind: Kind = "number"

    @property
    def held(self) -> bool | None:
        return None if self.became is None else self.low <= self.became <= self.high


@dataclass(frozen=True)
class Foreseen:
    """Where a line of a target will probably end.

    A number, also one promised as so many a week on average (`n_slots` weeks); a share, or how many of the
    occasions are answered (both in percent); or how many slots are met, or places covered.
    """

    place: str
    area_set_id: int | None
    kind: Kind
    low: float  # 80 %
    high: float
    lowest: float  # 95 %
    highest: float
    chance: float  # of what was promised, 0 to 1
    goal: float
    of: float | None = None  # slots, or places to cover, in all
    most: float | None = None  # the upper number of a span
    is_cap: bool = False
    is_reached: bool = False
    so_far: float | None = None  # a week
    needed: float | None = None  # a week from now on
    expected: float | None = None  # by the cut, as the work of earlier years was spread
    expected_by_rule: float | None = None  # by the cut, as the status is judged
    n_years: int = 0
    known_on: date | None = None  # the day the answer will probably be known; None: only at the end
    is_known: bool = False
    chance_of_rest: float | None = None  # where one slot is missed already: that all that are left are met
    n_slots: float | None = None  # weeks (days, months) that an average is over
    more_low: int | None = None  # occasions that will probably come, 80 %
    more_high: int | None = None
    follows_list: bool = False  # the places are those of a list that can change
    before: tuple[Before, ...] = ()
    method: str = METHOD

    def as_json(self) -> dict[str, Any]:
        """Return the forecast as it is frozen in a follow-up: dates as ISO text."""
        plain = asdict(self)
        plain["known_on"] = self.known_on.isoformat() if self.known_on else None
        plain["before"] = [
            asdict(one) | {"through": one.through.isoformat(), "ends": one.ends.isoformat(), "held": one.held}
            for one in self.before
        ]
        return plain
