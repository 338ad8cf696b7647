"""Is the trail as it was sealed? One pass over all its lines, a batch at a time in memory."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.db import transaction

from lofte.base.models import SealedBatch
from lofte.base.sealed_sums import COLUMNS, Values, batch_sum, row_sum, unpacked
from lofte.base.sealing import rows_after

BATCHES = 4  # in memory at once
MOST_TOLD = 100  # faults that are kept; all are counted
ERASED = "trail.person_erased"
_VERB, _AT, _FACTS = (COLUMNS.index(name) for name in ("verb", "at", "facts"))
_BY_SUM = COLUMNS.index("by_sum")
Code = Literal[
    "altered",
    "removed",
    "added",
    "batch_altered",
    "batch_missing",
    "chain_broken",
    "head_missing",
    "head_other",
    "erased_untold",
]


@dataclass(frozen=True)
class Fault:
    """What does not hold: in which batch, and for a row its key."""

    code: Code
    batch: int
    row: int | None = None


@dataclass
class Report:
    """What a pass over the trail found."""

    n_rows: int = 0
    n_batches: int = 0
    n_erased: int = 0
    head: str = ""
    n_tail: int = 0
    tail_since: datetime | None = None
    n_faults: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.n_faults

    def tell(self, fault: Fault) -> None:
        self.n_faults += 1
        if len(self.faults) < MOST_TOLD:
            self.faults.append(fault)


def check(heads: Mapping[int, str] | None = None) -> Report:
    """Go through the whole trail; `heads` are sums written down outside, by their batches' numbers."""
    known = dict(heads or {})
    last = SealedBatch.objects.order_by("-number").values_list("number", flat=True).first() or 0
    with transaction.atomic():  # a stream of rows lives in a transaction
        return _Pass(known).through(last)


class _Pass:
    """One pass: batches and rows are two streams in step."""

    def __init__(self, heads: dict[int, str]) -> None:
        self.heads = heads
        self.report = Report()
        self.n_told_erased = 0
        self.rows = self._counted()
        self.row = next(self.rows, None)

    def through(self, last: int) -> Report:
        report, number = self.report, 0
        batches = SealedBatch.objects.filter(number__lte=last).order_by("number")
        for batch in batches.iterator(chunk_size=BATCHES):
            if batch.number != number + 1:
                report.tell(Fault("batch_missing", number + 1))
            number = batch.number
            self._seal_holds(batch)
            self._rows_hold(batch)
            report.n_batches += 1
            report.head = batch.sha256
        for number in self.heads:
            report.tell(Fault("head_missing", number))
        self._tail(number_of_last=report.n_batches)
        return report

    def _seal_holds(self, batch: SealedBatch) -> None:
        report = self.report
        if batch.previous != report.head:
            report.tell(Fault("chain_broken", batch.number))
        whole = batch_sum(
            number=batch.number,
            n_rows=batch.n_rows,
            sealed_at=batch.sealed_at,
            previous=batch.previous,
            sums=bytes(batch.sums),
        )
        if whole != batch.sha256:
            report.tell(Fault("batch_altered", batch.number))
        written_down = self.heads.pop(batch.number, batch.sha256)
        if written_down != batch.sha256:
            report.tell(Fault("head_other", batch.number))

    def _rows_hold(self, batch: SealedBatch) -> None:
        """Compare the batch's rows with their sums: both come in the order of their keys."""
        row, rows, tell, number = self.row, self.rows, self.report.tell, batch.number
        for key, sealed in unpacked(bytes(batch.sums)):
            while row is not None and row[0] < key:
                tell(Fault("added", number, row[0]))
                row = next(rows, None)
            if row is None or row[0] != key:
                tell(Fault("removed", number, key))
                continue
            if row_sum(row) != sealed:
                tell(Fault("altered", number, key))
            row = next(rows, None)
        self.row = row

    def _counted(self) -> Iterator[Values]:
        """Give every row, and count what is told of them all."""
        report = self.report
        for row in rows_after(0):
            report.n_rows += 1
            if row[_BY_SUM]:
                report.n_erased += 1
            if row[_VERB] == ERASED:
                self.n_told_erased += int(row[_FACTS].get("n", 0))
            yield row

    def _tail(self, *, number_of_last: int) -> None:
        report = self.report
        while self.row is not None:
            report.n_tail += 1
            report.tail_since = report.tail_since or self.row[_AT]
            self.row = next(self.rows, None)
        if report.n_erased != self.n_told_erased:
            report.tell(Fault("erased_untold", number_of_last))


def heads_of(lines: Iterable[str]) -> dict[int, str]:
    """Read sums that were written down: a number and a sum on each line, whatever stands around them."""
    return {int(number): written for line in lines for number, written in [_head(line)] if number and written}


def _head(line: str) -> tuple[str, str]:
    words = line.split()
    number = next((word for word in words if word.isascii() and word.isdigit()), "")
    written = next((word for word in words if len(word) == 64 and set(word) <= set("0123456789abcdef")), "")
    return number, written


def bare_pass() -> int:
    """Go through the same rows and look at none: what a check is measured against."""
    with transaction.atomic():
        return sum(1 for _ in rows_after(0))
