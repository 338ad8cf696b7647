"""Activities: every undertaking of the outline with who, where and how much."""

import re
from dataclasses import dataclass

from lofte.reader import kinds
from lofte.reader.draft import Activity, Period
from lofte.reader.gathering import LEAD_VERB
from lofte.reader.heading_places import Words, cell_places, heading_places
from lofte.reader.leads import ends_open, is_of_both, lead_parties, stands_on
from lofte.reader.outcomes import outcomes_of
from lofte.reader.outline import Heading, Item
from lofte.reader.parties import kinds_in, mentions
from lofte.reader.passage import Passage
from lofte.reader.places import Place, places
from lofte.reader.promising import is_main_modal
from lofte.reader.targets import read_targets
from lofte.reader.undertakings import (
    Undertaking,
)
from lofte.reader.who import HELPED, WE, bracketed, helpers, is_title_of_work, only_parties, subject_of
from lofte.reader.wording import Reading

PLACE_LEAD = re.compile(r"(?:I|På|Vid|För|Inom)\s|\S+(?:\s\S+){0,3}:$")
WORK_FOR = re.compile(
    r"(?:Löften|Löftet|Aktiviteter|Åtgärder|Insatser|Arbetet) (?:gällande|för|i|på|avseende|kring|rörande) "
    r"(?P<where>[A-ZÅÄÖ][^:]{2,40}?)(?: (?:under|för|åren?)\b[^:]*)?:$"
)
MAX_SAID = 4_000  # characters of an undertaking that are searched for numbers: no real one is longer
MAX_TITLE = 60  # characters; a longer lead-in is a sentence
# Without a preposition: before a colon, after "Plats:", in brackets, behind a closing dash.
PLACE_BESIDE = re.compile(
    r"^(?P<label>[A-ZÅÄÖ][\wåäö -]{2,40}):\s|\b(?:Plats(?:er)?|Område(?:n)?|"
    r"Ort(?:er)?):\s*(?P<said>[^.;:()]{3,60})|"
    r"\((?P<inside>[^()]{3,60})\)|\s[–-]\s(?P<behind>[A-ZÅÄÖ][^.;:]{2,40})\.?$"
)
# A group that nobody in the text owns does it: "we" above it does not say whose it is.
OWN_BODY = re.compile(
    r"(?:[\wåäö()-]+\s+){0,4}?[\wåäö-]*(?:gruppen|rådet|nätverket|teamet|kommittén|"
    r"forumet)(?:\s+\([^)]*\))?\s+"
    r"(?:ska|skall|kommer|lovar)\b",
    re.I,
)


JOINT_WORK = re.compile(r"\bgemensam(?:t|ma)? (?!lägesbild|uppföljning|överenskommelse)")


@dataclass(frozen=True)
class Found:
    """An activity while the draft is made, with the readings behind its targets."""

    activity: Activity
    undertaking: Undertaking
    readings: tuple[Reading, ...]
    named_somebody: bool


@dataclass(frozen=True)
class Setting:
    """What the whole document says that a single activity leans on."""

    period: Period | None
    parties: tuple[str, ...]
    words: Words
    promise_items: frozenset[int]


def heading_parties(headings: tuple[Heading, ...]) -> tuple[str, ...]:
    """Return the parties of the nearest heading that names any; the title names those of the whole."""
    for heading in reversed(headings):
        if heading.number == 0:
            continue
        if is_of_both(heading.passage.text):
            return ("police", "municipality")
        found = kinds_in(heading.passage.text)
        if found and len(heading.passage.text.split()) <= 9:
            return found
    return ()


