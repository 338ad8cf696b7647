"""What the bench `counting` measures: a large log, fifty targets, and a hand-written statement for each.

Raw SQL stands here and not in queries because it is the yardstick, and because a million rows are made in
the database itself. Both statements of a pair must give the same figures, or the bench fails.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from lofte.accounts.actions import give_first_rights
from lofte.accounts.models import Membership, Organisation, Partnership, User
from lofte.periods.calendar import parse
from lofte.places.models import Area, AreaSet, Containment
from lofte.promises.models import (
    Activity,
    ActivityParty,
    KindOfWork,
    Promise,
    Quantity,
    Target,
    TargetPlace,
    TargetRecipient,
)
from lofte.work import counting, warm
from lofte.work.outcomes import Outcome
from lofte.work.rhythms import owed

YEARS = parse("2021-2022")
PERIOD = parse("2022-T2")
CUT = PERIOD.ends
AFTER_LAST_WEEK = date(
    2022, 8, 29
)  # Monday of week 35, whose Thursday is the cut: it belongs to the next period
N_KINDS, N_AREAS, N_SETS = 10, 35, 7
DRUGS, PICTURE = 0, 1  # the kind with quantities, the kind with recipients
N_TARGETS = 50  # of one promise
STATEMENTS = (
    "count",
    "count",
    "together",
    "count",
    "share",
    "cadence",
    "count",
    "quantity",
    "together",
    "shared",
)

Figures = dict[str, Any]


@dataclass(frozen=True)
class Stage:
    """What the log and the targets are made of."""

    kinds: Sequence[KindOfWork]
    areas: Sequence[Area]
    sets: Sequence[AreaSet]
    organisations: Sequence[Organisation]
    quantities: Sequence[Quantity]
    promise: Promise


def build(n_entries: int, n_targets: int = N_TARGETS) -> list[Target]:
    """Fill an empty database with a log of this size, and return so many targets over it."""
    stage = _stage()
    _fill(stage, n_entries)
    _take_back()
    _add_quantities(stage)
    _add_recipients(stage)
    return [_target(stage, number) for number in range(n_targets)]


def settle() -> None:
    """Let the database know its rows, as it does by itself when it has been running for a while."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def targets(at_most: int | None = None) -> list[Target]:
    """Fetch the targets, as a page does."""
    return list(Target.objects.select_related("activity").order_by("pk")[:at_most])


def forget() -> None:
    """Begin cold: a connection of its own, and nothing kept from the last count."""
    connection.close()
    owed.cache_clear()
    warm.forget()


def _stage() -> Stage:
    partnership = Partnership.objects.create(slug="bench", name="Bench", municipality_name="Bench")
    give_first_rights(partnership)
    organisations = [
        Organisation.objects.create(slug=f"org-{n}", name=f"Org {n}", short_name=f"Org {n}", kind="police")
        for n in range(3)
    ]
    for organisation in organisations:
        Membership.objects.create(partnership=partnership, organisation=organisation)
    kinds = [
        KindOfWork.objects.create(code=f"kind-{n}", name=f"Kind {n}", character="safety")
        for n in range(N_KINDS)
    ]
    keys = {"version_year": 2025, "geometry": {}, "label_lon": 0, "label_lat": 0}
    areas = [Area.objects.create(code=f"A{n}", name=f"A{n}", kind="regso", **keys) for n in range(N_AREAS)]
    sets = [
        AreaSet.objects.create(partnership=partnership, slug=f"s{n}", name=f"S{n}") for n in range(N_SETS)
    ]
    Containment.objects.bulk_create(
        Containment(area_set=sets[n % N_SETS], area=area) for n, area in enumerate(areas)
    )
    found = Quantity.objects.create(kind_of_work=kinds[DRUGS], code="found", name="found")
    first = Quantity.objects.create(kind_of_work=kinds[DRUGS], code="first", name="first", part_of=found)
    promise = Promise.objects.create(
        partnership=partnership,
        slug="bench",
        title="Bench",
        starts=YEARS.starts,
        ends=YEARS.ends,
        adopted_on=YEARS.starts,
        adopted_by=User.objects.create_user("bench@example.org", "Bench"),
    )
    return Stage(kinds, areas, sets, organisations, [found, first], promise)


