"""Activities: every undertaking of the outline with who, where and how much."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from lofte.reader import kinds
from lofte.reader.context import is_focus
from lofte.reader.draft import Activity, Period
from lofte.reader.heading_places import Words, cell_places, heading_places
from lofte.reader.leads import ABOUT_IT, ends_open, stands_on
from lofte.reader.outcomes import outcomes_of
from lofte.reader.outline import Heading, Item
from lofte.reader.parties import RECENT, kinds_in, mentions
from lofte.reader.passage import Passage, sentences
from lofte.reader.places import Place, places
from lofte.reader.promising import OUTCOME_LABEL, is_outcome
from lofte.reader.reports import (
    heading_undertaking,
    is_own_promise,
    is_report,
    opens_outcomes,
    shared_out,
    tells_more,
    told_of,
)
from lofte.reader.tables import row_undertakings
from lofte.reader.targets import read_targets
from lofte.reader.undertakings import (
    Undertaking,
    is_list_undertaking,
    item_undertakings,
    sentence_undertakings,
)
from lofte.reader.who import WE, bracketed, helpers, only_parties, subject_of
from lofte.reader.wording import Reading
from lofte.reader.zones import QUIET

PLACE_LEAD = re.compile(r"(?:I|På|Vid|För|Inom)\s|\S+(?:\s\S+){0,3}:$")
TOGETHER = re.compile(
    r"(?:[Tt]illsammans|[Gg]emensamt|[Bb]åda parter|[Gg]emensam(?:ma|t)? (?:åtagande\w*|aktivitet\w*|"
    r"löfte\w*|åtgärd\w*|insats\w*|arbete)|[Vv]i tillsammans|[Tt]illsammans (?:ska|kommer|lovar) vi|"
    r"Gemensamma)(?: (?:ska|lovar) vi)?"
)
MAX_TITLE = 60  # characters; a longer lead-in is a sentence
# Without a preposition: before a colon, after "Plats:", in brackets, behind a closing dash.
PLACE_BESIDE = re.compile(
    r"^(?P<label>[A-ZÅÄÖ][\wåäö -]{2,40}):\s|\b(?:Plats(?:er)?|Område(?:n)?|"
    r"Ort(?:er)?):\s*(?P<said>[^.;:()]{3,60})|"
    r"\((?P<inside>[^()]{3,60})\)|\s[–-]\s(?P<behind>[A-ZÅÄÖ][^.;:]{2,40})\.?$"
)
LEAD_VERB = re.compile(
    r"\b(?:ska(?:ll)?|kommer|(?:ut)?lova(?:r|de|des|s|ts)|åtar sig|aktiviteter|åtgärder|insatser|åtaganden|"
    r"löften|det här gör|uppfyller|stöd(?:jer|er)|stöttar|arbetar|bidrar)\b",
    re.I,
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


def undertakings(
    items: list[Item], promise_items: frozenset[int], promised: frozenset[str], title: str | None = None
) -> list[Undertaking]:
    """Return the undertakings of a document in reading order."""
    gatherer = Gatherer(promise_items, promised, is_report(title, ()))
    for item in items:
        gatherer.take(item)
    return gatherer.finished()


class Gatherer:
    """Goes through the items once; what tells of an undertaking above is laid to it."""

    def __init__(self, promise_items: frozenset[int], promised: frozenset[str], reports: bool) -> None:
        self.promise_items, self.promised, self.reports = promise_items, promised, reports
        self.found: list[Undertaking] = []
        self.outcomes: list[Item] = []  # of a list that tells what was done
        self.said: set[int] = set()  # headings taken as undertakings

    def finished(self) -> list[Undertaking]:
        self.found, self.outcomes = shared_out(self.found, self.outcomes), []
        return self.found

    def take(self, item: Item) -> None:
        if item.number in self.promise_items and item.kind == "bullet":
            return
        if item.kind == "bullet" and self.found and opens_outcomes(item.lead):
            self.outcomes.append(item)
            return
        self.finished()
        if self.is_told(item):
            last = self.found[-1]
            self.found[-1] = replace(last, told=(*last.told, *told_of(item)))
        else:
            self.found.extend(self.of(item))

    def is_told(self, item: Item) -> bool:
        """Say whether an item tells of the last undertaking, or of the heading above as one."""
        if self.found and tells_of(item, self.found[-1]):
            return True
        if not (self.reports or is_report(None, item.headings)):
            return False
        above = heading_undertaking(item) if item.headings else None
        if (
            above
            and item.headings[-1].number not in self.said
            and (is_outcome(item.text) or is_own_promise(above.passage.text))
        ):
            self.said.add(item.headings[-1].number)
            self.found.append(above)
            return not is_own_promise(item.text)
        return bool(self.found) and tells_more(item, self.found[-1])

    def of(self, item: Item) -> Iterable[Undertaking]:
        if item.kind == "row":
            return row_undertakings(item)
        if item.kind == "bullet":
            return (one for one in item_undertakings(item) if is_list_undertaking(one, is_in_work(one.item)))
        return (
            one
            for one in sentence_undertakings(item)
            if one.passage.text not in self.promised
            and not (item.number in self.promise_items and is_of_promise(one))
        )


def tells_of(item: Item, last: Undertaking) -> bool:
    """Say whether a paragraph right after an undertaking tells what came of it."""
    if (
        item.kind != "paragraph"
        or item.number - last.item.number > 1 + len(last.item.children)
        or not is_outcome(item.text)
    ):
        return False
    labelled = OUTCOME_LABEL.search(item.text)
    return bool(labelled) or (item.headings == last.item.headings and last.item.kind == "paragraph")


def is_of_promise(undertaking: Undertaking) -> bool:
    return undertaking.passage.text.rstrip().endswith(":")


def is_in_work(item: Item) -> bool:
    """Say whether a bullet stands in a list of undertakings."""
    if item.lead and (ABOUT_IT.search(sentences(item.lead)[-1].text) or is_focus(item)):
        return False
    if item.zone == "work":
        return True
    if item.zone in QUIET:
        return bool(item.lead and LEAD_VERB.search(item.lead.text) and is_by_somebody(item.lead.text))
    return any(LEAD_VERB.search(lead.text) or lead_parties(lead) for lead in (item.lead, *item.outer) if lead)


def is_by_somebody(lead: str) -> bool:
    return bool(
        subject_of(lead) or re.search(r"\b(?:lovar|ska|kommer) vi\b|\b[Vv]i (?:lovar|ska|kommer)\b", lead)
    )


@lru_cache(maxsize=RECENT)
def lead_parties(lead: Passage | None) -> tuple[str, ...]:
    """Return whose list a lead-in opens."""
    if lead is None:
        return ()
    if is_of_both(lead.text):
        return ("police", "municipality")
    last = sentences(lead)[-1] if lead.text else lead
    found = mentions(last.text)
    if found and only_parties(last.text.rstrip(": "), found):
        return kinds_in(last.text)
    if not ends_open(last.text):
        return ()
    return subject_of(last.text)


def is_of_both(text: str) -> bool:
    """Say whether a lead-in or heading is `Tillsammans` in any of its forms."""
    text = text.strip(" :.*")
    return bool(TOGETHER.fullmatch(text.lower() if text.isupper() else text))


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
    own = subject_of(text)
    responsible = own or bracketed(text)
    if not responsible and WE.search(text):
        responsible = lead_or_heading(undertaking.item) or setting.parties
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
        and lead.text.rstrip().endswith(":")
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
        if lead and len(lead.text) < MAX_TITLE and (named := heading_places(lead.text, setting.words)):
            return named
    return ()


def read_activity(undertaking: Undertaking, setting: Setting) -> Found:
    own, named = where(undertaking, setting)
    responsible, contributing = who_does(undertaking, setting)
    passage = without_bracket(undertaking.passage)
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
