"""A file's rows become work, or are refused with the column and the word that could not be read."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from lofte.promises.models import KindOfWork, Quantity
from lofte.work import words
from lofte.work.admitting import MAX_MINUTES, MAX_QUANTITY, OLDEST
from lofte.work.deliveries import values
from lofte.work.deliveries.columns import key
from lofte.work.deliveries.facts import THURSDAY, Work
from lofte.work.deliveries.grounds import Ground, Grounds
from lofte.work.deliveries.sheet import fits, states_of
from lofte.work.deliveries.tables import Table
from lofte.work.deliveries.values import Unread
from lofte.work.models import Delivery
from lofte.work.templatetags.work import kind_name

T = TypeVar("T")
SKIP = "-"  # their word for work that is not to be taken in


@dataclass(frozen=True)
class Reading:
    """How a file is read: columns by what is asked, what is the same on all rows, and their words."""

    columns: Mapping[str, str]
    fixed: Mapping[str, str] = field(default_factory=dict)  # kind ("code:state") and area (a ground's code)
    kinds: Mapping[str, str] = field(default_factory=dict)
    grounds: Mapping[str, str] = field(default_factory=dict)

    @property
    def holds(self) -> str:
        is_weekly = "week" in self.columns and "day" not in self.columns
        return Delivery.Holds.FIGURES.value if is_weekly else Delivery.Holds.ROWS.value


@dataclass(frozen=True)
class Read:
    """One row: the work it is, or why it is refused."""

    number: int
    work: Work | None
    code: str = ""  # "" where it is work; "zero" and "skip" where there is nothing to take in
    heading: str = ""
    value: str = ""


class _Refused(Exception):
    def __init__(self, code: str, asked: str = "", value: str = "") -> None:
        super().__init__(code)
        self.code, self.asked, self.value = code, asked, value


class Vocabulary:
    """The partnership's own words for kinds and places, and what their quantities are called."""

    def __init__(self, partnership_ids: Collection[int]) -> None:
        every = KindOfWork.objects.prefetch_related("quantities").order_by("position", "pk")
        self._kinds = [kind for kind in every if fits(kind)]
        self.grounds = Grounds(partnership_ids)

    @cached_property
    def kinds(self) -> dict[str, tuple[KindOfWork, str]]:
        """Return every kind that can come as a figure or a row, by its code and state."""
        return {f"{kind.code}:{state}": (kind, state) for kind in self._kinds for state in states_of(kind)}

    @cached_property
    def quantities(self) -> dict[str, Quantity]:
        """Return what can be counted in a column of its own."""
        return {f"q{one.pk}": one for kind in self._kinds for one in kind.quantities.all()}

    def kind_with(self, quantity: Quantity) -> KindOfWork:
        return next(kind for kind in self._kinds if kind.pk == quantity.kind_of_work_id)

    @cached_property
    def quantity_words(self) -> dict[str, list[str]]:
        return {name: [one.name, one.name_en, one.code] for name, one in self.quantities.items()}

    @cached_property
    def _by_word(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for code, (kind, state) in self.kinds.items():
            if len(states_of(kind)) == 1:
                for word in (kind.code, kind.name, kind.one, kind.many, kind.name_en):
                    found.setdefault(key(word), code)
            else:
                found[key(f"{kind_name(kind)}, {words.state(state)}")] = code
        return found

    def kind_of(self, word: str) -> str:
        """Return what a word of theirs is called here, or "" when nobody has said."""
        return self._by_word.get(key(word), "")

    def ground_of(self, word: str) -> str:
        ground = self.grounds.named(word)
        return ground.code if ground is not None else ""


class Reader:
    """Reads the rows of one table."""

    def __init__(self, table: Table, reading: Reading, vocabulary: Vocabulary, *, today: date) -> None:
        self.table, self.reading, self.vocabulary, self.today = table, reading, vocabulary, today
        self._at = {asked: table.headings.index(one) for asked, one in reading.columns.items()}
        self._kinds: dict[str, str] = {}
        self._grounds: dict[str, str] = {}

    def rows(self) -> Iterator[Read]:
        for number, cells in zip(self.table.numbers, self.table.rows, strict=True):
            try:
                yield Read(number, self._work(cells))
            except _Refused as refused:
                heading = self.reading.columns.get(refused.asked, "")
                yield Read(number, None, refused.code, heading, refused.value)

    def words(self, asked: str) -> list[str]:
        """Return their words in a column, each once, in the order of the alphabet."""
        at = self._at.get(asked)
        return [] if at is None else sorted({row[at] for row in self.table.rows if row[at]}, key=key)

    def kind_choice(self, word: str) -> str:
        known = self._kinds.get(word)
        if known is None:
            known = self._kinds[word] = self.reading.kinds.get(key(word)) or self.vocabulary.kind_of(word)
        return known

    def ground_choice(self, word: str) -> str:
        known = self._grounds.get(word)
        if known is None:
            known = self.reading.grounds.get(key(word)) or self.vocabulary.ground_of(word)
            self._grounds[word] = known
        return known

    def _work(self, cells: Sequence[str]) -> Work:
        kind, state = self._kind(cells)
        ground = self._ground(cells)
        occasions = self._occasions(cells, kind)
        amounts = self._amounts(cells, kind)
        if amounts and not any(amounts.values()) and "count" not in self._at:
            raise _Refused("zero", "count")
        return Work(
            kind_id=kind.pk,
            area_id=ground.area_id,
            day=self._day(cells),
            state=state,
            area_set_id=ground.area_set_id,
            started_at=self._read(cells, "clock", values.clock) if self._said(cells, "clock") else None,
            minutes=self._minutes(cells),
            occasions=occasions,
            quantities=tuple(sorted((int(name[1:]), value) for name, value in amounts.items())),
        )

    def _said(self, cells: Sequence[str], asked: str) -> str:
        at = self._at.get(asked)
        return "" if at is None else cells[at]

    def _read(self, cells: Sequence[str], asked: str, read: Callable[[str], T]) -> T:
        said = self._said(cells, asked)
        if not said:
            raise _Refused("missing", asked)
        try:
            return read(said)
        except Unread as unread:
            raise _Refused(unread.code, asked, said) from unread

    def _kind(self, cells: Sequence[str]) -> tuple[KindOfWork, str]:
        said = self._said(cells, "kind")
        choice = self.kind_choice(said) if said else self.reading.fixed.get("kind", "")
        if choice == SKIP:
            raise _Refused("skip", "kind", said)
        if choice not in self.vocabulary.kinds:
            raise _Refused("kind" if said else "missing", "kind", said)
        return self.vocabulary.kinds[choice]

    def _ground(self, cells: Sequence[str]) -> Ground:
        said = self._said(cells, "area")
        choice = self.ground_choice(said) if said else self.reading.fixed.get("area", "")
        if choice == SKIP:
            raise _Refused("skip", "area", said)
        if choice not in self.vocabulary.grounds.all:
            raise _Refused("area" if said else "missing", "area", said)
        return self.vocabulary.grounds.all[choice]

    def _day(self, cells: Sequence[str]) -> date:
        is_weekly = self.reading.holds == Delivery.Holds.FIGURES
        asked = "week" if is_weekly else "day"
        day = (
            self._read(cells, asked, values.monday) + THURSDAY
            if is_weekly
            else self._read(cells, asked, values.day)
        )
        if day > self.today:
            raise _Refused("future", asked, self._said(cells, asked))
        if day < self.today - OLDEST:
            raise _Refused("too_old", asked, self._said(cells, asked))
        return day

    def _minutes(self, cells: Sequence[str]) -> int | None:
        if not self._said(cells, "minutes"):
            return None
        value = self._read(cells, "minutes", values.minutes)
        if not 1 <= value <= MAX_MINUTES:
            raise _Refused("minutes_range", "minutes", self._said(cells, "minutes"))
        return value

    def _occasions(self, cells: Sequence[str], kind: KindOfWork) -> int:
        """Return how many times: an empty cell is none, unless the row counts something else of its kind."""
        if "count" in self._at and not self._said(cells, "count"):
            if not any(self._said(cells, f"q{one.pk}") for one in kind.quantities.all()):
                raise _Refused("zero", "count")
            return 1
        found = self._number(cells, "count", default=1)
        if not found:
            raise _Refused("zero", "count")
        return found

    def _number(self, cells: Sequence[str], asked: str, *, default: int) -> int:
        if asked not in self._at:
            return default
        value = self._read(cells, asked, values.number)
        if value > MAX_QUANTITY:
            raise _Refused("number_range", asked, self._said(cells, asked))
        return value

    def _amounts(self, cells: Sequence[str], kind: KindOfWork) -> dict[str, int]:
        """Return the quantities of the row's kind; an empty cell of one that need not be given is none."""
        found: dict[str, int] = {}
        for one in kind.quantities.all():
            name = f"q{one.pk}"
            if name in self._at and (one.is_asked or self._said(cells, name)):
                found[name] = self._number(cells, name, default=0)
            elif one.is_asked:
                raise _Refused("quantity", "kind", one.name)
        for one in kind.quantities.all():
            if one.part_of_id and found.get(f"q{one.pk}", 0) > found.get(f"q{one.part_of_id}", 0):
                raise _Refused("part", f"q{one.pk}", self._said(cells, f"q{one.pk}"))
        return found
