"""What is agreed for obligations: one query or two, however many targets."""

from collections import defaultdict
from collections.abc import Iterable

from lofte.periods.breaks import Breaks, Stretch
from lofte.work.models import AgreedTime, Obligation

Times = dict[tuple[int, str], list[Stretch]]


def breaks(target_ids: Iterable[int], partnership_ids: Iterable[int]) -> dict[int, Breaks]:
    """Return what is free for the targets that have something agreed, the last agreed on top."""
    agreed = Obligation.objects.filter(target__in=list(target_ids)).order_by("agreed_on")
    rows = list(agreed.select_related("target__activity__promise"))
    times = _times(partnership_ids) if rows else {}
    found: dict[int, Breaks] = {}
    for row in rows:
        found[row.target_id] = _breaks(row, times, found.get(row.target_id))
    return found


def _times(partnership_ids: Iterable[int]) -> Times:
    found: Times = defaultdict(list)
    for row in AgreedTime.objects.filter(partnership__in=list(partnership_ids)).order_by("starts", "pk"):
        found[row.partnership_id, row.kind].append(Stretch(row.starts, row.ends, row.name, row.decided_on))
    return found


def _breaks(row: Obligation, times: Times, earlier: Breaks | None) -> Breaks:
    where = row.target.activity.promise.partnership_id
    first, last = row.first_free_week, row.last_free_week
    terms = tuple(times.get((where, AgreedTime.Kind.TERM), ())) if row.in_terms_only else None
    return Breaks(
        agreed_on=row.agreed_on,
        weekday=row.weekday,
        on_holidays=row.on_holidays,
        weeks=None if first is None or last is None else (first, last),
        stretches=tuple(times.get((where, AgreedTime.Kind.BREAK), ())) if row.in_breaks else (),
        terms=terms,
        earlier=earlier,
    )
