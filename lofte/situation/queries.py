"""What the series say: the values that stand, corrected ones in the place of those they replace."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.situation.models import Indicator, IndicatorValue


def standing() -> QuerySet[IndicatorValue]:
    """Return the values that nothing has replaced, in order of time."""
    return (
        IndicatorValue.objects.whole(Purpose.COUNTING).filter(replaced_by=None).order_by("measured_on", "pk")
    )


def series(indicator_ids: Iterable[int]) -> dict[int, list[tuple[date, Decimal]]]:
    """Return each series as days and values: one query."""
    found: dict[int, list[tuple[date, Decimal]]] = defaultdict(list)
    rows = standing().filter(indicator__in=set(indicator_ids))
    for indicator_id, on, value in rows.values_list("indicator_id", "measured_on", "value"):
        found[indicator_id].append((on, value))
    return found


def indicators(partnership_id: int) -> QuerySet[Indicator]:
    """Return a partnership's indicators with the values that stand."""
    return (
        Indicator.objects.filter(partnership=partnership_id)
        .select_related("area_set")
        .prefetch_related(Prefetch("values", standing().select_related("attested_by"), to_attr="standing"))
        .order_by("name", "pk")
    )


def history(indicator: Indicator, viewer: Viewer) -> QuerySet[IndicatorValue]:
    """Return every value that was ever written, the newest first, corrections above what they mend."""
    rows = (
        IndicatorValue.objects.seen_by(viewer)
        .filter(indicator=indicator)
        .select_related("indicator__partnership", "attested_by", "replaced_by", "replaces")
    )
    return rows.order_by("-measured_on", "-pk")
