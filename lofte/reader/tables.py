"""Tables: which column says what, who, where and how much, and which rows and cells are undertakings."""

import re
from collections.abc import Iterator

from lofte.reader.dates import MONTH
from lofte.reader.outline import Item
from lofte.reader.parties import mentions
from lofte.reader.passage import Passage, joined
from lofte.reader.promising import MODAL, is_outcome
from lofte.reader.quantities import quantities
from lofte.reader.undertakings import Undertaking, parted
from lofte.reader.who import only_parties

COLUMNS = (
    (
        "outcome",
        re.compile(
            r"utfall|resultat|uppfölj|hittills|status|läge\b|genomfört|kommentar|gjort|blev|är gjort", re.I
        ),
    ),
    ("who", re.compile(r"ansvar|vem|utför|part(?:er|en)?\b|aktör|organisation|huvudman", re.I)),
    ("helps", re.compile(r"samverkan|medverkan|i samarbete|stöd|deltar", re.I)),
    (
        "target",
        re.compile(
            r"målvärde|mått|mätetal|antal|omfattning|hur mycket|indikator|mål\b|mängd|volym|nivå", re.I
        ),
    ),
    ("when", re.compile(r"när\b|tid|hur ofta|frekvens|klart|rytm|period|datum", re.I)),
    ("where", re.compile(r"plats|område|var\b|ort|ställe|stadsdel|geografi", re.I)),
    ("what", re.compile(r"aktivitet|åtgärd|insats|vad\b|löfte|åtagande|lova|uppgift|arbete", re.I)),
)
# A column "Uppföljning" may say when, not what.
WHEN_TOLD = re.compile(
    rf"(?:varje |per )?(?:tertial(?:vis)?|kvartal(?:svis)?|halvår(?:svis)?|månad(?:svis)?|årlig(?:en|t)|år|"
    rf"termin(?:svis)?|"
    rf"löpande|(?:{MONTH})(?:(?:,| och| samt) (?:{MONTH}))*)\.?",
    re.I,
)
EMPTY = re.compile(r"^[–—\-.\s]*$")


# "Polisens åtaganden", "Kommunens del"
UNDERTAKINGS = re.compile(
    r"(?<=s) (?:egna )?(?:åtagande\w*|löfte\w*|aktivitet\w*|insats\w*|åtgärd\w*|del|arbete)\b", re.I
)


def roles_of(header: list[Passage]) -> list[str]:
    return [role_of(cell.text) for cell in header]


def role_of(text: str) -> str:
    """Return what a column is about by its head."""
    found = mentions(text)
    if found and (only_parties(text, found) or only_parties(UNDERTAKINGS.sub("", text), found)):
        return "party"
    return next((role for role, pattern in COLUMNS if pattern.search(text)), "")


def is_header(row: Item, roles: list[str]) -> bool:
    return (
        bool(set(roles) & {"what", "party"})
        and all(len(cell.text) < 60 for cell in row.header)
        and not any(cell.text.endswith(".") for cell in row.header)
    )


def row_undertakings(row: Item) -> Iterator[Undertaking]:
    """Give the undertakings of one table row."""
    roles = roles_of(row.header)
    if not row.is_record and not is_header(row, roles):
        yield from headless(row)
        return
    if row.cells is row.header or (not row.is_record and row.cells[0] is row.header[0]):
        return
    named = list(zip(roles, row.header, row.cells, strict=False))
    if "what" in roles and "party" not in roles:
        yield from by_activity(row, named)
    else:
        yield from by_party(row, named)


def by_activity(row: Item, named: list[tuple[str, Passage, Passage]]) -> Iterator[Undertaking]:
    parts = {"what": [], "target": [], "when": [], "where": [], "who": [], "helps": [], "outcome": []}  # type: dict[str, list[Passage]]
    for role, _, cell in named:
        if (
            role in parts
            and not EMPTY.match(cell.text)
            and not (role == "outcome" and WHEN_TOLD.fullmatch(cell.text))
        ):
            parts[role].append(cell)
    if not parts["what"]:
        return
    said = sorted(
        [*parts["what"], *parts["target"], *parts["when"], *parts["where"]], key=lambda cell: cell.raw_at[0]
    )
    first = said.index(parts["what"][0])
    # A leading place or area column is context; the undertaking begins with what is done.
    yield Undertaking(
        joined(said[first:], ", "),
        row,
        tuple(parts["outcome"]),
        tuple(parts["who"]),
        tuple(parts["where"]),
        placed=True,
        named=True,
    )


def by_party(row: Item, named: list[tuple[str, Passage, Passage]]) -> Iterator[Undertaking]:
    topics = tuple(cell for role, _, cell in named if role == "" and not EMPTY.match(cell.text))
    where = tuple(cell for role, _, cell in named if role == "where" and not EMPTY.match(cell.text))
    # "Område" heads topics as often as places, so its cells are only believed where they are names.
    placed = any(role == "where" and "område" not in head.text.lower() for role, head, _ in named) and bool(
        where
    )
    topics = where or topics
    told = tuple(cell for role, _, cell in named if role == "outcome" and not EMPTY.match(cell.text))
    what = [cell for role, _, cell in named if role == "what"]
    for role, head, cell in named:
        if role == "party" and what and TICK.match(cell.text):
            yield Undertaking(what[0], row, told, (head,), topics, placed)
        elif role == "party" and not EMPTY.match(cell.text) and is_said(cell.text):
            own, outcome = parted(cell)
            if own:
                whole = [*what, *own] if is_measure_only(own[0].text) else own
                yield Undertaking(joined(whole, ", "), row, (*told, *outcome), (head,), topics, placed)


def is_said(text: str) -> bool:
    """Say whether a cell holds more than a word or a person's name."""
    words = text.split()
    return len(words) >= 2 and not all(word[0].isupper() for word in words)


TICK = re.compile(r"^(?:[xX✓✔●•]|[Jj]a)$")


def is_measure_only(text: str) -> bool:
    """Say whether a cell says how much and leaves what to the row's first cell."""
    found = quantities(text)
    return bool(found) and found[0].start < 3 and len(text.split()) <= 6


def headless(row: Item) -> Iterator[Undertaking]:
    """Give the promising cells of a table without heads; a cell that names a party says who."""
    who = tuple(
        cell for cell in row.cells if mentions(cell.text) and only_parties(cell.text, mentions(cell.text))
    )
    for cell in row.cells:
        if (
            cell not in who
            and len(cell.text.split()) >= 4
            and not is_outcome(cell.text)
            and (MODAL.search(cell.text) or (who and quantities(cell.text)))
        ):
            yield Undertaking(cell, row, (), who)
