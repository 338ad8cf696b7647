"""What a follow-up is drafted from: targets as facts, signing parties, and what was released before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch

from lofte.accounts import walls
from lofte.accounts.models import Organisation
from lofte.accounts.rights import Right
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import Viewer
from lofte.followup import rules
from lofte.followup.disclosure import Cell
from lofte.followup.facts import TargetFacts, Words
from lofte.followup.models import Approval, FollowUp, FollowUpLine
from lofte.followup.naming import as_promised
from lofte.followup.particulars import particulars_of
from lofte.promises import queries as promise_queries
from lofte.promises.models import Activity, Promise, Target
from lofte.work.models import Entry

SAYS_NO_THING = frozenset(
    {"", "gång", "gånger", "ggr", "st", "stycken", "tillfälle", "tillfällen", "ärenden", "procent", "%"}
)
ShareKey = tuple[int, str, str]  # target, place, first day of the window


@dataclass(frozen=True)
class Earlier:
    """What the last released follow-up said of an activity, and every share that is out."""

    followup: FollowUp | None
    lines: dict[int, dict[str, Any]]
    shares: dict[ShareKey, dict[int, Cell]]  # by the follow-up that told it


def promise_texts(promise: Promise, found: Iterable[Activity]) -> list[str]:
    """Return the promise's own words, where the prepositions of its places are read."""
    return [*(point.text for point in promise.points.order_by("position", "pk")), *(a.text for a in found)]


def target_facts(
    target: Target, activity: Activity, promise: Promise, texts: Sequence[str], counted: Iterable[str]
) -> TargetFacts:
    """Turn a target's row into the facts that its sentences need; `counted` are the places of its outcome."""
    kind = target.kind_of_work
    places = tuple(place.area_set.name for place in target.places.all())
    responsible = [p.organisation.kind for p in activity.parties.all() if p.part == "responsible"]
    shares = (target.quantity, target.whole) if target.kind == Target.Kind.SHARE else ()
    return TargetFacts(
        kind=target.kind,
        starts=target.starts or promise.starts,
        ends=target.ends or promise.ends,
        comparator=target.comparator,
        value=None if target.value is None else float(target.value),
        upper=None if target.upper is None else float(target.upper),
        per=target.per,
        each_place=target.each_place,
        in_prioritised=target.over_prioritised_areas,
        minimum_minutes=target.minimum_minutes,
        one=_one(target, activity),
        many=_many(target, activity),
        part=_part(target),
        whole=Words(kind.many, kind.many_en) if kind and shares else Words(),
        places=places,
        prepositions={place: rules.preposition(place, texts) for place in {*places, *counted} if place},
        recipients=tuple(in_sentence(row.organisation) for row in target.recipients.all()),
        counted_state=target.counted_state,
        is_own_effort=bool(kind and kind.is_own_effort),
        is_persons=any(row is not None and row.is_persons for row in shares),
        is_police=bool(responsible) and set(responsible) == {Organisation.Kind.POLICE.value},
        sign=target.sign,
        particulars=particulars_of(target),
    )


def _one(target: Target, activity: Activity) -> Words:
    kind, said = target.kind_of_work, activity.title + activity.text
    if kind is None:
        return Words(target.unit, target.unit)
    return Words(as_promised(kind.one, said), as_promised(kind.one_en, said))


def _many(target: Target, activity: Activity) -> Words:
    """What is counted, in the promise's own word where it has one: lamps, not places with better lighting."""
    kind, said = target.kind_of_work, activity.title + activity.text
    if kind is None:
        return Words(target.unit, target.unit)
    own = target.kind == Target.Kind.COUNT and target.unit.lower() not in SAYS_NO_THING
    sv = target.unit if own else as_promised(kind.many, said)
    return Words(sv, as_promised(kind.many_en, said))


def in_sentence(organisation: Organisation) -> str:
    """The name inside a sentence: "Polisen" is a word there, "Vätterhem" a name."""
    name = organisation.short_name
    return name.lower() if name in {"Polisen", "Kommunen"} else name


def _part(target: Target) -> Words:
    if target.kind != Target.Kind.SHARE or target.quantity is None:
        return Words()
    name, name_en = target.quantity.name, target.quantity.name_en
    return Words(name.removeprefix("varav "), name_en.removeprefix("of which ").removeprefix("of them "))


