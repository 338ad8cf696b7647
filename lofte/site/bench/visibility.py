"""Bench `visibility`: the busiest staff pages as somebody sees them, and as one who sees every row.

No switch turns the layer off in the house: the one who sees all is made here, by taking its condition out.
`house/with-postgresql lofte bench visibility` measures on PostgreSQL, where the walls stand for the one and
are let down for the other.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from lofte.accounts import walls
from lofte.accounts.models import User
from lofte.accounts.sight import Sight
from lofte.promises.models import Promise, Target
from lofte.site.bench.pages import BUILD, stage_at
from lofte.site.bench.rows import Goal, Row, compared
from lofte.site.bench.timing import side_by_side

SPEED = Goal("<=", 1.1)
MORE = Goal("<=", 3)
GIVEN = "LOFTE_TEST_DATABASE_URL"  # set by house/with-postgresql
WHO = "coordinator@exempelkoping.invalid"
_ASK = "import django; django.setup(); from lofte.site.bench.visibility import measure; measure(%d)"


def rows(*, full: bool) -> Iterator[Row]:
    """Build the demonstration in a folder of its own and time ten pages in turn, seen and seen whole."""
    with tempfile.TemporaryDirectory(prefix="lofte-bench-") as home:
        stage, place = stage_at(home), os.environ.get(GIVEN, "")
        if place:
            stage.environment["LOFTE_DATABASE_URL"] = place
        stage.run(BUILD)
        settings = os.environ.get("DJANGO_SETTINGS_MODULE", "lofte.site.settings")
        found = json.loads(stage.run(_ASK % (40 if full else 12), DJANGO_SETTINGS_MODULE=settings))
    ours, theirs = (sum(page[key] for page in found) for key in ("ours", "theirs"))
    yield compared(
        "visibility",
        size=f"{len(found)} pages, {'PostgreSQL' if place else 'SQLite'}",
        ours=ours,
        theirs=theirs,
        unit="ms",
        goal=SPEED,
        are_equal=all(page["status"] == 200 for page in found),
        note="the ten busiest pages together; dearest: " + _dearest(found),
    )
    yield compared(
        "visibility queries",
        size=f"{len(found)} pages",
        ours=max(page["queries"] - page["queries_whole"] for page in found) + 1,
        theirs=1,
        unit="queries",
        goal=MORE,
        are_equal=True,
        note="the most that the layer asks beside a page's own questions, plus one",
    )


def _dearest(found: list[dict[str, Any]]) -> str:
    worst = max(found, key=lambda page: page["ours"] / page["theirs"])
    return f"{worst['name']} {worst['ours'] / worst['theirs']:.2f}"


def measure(rounds: int) -> None:
    """Print what each page costs: run in a process of its own."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email=WHO), backend="django.contrib.auth.backends.ModelBackend")
    found = []
    for name, path in _pages().items():
        with CaptureQueriesContext(connection) as asked:
            status = client.get(path).status_code
        with _nothing_hidden(), CaptureQueriesContext(connection) as asked_whole:
            client.get(path)

        def seen(path: str = path) -> None:
            client.get(path)

        def seen_whole(path: str = path) -> None:
            with _nothing_hidden():
                client.get(path)

        # SQLite works in this process; PostgreSQL in another, so there the time that goes by is measured.
        clock = perf_counter if connection.vendor == "postgresql" else process_time
        ours, theirs = side_by_side(seen, seen_whole, rounds=rounds, clock=clock)
        found.append(
            {
                "name": name,
                "status": status,
                "ours": ours,
                "theirs": theirs,
                "queries": len(asked),
                "queries_whole": len(asked_whole),
            }
        )
    json.dump(found, sys.stdout)


@contextmanager
def _nothing_hidden() -> Iterator[None]:
    """Let the viewer see every row: no condition, and nobody said to the walls."""
    with patch.object(Sight, "condition", _everything), patch.object(walls, "before", _down):
        yield


def _down(*_who: object, **_how: object) -> nullcontext[None]:
    return nullcontext()


def _everything(_sight: Sight, _viewer: object) -> Q:
    return Q()


def _pages() -> dict[str, str]:
    today = timezone.localdate() - timedelta(days=1)
    runs = Promise.objects.filter(starts__lte=today, ends__gt=today, adopted_on__isnull=False)
    promise = runs.order_by("pk")[0]
    target = Target.objects.filter(activity__promise=promise, kind="count").order_by("pk")[0]
    addresses: dict[str, list[int]] = {
        "overview:start": [],
        "overview:standing": [],
        "overview:progress": [promise.pk],
        "promises:index": [],
        "promises:promise": [promise.pk],
        "work:log": [],
        "work:entries": [],
        "work:behind": [promise.pk, target.pk],
        "followup:list": [],
        "sharing:shared": [],
    }
    return {name: reverse(name, args=keys) for name, keys in addresses.items()}