def _fill(stage: Stage, n_entries: int) -> None:
    """Let the database make the rows: primes spread kinds, areas, days and minutes over one another."""
    is_pg = connection.vendor == "postgresql"
    key = "LPAD(TO_HEX(i), 32, '0')::uuid" if is_pg else "PRINTF('%%032x', i)"
    day = "DATE '2021-01-01' + (i * 7 %% 730)" if is_pg else "DATE('2021-01-01', (i * 7 %% 730) || ' days')"
    checks = "'[]'::jsonb" if is_pg else "'[]'"
    yes, no = ("TRUE", "FALSE") if is_pg else ("1", "0")
    firsts = (stage.kinds[0].pk, stage.areas[0].pk, stage.organisations[0].pk)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s)"  # noqa: S608  # nosec B608
            f" INSERT INTO work_entry (key, kind_of_work_id, area_id, organisation_id, occurred_on, minutes,"
            f" state, checks, occasions, sign, reversal_reason, logged_at, is_simulated)"
            f" SELECT {key}, %s + (i * 31 / 7 %% {N_KINDS}), %s + (i * 17 / 3 %% {N_AREAS}), %s + i %% 3,"
            f" {day}, 10 + i %% 50, 'done', {checks}, 1, 1, '', %s, {yes} FROM n WHERE {no} = {no}",
            [n_entries, *firsts, datetime(2021, 1, 1, tzinfo=UTC)],
        )


def _take_back() -> None:
    """Take back every hundredth entry."""
    is_pg = connection.vendor == "postgresql"
    key = "LPAD(TO_HEX(id), 32, 'f')::uuid" if is_pg else "'f' || PRINTF('%%031x', id)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO work_entry (key, kind_of_work_id, area_id, organisation_id, occurred_on, minutes,"  # noqa: S608  # nosec B608
            f" state, checks, occasions, sign, reversal_reason, logged_at, is_simulated, reverses_id)"
            f" SELECT {key}, kind_of_work_id, area_id, organisation_id, occurred_on, minutes, state, checks,"
            f" occasions, -1, 'bench', logged_at, is_simulated, id FROM work_entry WHERE id %% 100 = %s",
            [0],
        )


def _add_quantities(stage: Stage) -> None:
    found, first = stage.quantities
    with connection.cursor() as cursor:
        for quantity, value in ((found, "1 + minutes %% 3"), (first, "minutes %% 2")):
            cursor.execute(
                f"INSERT INTO work_entryquantity (entry_id, quantity_id, value)"  # noqa: S608  # nosec B608
                f" SELECT id, %s, {value} FROM work_entry WHERE kind_of_work_id = %s",
                [quantity.pk, stage.kinds[DRUGS].pk],
            )


def _add_recipients(stage: Stage) -> None:
    with connection.cursor() as cursor:
        for number, organisation in enumerate(stage.organisations):
            cursor.execute(
                "INSERT INTO work_entryrecipient (entry_id, organisation_id)"
                " SELECT id, %s FROM work_entry WHERE kind_of_work_id = %s AND minutes %% 4 <> %s",
                [organisation.pk, stage.kinds[PICTURE].pk, number],
            )


def _target(stage: Stage, number: int) -> Target:
    """Make one of the fifty: its sort follows from its number, its places and kind wander."""
    sort = STATEMENTS[number % len(STATEMENTS)]
    kind = {"quantity": DRUGS, "share": DRUGS, "shared": PICTURE}.get(sort, 2 + number % (N_KINDS - 2))
    activity = Activity.objects.create(promise=stage.promise, position=number + 1, title=sort, text=sort)
    for organisation in stage.organisations[: 1 + number % 2]:
        ActivityParty.objects.create(activity=activity, organisation=organisation)
    is_rhythm = sort in {"cadence", "shared"}
    target = Target.objects.create(
        activity=activity,
        kind={"share": "share", "cadence": "cadence", "shared": "cadence"}.get(sort, "count"),
        comparator=">=",
        value=Decimal(1 if is_rhythm else 20 if sort == "share" else 800),
        per="week" if is_rhythm else "",
        each_place=sort not in {"together", "share"},
        minimum_minutes=20 if number % 3 == 0 else None,
        kind_of_work=stage.kinds[kind],
        quantity=stage.quantities[{"quantity": 0, "share": 1}[sort]]
        if sort in {"quantity", "share"}
        else None,
        whole=stage.quantities[0] if sort == "share" else None,
    )
    TargetPlace.objects.bulk_create(
        TargetPlace(target=target, area_set=stage.sets[(number + n * 3) % N_SETS], position=n)
        for n in range(4)
    )
    if sort == "shared":
        for organisation in stage.organisations[:2]:
            TargetRecipient.objects.create(target=target, organisation=organisation)
    return target


