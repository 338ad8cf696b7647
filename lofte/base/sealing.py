"""The trail's lines are sealed in batches, in the order of their keys: no change is unseen after that.

Lines are written plainly, each on its own: chained in the request, every page would wait for the one before.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import OperationalError, connections, transaction

from lofte.base import guards
from lofte.base.models import AuditEvent, SealedBatch
from lofte.base.sealed_sums import COLUMNS, Values, batch_sum, packed, row_sum

BATCH = 1000  # rows: 24 kB of sums
PATIENCE = "1s"  # a page waits no longer for the seal to look at the writers
TRIES = 5


class Busy(Exception):
    """Somebody has been writing for so long that nothing could be sealed without making pages wait."""


@dataclass(frozen=True)
class Sealed:
    """What a round of sealing did, and where the chain ends."""

    n_rows: int
    n_batches: int
    head: SealedBatch | None


@dataclass(frozen=True)
class Tail:
    """What is not sealed yet."""

    n_rows: int
    since: datetime | None


def seal(*, at: datetime, size: int = BATCH, patience: str = PATIENCE, using: str = "default") -> Sealed:
    """Seal everything that is written and done; twice does no harm."""
    to, n_rows, n_batches = horizon(patience=patience, using=using), 0, 0
    while True:
        made = _next_batch(to, size, at=at, using=using)
        if made is None:
            return Sealed(n_rows, n_batches, head())
        n_rows, n_batches = n_rows + made.n_rows, n_batches + 1


def head() -> SealedBatch | None:
    """Return the last batch, without its rows' sums."""
    return SealedBatch.objects.defer("sums").order_by("-number").first()


def tail() -> Tail:
    """Return how much is not sealed, and since when: two short looks from the end of the key."""
    last = head()
    rows = AuditEvent.objects.filter(pk__gt=last.last_id if last else 0)
    first = rows.order_by("pk").values_list("at", flat=True).first()
    return Tail(rows.count(), first)


def horizon(*, patience: str = PATIENCE, using: str = "default") -> int:
    """Return the key up to which no line can come any more.

    SQLite writes one at a time. On PostgreSQL a key is taken before its row is seen, so a lower one may come
    after a higher: the table is locked for an instant, when nobody has an unfinished row, and its last key is
    read.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        return _last_key()
    table = AuditEvent._meta.db_table
    for _ in range(TRIES):
        try:
            with transaction.atomic(using=using), connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [patience])
                cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
                return _last_key()
        except OperationalError:  # the lock was not to be had
            continue
    raise Busy


def rows_after(key: int, *, to: int | None = None, size: int = BATCH) -> Iterator[Values]:
    """Give lines in the order of their keys, a few at a time."""
    rows = AuditEvent.objects.filter(pk__gt=key)
    if to is not None:
        rows = rows.filter(pk__lte=to)
    return rows.order_by("pk").values_list(*COLUMNS).iterator(chunk_size=size)


def _last_key() -> int:
    return AuditEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _next_batch(to: int, size: int, *, at: datetime, using: str) -> SealedBatch | None:
    with transaction.atomic(using=using):
        guards.take_turn(SealedBatch, using=using)
        last = head()
        rows = AuditEvent.objects.filter(pk__gt=last.last_id if last else 0, pk__lte=to)
        found = rows.order_by("pk").values_list(*COLUMNS)[:size]
        leaves = [(values[0], row_sum(values)) for values in found]
        if not leaves:
            return None
        number, previous, sums = (last.number if last else 0) + 1, last.sha256 if last else "", packed(leaves)
        return SealedBatch.objects.create(
            number=number,
            first_id=leaves[0][0],
            last_id=leaves[-1][0],
            n_rows=len(leaves),
            sums=sums,
            previous=previous,
            sha256=batch_sum(number=number, n_rows=len(leaves), sealed_at=at, previous=previous, sums=sums),
            sealed_at=at,
        )
