"""Forecasts as their sentences need them: which lines are told, how sure, and which stand together. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil, floor
from typing import Literal

from lofte.work.foreseen import Foreseen

Sure = Literal["surely", "probably", "unsure", "hardly", "not"]
SURELY, PROBABLY = 0.95, 0.8  # how sure it must be to say so: below, nobody can say
TWO_WEEKS, TEN_WEEKS, A_MONTH = 14, 70, 30.44  # days: what is left is told in days, weeks, months
FEW_PLACES = 4  # more of them: the picture and its table tell each one's range
FINE = 20  # a week: below, an average is told with a decimal
WIDE = 50  # a range that is wider is told in tens, outward
DIFFERS = 0.1  # of what the rule expects: the season must differ by more to be told


def sure(found: Foreseen) -> Sure:
    """Say how sure it is; without earlier years nothing is said to be nearly certain."""
    is_known = not is_paced(found) or found.n_years > 0
    chance = _told_chance(found)
    if chance >= PROBABLY:
        return "surely" if chance >= SURELY and is_known else "probably"
    if chance <= 1 - PROBABLY:
        return "not" if chance <= 1 - SURELY and is_known else "hardly"
    return "unsure"


def _told_chance(found: Foreseen) -> float:
    """Return the chance that is told: where all can no longer be met, that all that are left are."""
    return found.chance if found.chance_of_rest is None else found.chance_of_rest


def tenths(found: Foreseen) -> int:
    """Return the chance in tenths: never none and never all, while the time runs."""
    return min(max(round(10 * _told_chance(found)), 1), 9)


def is_paced(found: Foreseen) -> bool:
    """Say whether it is a number that the log adds up, week by week."""
    return found.kind in {"number", "average"}


def asks_for_all(found: Foreseen) -> bool:
    """Say whether every slot, place or occasion is promised."""
    if found.kind == "answered":
        return found.goal == 100
    return found.kind == "slots" and found.goal == (found.of or found.goal)


def each(found: Foreseen, value: float) -> float:
    """Return a number as it was promised: of an average, in each week."""
    return value / found.n_slots if found.n_slots else value


def fine_ends(found: Foreseen) -> tuple[float, float]:
    """Return the range of an average, with a decimal where it is small, outward."""
    low, high = each(found, found.low), each(found, found.high)
    if high >= FINE:
        return floor(low), ceil(high)
    return floor(10 * low) / 10, ceil(10 * high) / 10


def ends(low: float, high: float) -> tuple[int, int]:
    """Return a range as it is told: wide ones in tens, outward."""
    if high - low < WIDE:
        return floor(low), ceil(high)
    return floor(low / 10) * 10, ceil(high / 10) * 10


@dataclass(frozen=True)
class Told:
    """The forecasts of one target that are told together, and what was foreseen before."""

    lines: tuple[Foreseen, ...]
    cut: date
    by_sure: dict[tuple[Sure, bool], list[Foreseen]] = field(default_factory=dict)  # and if of what is left

    @property
    def is_single(self) -> bool:
        return len(self.lines) == 1

    @property
    def are_few(self) -> bool:
        return len(self.lines) <= FEW_PLACES

    @property
    def open_lines(self) -> list[Foreseen]:
        """Return the lines whose goal is not reached (or passed, where it is a limit) already."""
        return [line for line in self.lines if not line.is_reached]

    @property
    def follows_list(self) -> bool:
        return any(line.follows_list for line in self.lines)

    @property
    def more(self) -> tuple[int, int] | None:
        """Return how many occasions will probably come, where there is one line to tell."""
        low, high = self.lines[0].more_low, self.lines[0].more_high
        return None if low is None or high is None or not self.is_single else (low, high)

    @property
    def behind(self) -> list[Foreseen]:
        """Return the lines that must go faster from now on, the furthest behind first."""
        slow = [line for line in self.open_lines if (line.needed or 0) > (line.so_far or 0)]
        return sorted(slow, key=lambda line: line.chance)

    @property
    def has_season(self) -> bool:
        """Whether earlier years expect something else by now than the rule of the status does."""
        line = self.lines[0]
        if line.kind != "number" or line.expected is None or line.expected_by_rule is None:
            return False
        return abs(line.expected - line.expected_by_rule) > DIFFERS * line.expected_by_rule

    @property
    def is_answered(self) -> bool:
        """Whether nothing is left to wait for, or nobody can say when."""
        return all(line.is_known or line.is_reached or not is_paced(line) for line in self.lines)

    @property
    def known_on(self) -> date | None:
        """Return when the last of the answers will probably be known; None: at the end, or they are."""
        days = [line.known_on for line in self.open_lines if not line.is_known]
        return max((day for day in days if day), default=None) if all(days) else None


def told(lines: Sequence[Foreseen], cut: date) -> Told:
    by_sure: dict[tuple[Sure, bool], list[Foreseen]] = {}
    for line in lines:
        if not line.is_reached:
            by_sure.setdefault((sure(line), line.chance_of_rest is not None), []).append(line)
    return Told(tuple(lines), cut, by_sure)
