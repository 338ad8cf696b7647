"""What the log says of a target: plain frozen facts, made by counting, read by everything above."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

SlotState = Literal["met", "missed", "due", "coming"]
Status = Literal["on_track", "behind", "done", "not_met", "cannot_be_judged", "stopped"]


@dataclass(frozen=True)
class ShareOutcome:
    """A part of a whole with its 95 % interval (Wilson), in percent; None when the whole is nought."""

    part: int
    whole: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class PlaceOutcome:
    """One line of the promise line: an area's (or the whole's) count against what was promised for it.

    A target for several places together has one line named "" with the promise, and after it a line for each
    place with `promised` None: that place's part, which was not promised by itself.
    """

    place: str  # name as promised; "" for all places together
    area_set_id: int | None
    done: float  # whole, but for hours
    promised: float | None
    expected: float | None  # by the cut, by the target's own pace
    in_period: float  # of `done`, what the follow-up's own period added
    status: Status | None = None  # the line's own; None where nothing was promised for it
    share: ShareOutcome | None = None  # a share that is promised in each place


@dataclass(frozen=True)
class SlotOutcome:
    """One slot of a cadence at one place."""

    key: str  # "2021-W14"
    starts: date
    ends: date
    place: str
    state: SlotState
    reason: str = ""


@dataclass(frozen=True)
class ValueOutcome:
    """What a series says on a day."""

    on: date
    value: float


@dataclass(frozen=True)
class LevelOutcome:
    """The level that was promised, also where a change from the baseline was; `upper` of a span."""

    bound: str  # a comparator
    value: float
    upper: float | None = None


@dataclass(frozen=True)
class MeasuredOutcome:
    """What an indicator's series says: where it stands, where it began, and the change between them."""

    value: float | None
    measured_on: date | None
    baseline: float | None
    baseline_on: date | None
    change: float | None  # in the series' own unit, or in percent where the promise speaks of percent
    n_values: int  # measurements within the time, up to the cut
    values: tuple[ValueOutcome, ...] = ()  # the series up to the cut, from before the time too
    level: LevelOutcome | None = None


@dataclass(frozen=True)
class Outcome:
    """A target's outcome at a cut. `status` follows the stated rule in `lofte.work.rules`.

    `why` says why a target cannot be judged (a code of `rules.Unjudged`), else "". `in_words` marks a target
    that is told in words and never scored. `closed` holds earlier windows that ended within the period, for
    a target that begins anew every term or year: a year's last word is not lost when the next one begins.
    """

    target_id: int
    kind: str
    status: Status
    starts: date  # the window that was counted
    ends: date  # its end, left out
    cut: date  # counted through this day, left out
    places: tuple[PlaceOutcome, ...] = ()
    slots: tuple[SlotOutcome, ...] = ()
    share: ShareOutcome | None = None
    reached_on: date | None = None  # a milestone's day
    measured: MeasuredOutcome | None = None  # an indicator: never work done
    n_in_period: float = 0  # what the period alone added (occasions, slots met)
    in_words: bool = False
    why: str = ""
    closed: tuple["Outcome", ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the outcome as it is frozen in a follow-up: dates as ISO text."""
        plain: dict[str, Any] = _dates_as_text(asdict(self))
        return plain


def _dates_as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _dates_as_text(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_dates_as_text(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
