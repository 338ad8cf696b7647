"""An import before it is saved: every row's fate, their words, what it replaces, what would be written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from lofte.accounts.models import Organisation
from lofte.accounts.viewers import Viewer
from lofte.periods.calendar import Period
from lofte.work.deliveries import actions, fates
from lofte.work.deliveries.actions import Consignment
from lofte.work.deliveries.carrying import Carried
from lofte.work.deliveries.columns import key
from lofte.work.deliveries.facts import Work
from lofte.work.deliveries.fates import TAKEN, Bringer, Difference, Fate, Row
from lofte.work.deliveries.reading import Read, Reader, Reading, Vocabulary
from lofte.work.models import Delivery

MAX_WORDS = 150  # different words in a column of kinds or areas: more is another column
REPLACE, ADD = "replace", "add"


@dataclass(frozen=True)
class Word:
    """A word of theirs, and what it stands for here ("" when nobody has said)."""

    asked: str  # "kind" or "area"
    word: str
    choice: str


@dataclass(frozen=True)
class Said:
    """What the one who imports has said on the page."""

    kinds: Mapping[str, str]
    grounds: Mapping[str, str]
    mode: str = ""
    starts: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Preview:
    """Everything that the page shows, and all that saving needs."""

    carried: Carried
    reading: Reading
    organisation: Organisation
    words: Sequence[Word]
    too_many_words: Sequence[str]  # headings of columns that hold too many
    rows: Sequence[Row]
    earlier: Sequence[Delivery]
    covers: bool  # whether all of what came earlier lies in the days of this file
    mode: str
    period: Period | None
    difference: Difference | None
    same_file: Delivery | None

    @property
    def counts(self) -> Mapping[Fate, int]:
        return Counter(row.fate for row in self.rows)

    @property
    def works(self) -> list[Work]:
        """Return what would be written, or would wait."""
        return [row.read.work for row in self.rows if row.fate in TAKEN and row.read.work is not None]

    @property
    def n_bad(self) -> int:
        return self.counts.get(Fate.REFUSED, 0)

    @property
    def replaces(self) -> Sequence[Delivery]:
        return self.earlier if self.mode == REPLACE else ()

    @property
    def changes_nothing(self) -> bool:
        if self.difference is not None:
            return not self.difference.n_new and not self.difference.n_gone
        return not self.works

    @property
    def stamp(self) -> str:
        """Return a sum of what is shown: saving something else than that asks for another look."""
        shown = [sorted(self.counts.items()), self.mode, [one.pk for one in self.earlier], self.difference]
        return sha256(repr(shown).encode()).hexdigest()[:20]

    def consignment(self, once: UUID) -> Consignment:
        if self.period is None:
            raise actions.NothingNew
        return Consignment(
            key=once,
            organisation=self.organisation,
            starts=self.period.starts,
            ends=self.period.ends,
            source=self.carried.source,
            attesting_office=self.carried.attesting_office,
            way=self.carried.table.way,
            holds=self.reading.holds,
            works=self.works,
            file_sum=self.carried.file_sum,
        )


def preview(
    carried: Carried,
    said: Said,
    organisation: Organisation,
    partnership_ids: Sequence[int],
    vocabulary: Vocabulary,
    *,
    viewer: Viewer,
    today: date,
) -> Preview:
    """Read every row and say its fate; refused where the same days are kept by their organisation."""
    reading = Reading(carried.columns, carried.fixed, said.kinds, said.grounds)
    reader = Reader(carried.table, reading, vocabulary, today=today)
    read = list(reader.rows())
    bringer = Bringer(organisation, partnership_ids, carried.source, reading.holds)
    period = _period(read, reading, said)
    earlier = fates.earlier(bringer, period.starts, period.ends) if period else []
    told = Delivery.objects.seen_by(viewer).filter(pk__in=[one.pk for one in earlier])
    if told.count() != len(earlier):
        raise actions.KeptByOwner
    covers = all(period is not None and _covers(period, one) for one in earlier)
    mode = _mode(said, earlier, covers)
    replaces = earlier if mode == REPLACE else []
    rows = fates.fates(read, Bringer(organisation, partnership_ids, carried.source, reading.holds, replaces))
    works = [row.read.work for row in rows if row.fate in TAKEN and row.read.work is not None]
    return Preview(
        carried=carried,
        reading=reading,
        organisation=organisation,
        words=_words(reader, vocabulary),
        too_many_words=[carried.columns[a] for a in ("kind", "area") if len(reader.words(a)) > MAX_WORDS],
        rows=rows,
        earlier=earlier,
        covers=covers,
        mode=mode,
        period=period,
        difference=fates.difference(works, replaces) if replaces else None,
        same_file=_same_file(carried, organisation, viewer),
    )


def _period(read: Sequence[Read], reading: Reading, said: Said) -> Period | None:
    works = [row.work for row in read if row.work is not None]
    if not works:
        return None
    found = fates.period_of(works, reading.holds)
    starts = min(said.starts or found.starts, found.starts)
    last = max(said.last or found.last_day, found.last_day)
    return Period(starts, last + date.resolution)


def _covers(period: Period, one: Delivery) -> bool:
    return period.starts <= one.starts and one.ends <= period.ends


def _mode(said: Said, earlier: Sequence[Delivery], covers: bool) -> str:
    if not earlier:
        return ADD
    if not covers:
        return ADD
    return said.mode if said.mode in {REPLACE, ADD} else REPLACE


def _same_file(carried: Carried, organisation: Organisation, viewer: Viewer) -> Delivery | None:
    rows = Delivery.objects.seen_by(viewer).filter(
        organisation=organisation, file_sum=carried.file_sum, replacement=None
    )
    return rows.order_by("-pk").first()


def _words(reader: Reader, vocabulary: Vocabulary) -> list[Word]:
    """Return the words that are not the partnership's own, with what has been said of them."""
    found = []
    for asked, choice, known in (
        ("kind", reader.kind_choice, vocabulary.kind_of),
        ("area", reader.ground_choice, vocabulary.ground_of),
    ):
        words = reader.words(asked)
        seen: set[str] = set()
        for word in words if len(words) <= MAX_WORDS else ():
            if key(word) not in seen and not known(word):
                seen.add(key(word))
                found.append(Word(asked, word, choice(word)))
    return found