def who_does(undertaking: Undertaking, setting: Setting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (responsible, contributing)."""
    text = undertaking.passage.text
    joint, helping = helpers(text)
    for cell in undertaking.who if undertaking.named else ():
        beside, more = helpers(cell.text)
        joint, helping = (*joint, *beside), (*helping, *more)
    whose = (bracketed(text) or lead_or_heading(undertaking.item)) if is_title_of_work(text) else ()
    responsible = by_column(undertaking) or whose or subject_of(text) or bracketed(text)
    if not responsible and WE.search(text):
        said_before = undertaking.who if undertaking.item.kind == "paragraph" else ()
        responsible = (
            next((who for one in said_before if (who := subject_of(one.text))), ())
            or lead_or_heading(undertaking.item)
            or setting.parties
        )
    if undertaking.item.kind == "row" and not responsible:
        responsible = next((who for cell in undertaking.item.cells if (who := bracketed(cell.text))), ())
    for cell in undertaking.who:
        responsible = (
            responsible or subject_of(cell.text) or (kinds_in(cell.text) if len(cell.text) < 90 else ())
        )
    responsible = responsible or lead_or_heading(undertaking.item)
    if not responsible and len(setting.parties) == 1 and is_ours(undertaking.item):
        responsible = setting.parties
    if (
        not responsible
        and undertaking.item.kind == "bullet"
        and (is_joint_lead(undertaking.item.lead) or is_level(text))
        and not OWN_BODY.match(text)
    ) or (not responsible and JOINT_WORK.search(text) and {"police", "municipality"} <= set(setting.parties)):
        responsible = tuple(kind for kind in setting.parties if kind in ("police", "municipality"))
    responsible = tuple(
        dict.fromkeys(
            (*responsible, *(kind for kind in joint if responsible and kind in ("police", "municipality")))
        )
    )
    helping = (*helping, *(kind for kind in joint if kind not in responsible))
    return responsible, tuple(kind for kind in dict.fromkeys(helping) if kind not in responsible)


def by_column(undertaking: Undertaking) -> tuple[str, ...]:
    """Return whom the column of who names, those left out who only help."""
    text = undertaking.passage.text
    if not undertaking.named or (subject_of(text) and is_main_modal(text)):
        return ()
    found: list[str] = []
    for cell in undertaking.who:
        named = HELPED.split(cell.text)[0]
        # "Kommun (alkoholhandläggare)" says in brackets who of them.
        outside = re.sub(r"\([^()]*\)", "", named)
        if only_parties(outside, mentions(outside)):
            found += kinds_in(outside)
    return tuple(dict.fromkeys(found))


def is_ours(item: Item) -> bool:
    """Say whether a lead-in promises, or the heading above says that `we` do it."""
    if any(stands_on(lead.text) for lead in (item.lead, *item.outer) if lead):
        return True
    above = [heading.passage.text for heading in item.headings[-1:]]
    return any(re.search(r"\b[Vv]i\b", text) and LEAD_VERB.search(text) for text in above)


def is_joint_lead(lead: Passage | None) -> bool:
    """Say whether the list's lead-in says that `we` promise it."""
    return lead is not None and bool(
        re.search(r"\b(?:[Vv]i|[Pp]arterna)\b", lead.text)
        and re.search(r"\b(?:lova|ska|kommer|åtar)\w*\b", lead.text)
        and ends_open(lead.text)
    )


def is_level(text: str) -> bool:
    return bool((kinds.INDICATOR.search(text) and kinds.CHANGE.search(text)) or kinds.SURVEYED.search(text))


def lead_or_heading(item: Item) -> tuple[str, ...]:
    """Return whose list an item stands in: by its lead-in, one further out, else by a heading."""
    leads = (lead_parties(lead) for lead in (item.lead, *item.outer))
    return next((found for found in leads if found), ()) or heading_parties(item.headings)


def where(undertaking: Undertaking, setting: Setting) -> tuple[list[Place], tuple[str, ...]]:
    """Return the places in the text itself, and the activity's: from above where the text names none."""
    own = places(undertaking.passage.text, setting.words.known_places)
    if undertaking.placed and (
        cells := [name for cell in undertaking.where for name in cell_places(cell.text, setting.words)]
    ):
        return own, tuple(cells)
    if own:
        return own, tuple(place.name for place in own)
    for beside in PLACE_BESIDE.finditer(undertaking.passage.text):
        if named := heading_places(beside[beside.lastgroup or 0], setting.words):
            return [], named
    for cell in undertaking.where:
        sure = cell_places if undertaking.placed else heading_places
        if named := sure(cell.text, setting.words):
            return [], named
    for heading in reversed(undertaking.item.headings):
        if heading.number and (named := heading_places(heading.passage.text, setting.words)):
            return [], named
    return [], lead_places(undertaking.item, setting)


def lead_places(item: Item, setting: Setting) -> tuple[str, ...]:
    """Return the places that the lead-in of a list names for all of it; a whole municipality says nothing."""
    for lead in (item.lead, *item.outer):
        if lead and lead.text.rstrip().endswith(":") and PLACE_LEAD.match(lead.text):
            return tuple(place.name for place in places(lead.text, setting.words.known_places))
        if (
            lead
            and (about := WORK_FOR.match(lead.text))
            and (named := heading_places(about["where"], setting.words))
        ):
            return named
        if lead and len(lead.text) < MAX_TITLE and (named := heading_places(lead.text, setting.words)):
            return named
    return ()


def read_activity(undertaking: Undertaking, setting: Setting) -> Found:
    own, named = where(undertaking, setting)
    responsible, contributing = who_does(undertaking, setting)
    passage = without_bracket(undertaking.passage).cut(0, MAX_SAID)
    readings = read_targets(passage, named, tuple((place.start, place.name) for place in own), setting.period)
    activity = Activity(
        text=undertaking.passage.text,
        promise=None,
        responsible=responsible,
        contributing=contributing,
        places=named,
        targets=tuple(reading.target for reading in readings),
        outcomes=outcomes_of(undertaking.told),
        source=undertaking.passage.whole,
    )
    return Found(activity, undertaking, tuple(readings), bool(responsible))


def without_bracket(passage: Passage) -> Passage:
    """Leave out a closing bracket that only says who."""
    if bracketed(passage.text) and "(" in passage.text and passage.text.rstrip(" .").endswith(")"):
        return passage.cut(0, passage.text.rindex("("))
    return passage
