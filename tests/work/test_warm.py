"""What a process kept and what is new in the log give what a recount gives, whatever came between."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from lofte.accounts.models import Organisation
from lofte.periods.calendar import parse
from lofte.places.models import Area
from lofte.promises.models import KindOfWork, Quantity, Target
from lofte.work import counting, queries, warm
from lofte.work.judging import Count
from lofte.work.models import Entry
from lofte.work.outcomes import Outcome
from tests.cast import Cast
from tests.work import making

T2 = parse("2021-T2")
CUT = date(2021, 9, 1)


@pytest.fixture
def drugs(cast: Cast) -> KindOfWork:
    made = making.kind_of_work("narkotika", has_recipients=True)
    making.quantity(made, "brott")
    making.quantity(made, "forstagang")
    return made


@pytest.fixture
def targets(cast: Cast, drugs: KindOfWork) -> list[Target]:
    """Give a target of each kind that is added up, in each place and together."""
    of = making.promise(cast.partnership)
    found, first = drugs.quantities.order_by("pk")
    rules: list[tuple[str, float | None, dict[str, object]]] = [
        ("count", 40, {"each_place": True}),
        ("count", 40, {"each_place": False, "minimum_minutes": 20}),
        ("count", 90, {"quantity": found, "each_place": True}),
        ("share", 20, {"quantity": first, "whole": found, "each_place": False}),
        ("share", 20, {"quantity": first, "each_place": True}),
        ("cadence", None, {"per": "week", "each_place": True, "recipients": [cast.housing]}),
        ("milestone", 3, {"each_place": False}),
    ]
    made = [
        making.target(
            making.activity(of, cast.police, cast.municipality),
            kind,
            value,
            places=[cast.north, cast.south],
            kind_of_work=drugs,
            **given,  # type: ignore[arg-type]
        )
        for kind, value, given in rules
    ]
    making.target(made[0].activity, "count", 9, per="year", kind_of_work=drugs)
    return list(Target.objects.order_by("pk"))


def log_at_random(chance: Random, cast: Cast, kind: KindOfWork, n: int) -> None:
    """Write work, and take some of all that is written back."""
    numbers: list[Quantity] = list(kind.quantities.order_by("pk"))
    organisations: list[Organisation] = [cast.police, cast.municipality, cast.housing]
    areas: list[Area] = [cast.north_area, cast.south_area, cast.west_area]
    for _ in range(n):
        making.work(
            kind,
            chance.choice(areas),
            T2.starts + timedelta(days=chance.randrange(-130, 140)),
            chance.choice(organisations),
            minutes=chance.choice([None, 10, 45]),
            occasions=chance.choice([1, 12]),
            quantities={number: chance.randrange(4) for number in numbers if chance.random() < 0.7},
            recipients=[one for one in organisations if chance.random() < 0.5],
        )
    standing = list(Entry.objects.filter(sign=1, reversed_by=None).order_by("pk"))
    for entry in chance.sample(standing, n // 4):
        making.taken_back(entry)


def counted(targets: list[Target]) -> dict[int, Outcome]:
    return counting.outcomes(targets, period=T2, cut=CUT)


def recounted(targets: list[Target]) -> dict[int, Outcome]:
    warm.forget()
    return counted(targets)


def statements(targets: list[Target]) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        counted(targets)
    return [query["sql"] for query in seen.captured_queries]


@pytest.mark.parametrize("seed", [7, 8])
def test_what_is_new_added_to_what_was_kept_is_a_recount(
    cast: Cast, drugs: KindOfWork, targets: list[Target], seed: int
) -> None:
    chance = Random(seed)

    for n in (12, 1, 5, 12):
        log_at_random(chance, cast, drugs, n)
        added = counted(targets)
        assert added == recounted(targets)


def test_the_log_is_not_added_up_again_after_a_write(
    cast: Cast, drugs: KindOfWork, targets: list[Target]
) -> None:
    log_at_random(Random(7), cast, drugs, 8)
    cold = [sql for sql in statements(targets) if "SUM(" in sql]

    making.work(drugs, cast.north_area, T2.starts, cast.police)
    after_a_write = [sql for sql in statements(targets) if "SUM(" in sql]

    assert cold
    assert not after_a_write


def test_what_a_rollback_took_away_is_not_counted(
    cast: Cast, drugs: KindOfWork, targets: list[Target]
) -> None:
    log_at_random(Random(7), cast, drugs, 8)
    before = counted(targets)

    with transaction.atomic():
        making.work(drugs, cast.north_area, T2.starts, cast.police, n=3)
        assert counted(targets) != before
        transaction.set_rollback(True)

    assert counted(targets) == before
    making.work(drugs, cast.south_area, T2.starts, cast.police)  # on SQLite under the same number
    assert counted(targets) == recounted(targets)


def test_many_new_entries_are_recounted(cast: Cast, drugs: KindOfWork, targets: list[Target]) -> None:
    making.work(drugs, cast.north_area, T2.starts, cast.police)
    counted(targets)
    making.many(drugs, cast.north_area, T2.starts, cast.police, n=warm.MOST_NEW + 1)

    asked = statements(targets)

    assert any("SUM(" in sql for sql in asked)
    assert counted(targets)[targets[0].pk].places[0].done == warm.MOST_NEW + 2


def test_a_changed_rule_is_counted_by_the_new_one(
    cast: Cast, drugs: KindOfWork, targets: list[Target]
) -> None:
    making.work(drugs, cast.north_area, T2.starts, cast.police, minutes=15)
    assert counted(targets)[targets[0].pk].places[0].done == 1

    Target.objects.filter(pk=targets[0].pk).update(minimum_minutes=20)
    targets = list(Target.objects.order_by("pk"))

    assert counted(targets)[targets[0].pk].places[0].done == 0


def test_a_place_with_other_areas_is_not_what_was_kept(
    cast: Cast, drugs: KindOfWork, targets: list[Target]
) -> None:
    making.work(drugs, cast.north_area, T2.starts, cast.police)
    assert counted(targets)[targets[0].pk].places[0].done == 1

    cast.north.containment.all().delete()

    assert counted(targets)[targets[0].pk].places[0].done == 0


def test_what_was_used_last_is_kept_and_no_more_than_there_is_room_for(
    cast: Cast, targets: list[Target]
) -> None:
    counts = [Count(one, one.whole, T2, CUT) for one in queries.yardsticks(targets)]
    shelf = warm.Shelf(room=2)
    first, second, third = (warm.Kept(count, {}) for count in counts[:3])

    shelf.put([first, second])
    shelf.put([first])
    shelf.put([third])

    assert shelf.find(counts) == {first.count: first, third.count: third}
    shelf.put([replace(second, areas={1: {(None, None): making.TALLY, (CUT, None): making.TALLY}})])
    assert shelf.find(counts) == {}


ANOTHER = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "lofte.site.testing"
import django; django.setup()
from django.db import connection
connection.settings_dict["NAME"] = sys.argv[1]
from lofte.accounts.models import Organisation
from lofte.places.models import Area
from lofte.promises.models import KindOfWork
from tests.work import making
from datetime import date
models = KindOfWork, Area, Organisation
kind, area, by = (model.objects.get(pk=key) for model, key in zip(models, sys.argv[2:]))
making.work(kind, area, date(2021, 5, 3), by, n=2)
"""


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_what_another_process_has_logged_is_counted_at_the_next_request(
    cast: Cast, drugs: KindOfWork, targets: list[Target]
) -> None:
    making.work(drugs, cast.north_area, T2.starts, cast.police)
    assert counted(targets)[targets[0].pk].places[0].done == 1

    keys = [str(one.pk) for one in (drugs, cast.north_area, cast.police)]
    name = str(connection.settings_dict["NAME"])
    subprocess.run([sys.executable, "-c", ANOTHER, name, *keys], check=True)
    asked = statements(targets)

    assert not [sql for sql in asked if "SUM(" in sql]
    assert counted(targets)[targets[0].pk].places[0].done == 3
    assert counted(targets) == recounted(targets)