def signing_parties(promise: Promise) -> list[Organisation]:
    """Return the promise's parties that sign: each must approve."""
    return promise_queries.signing_parties(promise)


def earlier(promise: Promise, before: date) -> Earlier:
    """Return what the last period that began before was told, and every share that is out: two queries."""
    released = _released(promise)
    newest: dict[str, FollowUp] = {}
    for followup in released:
        if followup.starts < before:
            newest.setdefault(followup.period, followup)
    last = next(iter(newest.values()), None)
    lines = {line.activity_id: line.figures for line in last.lines.all()} if last else {}
    return Earlier(last, lines, _shares_out(released))


def shares_out(promise: Promise) -> dict[ShareKey, dict[int, Cell]]:
    """Return every share of the promise that is out, in whatever version of whatever period."""
    return _shares_out(_released(promise))


def _released(promise: Promise) -> list[FollowUp]:
    found = promise.followups.whole(Purpose.ACTING).filter(state=FollowUp.State.RELEASED)
    return list(found.order_by("-starts", "-version").prefetch_related("lines"))


def _shares_out(released: Sequence[FollowUp]) -> dict[ShareKey, dict[int, Cell]]:
    found: dict[ShareKey, dict[int, Cell]] = {}
    for followup in released:
        for line in followup.lines.all():
            for target in line.figures["targets"]:
                if not target["withheld"]:  # with one share withheld, none of the target's is told
                    _take(found, followup.pk, target["outcome"])
    return found


def _take(found: dict[ShareKey, dict[int, Cell]], number: int, outcome: dict[str, Any]) -> None:
    for place, share in shares_of(outcome).items():
        key = (outcome["target_id"], place, outcome["starts"])
        found.setdefault(key, {})[number] = Cell(share["part"], share["whole"])


def out_of(
    shares: Mapping[ShareKey, Mapping[int, Cell]], target_id: int, starts: str
) -> dict[str, Mapping[int, Cell]]:
    """Return what is out of one target's window, by place."""
    return {place: cells for (key, place, day), cells in shares.items() if (key, day) == (target_id, starts)}


def shares_of(outcome: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a frozen outcome's shares by place; "" is the whole."""
    found = {"": outcome["share"]} if outcome["share"] else {}
    return found | {line["place"]: line["share"] for line in outcome["places"] if line["share"]}


def has_simulated_entries(promise: Promise, until: date) -> bool:
    """Say whether simulated work lies among the entries that the promise can count."""
    return (
        Entry.objects.whole(Purpose.COUNTING)
        .filter(
            is_simulated=True,
            organisation__memberships__partnership=promise.partnership_id,
            area__containment__area_set__partnership=promise.partnership_id,
            occurred_on__gte=promise.starts,
            occurred_on__lt=until,
        )
        .exists()
    )


def followup(pk: int, viewer: Viewer) -> FollowUp | None:
    """Return a follow-up with its promise and partnership."""
    return FollowUp.objects.seen_by(viewer).select_related("promise__partnership").filter(pk=pk).first()


def is_there(pk: int) -> bool:
    """Say whether there is such a follow-up at all: one that is thrown away is thrown away once."""
    with walls.lifted():
        return FollowUp.objects.whole(Purpose.ACTING).filter(pk=pk).exists()


def adopted_promises(viewer: Viewer) -> list[Promise]:
    """Return the adopted promises of the viewer's partnerships, newest first, with their follow-ups."""
    followups = FollowUp.objects.seen_by(viewer).order_by("starts", "version")
    return list(
        Promise.objects.seen_by(viewer)
        .filter(partnership_id__in=viewer.partnership_ids(Right.SEE_FOLLOWUPS), adopted_on__isnull=False)
        .select_related("partnership")
        .prefetch_related(Prefetch("followups", queryset=followups))
        .order_by("partnership__name", "-starts", "pk")
    )


def lines(followup: FollowUp) -> list[FollowUpLine]:
    return list(followup.lines.order_by("position", "pk"))


def approvals(followup: FollowUp) -> list[Approval]:
    return list(followup.approvals.select_related("organisation").order_by("approved_at", "pk"))
