"""What only some kinds of targets say, from the rows to the facts that sentences need."""

from lofte.base import wording
from lofte.followup.facts import Particulars, Words
from lofte.promises.models import KindOfWork, Target
from lofte.promises.special import time_limit
from lofte.work.yardsticks import PERCENT, rule_of


def particulars_of(target: Target) -> Particulars:
    """Return what the target's kind needs beyond its number; its rows are best fetched with it."""
    series, occasion = target.indicator, target.occasion_kind
    return Particulars(
        rule=rule_of(target.kind, target.per, target.held).value,
        weekdays=tuple(int(day) for day in target.weekdays),
        clock=tuple(wording.clock(one, "sv") for one in (target.clock_from, target.clock_to) if one),
        skips_holidays=target.skips_holidays,
        spots=tuple(row.place.name for row in target.spots.all()),
        is_percent=target.unit.casefold() in PERCENT,
        limit=_limit(target),
        occasion_one=_words(occasion, "one"),
        occasion_many=_words(occasion, "many"),
        series=Words(_inside(series.name), _inside(series.name_en or series.name)) if series else Words(),
        series_unit=Words(series.unit, series.unit_en or series.unit) if series else Words(),
        source=series.source if series else "",
        reads_as=target.reads_as,
        direction=target.direction,
    )


def _words(kind: KindOfWork | None, name: str) -> Words:
    return Words() if kind is None else Words(getattr(kind, name), getattr(kind, f"{name}_en"))


def _inside(name: str) -> str:
    """A name as it stands inside a sentence; initials stay."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _limit(target: Target) -> Words:
    if target.kind != Target.Kind.FOLLOW_ON or target.value is None:
        return Words()
    value = float(target.value)
    return Words(time_limit(value, target.unit, "sv"), time_limit(value, target.unit, "en"))