# Ours


def ours(targets: Sequence[Target]) -> Figures:
    """Recount every target, and return its figures by target and place."""
    outcomes = counting.outcomes(targets, period=PERIOD, cut=CUT)
    return {f"{key}": figures(outcome) for key, outcome in outcomes.items()}


def figures(outcome: Outcome) -> list[tuple[float, ...]]:
    """Return what a statement by hand gives: place, sum and the period's part; a share's two sums."""
    if outcome.share is not None:
        return [(outcome.share.part, outcome.share.whole, outcome.n_in_period)]
    lines = [line for line in outcome.places if line.promised is not None]
    return sorted((line.area_set_id or 0, line.done, line.in_period) for line in lines)


# By hand: one statement for each target, its values written by whoever knows the target


@dataclass(frozen=True)
class Statement:
    """A hand-written statement with its values."""

    target_id: int
    sql: str
    params: Sequence[Any]


def by_hand(targets: Sequence[Target]) -> list[Statement]:
    """Return the fifty statements, made before any clock is started."""
    return [_statement(target) for target in targets]


def theirs(statements: Sequence[Statement]) -> Figures:
    """Run the fifty statements."""
    found: Figures = {}
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement.sql, statement.params)
            rows = [tuple(int(value or 0) for value in row) for row in cursor.fetchall()]
            found[str(statement.target_id)] = sorted(rows)
    return found


def _statement(target: Target) -> Statement:
    sort = target.activity.title
    sets = [place.area_set_id for place in target.places.order_by("position")]
    parties = [party.organisation_id for party in target.activity.parties.order_by("pk")]
    where, values = _where(target, parties)
    period = [PERIOD.starts, PERIOD.ends]
    sql = {
        "count": _EACH,
        "quantity": _QUANTITY,
        "together": _TOGETHER,
        "share": _SHARE,
        "cadence": _CADENCE,
        "shared": _SHARED,
    }[sort]
    join = [target.quantity_id] if sort in {"quantity", "share"} else []
    join += [target.whole_id] if sort == "share" else []
    weeks = [_first_week(), *_reported_weeks()]
    before = weeks[1:] if sort in {"cadence", "shared"} else period
    inner = weeks[:1] if sort in {"cadence", "shared"} else []
    shared = [row.organisation_id for row in target.recipients.order_by("pk")] if sort == "shared" else []
    text = sql.format(where=where, sets=", ".join(["%s"] * len(sets)), week=_week())
    return Statement(target.pk, text, [*before, *inner, *join, *sets, *values, *shared])


def _where(target: Target, parties: Sequence[int]) -> tuple[str, list[Any]]:
    is_rhythm = target.kind == "cadence"
    starts, ends = (_first_week(), AFTER_LAST_WEEK) if is_rhythm else (YEARS.starts, CUT)
    text = (
        "e.kind_of_work_id = %s AND e.occurred_on >= %s AND e.occurred_on < %s"
        f" AND e.organisation_id IN ({', '.join(['%s'] * len(parties))})"
    )
    values: list[Any] = [target.kind_of_work_id, starts, ends, *parties]
    if target.minimum_minutes is not None:
        return f"{text} AND e.minutes >= %s", [*values, target.minimum_minutes]
    return text, values


def _first_week() -> date:
    return date(2021, 1, 4)  # Monday of the first week with its Thursday in 2021


