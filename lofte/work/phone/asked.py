"""What is asked for here this week: for each area, what the promises want of my organisation."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext

from lofte.accounts.viewers import Viewer
from lofte.base import wording
from lofte.places.models import AreaSet
from lofte.places.queries import contained
from lofte.work import cadences, words
from lofte.work.asked import wanted
from lofte.work.cadences import Followed
from lofte.work.outcomes import PlaceOutcome, SlotOutcome

Facts = dict[str, Any]


def here(viewer: Viewer, today: date) -> list[Facts]:
    """Return what is asked this week; `areas` is empty where it may be done anywhere."""
    rows = [row for row in cadences.followed(viewer, today) if row.target.kind_of_work is not None]
    keys = {line.area_set_id for row in rows for line in row.outcome.places if line.area_set_id}
    by_name = _sets(rows)
    areas = contained({*keys, *by_name.values()})
    found = [fact for row in rows for fact in _of(row, today)]
    return [
        {name: value for name, value in fact.items() if name != "at"}
        | {"areas": sorted(areas.get(_set_of(fact["at"], by_name) or 0, ()))}
        for fact in found
    ]


def _sets(rows: Sequence[Followed]) -> Mapping[str, int]:
    """Return the sets by name: a slot knows its place by name alone."""
    partnerships = {row.activity.promise.partnership_id for row in rows}
    named = AreaSet.objects.filter(partnership__in=partnerships).order_by("-pk")
    return dict(named.values_list("name", "pk"))


def _set_of(at: PlaceOutcome | SlotOutcome, by_name: Mapping[str, int]) -> int | None:
    if isinstance(at, PlaceOutcome) and at.area_set_id:
        return at.area_set_id
    return by_name.get(at.place)


def _of(row: Followed, today: date) -> Iterator[Facts]:
    kind = row.target.kind_of_work
    common = {"kind": kind.code if kind else "", "title": row.activity.title}
    if row.outcome.kind == "count" and row.target.comparator != "<=":
        for line in row.outcome.places:
            n_left = wanted(row, line, today) - line.in_period
            if n_left > 0:
                yield {**common, "at": line, "place": line.place, "note": _note(n_left, line)}
    for slot in row.outcome.slots:
        if slot.state == "due":
            by = wording.day_short(slot.ends - date.resolution, words.language())
            note = gettext("Ska göras senast %(day)s") % {"day": by}
            yield {**common, "at": slot, "place": slot.place, "note": note}


def _note(n_left: float, line: PlaceOutcome) -> str:
    return gettext("%(n)s till i veckans takt, %(done)s gjorda") % {
        "n": wording.number(n_left, words.language()),
        "done": wording.number(line.in_period, words.language()),
    }
