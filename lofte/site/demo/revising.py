"""A target of the demonstration is revised in the open, as a partnership would."""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from lofte.promises import actions, queries
from lofte.promises.models import Promise
from lofte.site.demo.ground import Ground

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SEARCHES = Decimal(5)  # instead of six
WHY = "Den ena narkotikahunden slutar i tjänst till sommaren, och en ny är i arbete först nästa år."


def revise_searches(promise: Promise, *, ground: Ground, today: date) -> None:
    """Let the dog searches be fewer from May, once that day has come."""
    year = promise.starts.year
    decided_on, applies_from = date(year, 4, 22), date(year, 5, 1)
    if today < applies_from:
        return
    target = queries.targets().get(
        activity__promise=promise, kind_of_work__code="dog-search-school", kind="count"
    )
    actions.revise_target(
        target=target,
        terms=actions.terms_of(target, value=SEARCHES),
        decision=actions.Decision(
            applies_from=applies_from,
            reason=WHY,
            decided_on=decided_on,
            deciders=tuple(queries.deciders(promise, decided_on)),
        ),
        by=ground.people["coordinator"],
        at=datetime.combine(decided_on, time(14), tzinfo=STOCKHOLM),
    )