def _reported_weeks() -> tuple[int, int]:
    """Return the numbers of the first week of the period and of the first after it."""
    first = date(2022, 5, 2)  # Monday of week 18, whose Thursday is the first in May
    weeks = [(monday - _first_week()) // timedelta(days=7) for monday in (first, AFTER_LAST_WEEK)]
    return weeks[0], weeks[1]


def _week() -> str:
    if connection.vendor == "postgresql":
        return "(e.occurred_on - %s) / 7"
    return "CAST((JULIANDAY(e.occurred_on) - JULIANDAY(%s)) / 7 AS INTEGER)"


_IN_PERIOD = "CASE WHEN e.occurred_on >= %s AND e.occurred_on < %s THEN {value} ELSE 0 END"
_TIMES = "e.sign * e.occasions"
_EACH = (
    f"SELECT c.area_set_id, SUM({_TIMES}), SUM(" + _IN_PERIOD.format(value=_TIMES) + ")"  # noqa: S608  # nosec B608
    " FROM work_entry e JOIN places_containment c ON c.area_id = e.area_id"
    " WHERE c.area_set_id IN ({sets}) AND {where} GROUP BY c.area_set_id"
)
_TOGETHER = (
    f"SELECT 0, SUM({_TIMES}), SUM(" + _IN_PERIOD.format(value=_TIMES) + ") FROM work_entry e"  # noqa: S608  # nosec B608
    " WHERE e.area_id IN (SELECT area_id FROM places_containment WHERE area_set_id IN ({sets})) AND {where}"
)
_QUANTITY = (
    "SELECT c.area_set_id, SUM(e.sign * q.value), SUM(" + _IN_PERIOD.format(value="e.sign * q.value") + ")"  # noqa: S608  # nosec B608
    " FROM work_entry e JOIN work_entryquantity q ON q.entry_id = e.id AND q.quantity_id = %s"
    " JOIN places_containment c ON c.area_id = e.area_id"
    " WHERE c.area_set_id IN ({sets}) AND {where} GROUP BY c.area_set_id"
)
_SHARE = (
    "SELECT SUM(e.sign * COALESCE(q.value, 0)), SUM(e.sign * COALESCE(w.value, 0)), SUM("  # noqa: S608  # nosec B608
    + _IN_PERIOD.format(value="e.sign * COALESCE(w.value, 0)")
    + ") FROM work_entry e"
    " LEFT JOIN work_entryquantity q ON q.entry_id = e.id AND q.quantity_id = %s"
    " LEFT JOIN work_entryquantity w ON w.entry_id = e.id AND w.quantity_id = %s"
    " WHERE e.area_id IN (SELECT area_id FROM places_containment WHERE area_set_id IN ({sets})) AND {where}"
)
_CADENCE = (
    "SELECT area_set_id, COUNT(*), SUM(CASE WHEN week >= %s AND week < %s THEN 1 ELSE 0 END) FROM"
    " (SELECT c.area_set_id, {week} AS week FROM work_entry e"
    " JOIN places_containment c ON c.area_id = e.area_id WHERE c.area_set_id IN ({sets}) AND {where}"
    " GROUP BY 1, 2 HAVING SUM(e.sign * e.occasions) > 0) weeks GROUP BY area_set_id"
)
_SHARED = (
    "SELECT area_set_id, COUNT(*), SUM(CASE WHEN week >= %s AND week < %s THEN 1 ELSE 0 END) FROM"
    " (SELECT c.area_set_id, {week} AS week FROM work_entry e"
    " JOIN places_containment c ON c.area_id = e.area_id WHERE c.area_set_id IN ({sets}) AND {where}"
    " AND EXISTS (SELECT 1 FROM work_entryrecipient r WHERE r.entry_id = e.id AND r.organisation_id = %s)"
    " AND EXISTS (SELECT 1 FROM work_entryrecipient r WHERE r.entry_id = e.id AND r.organisation_id = %s)"
    " GROUP BY 1, 2 HAVING SUM(e.sign * e.occasions) > 0) weeks GROUP BY area_set_id"
)
