"""Activities: every undertaking of the outline with who, where and how much."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from lofte.reader import kinds
from lofte.reader.context import is_focus
from lofte.reader.draft import Activity, Period
from lofte.reader.leads import ABOUT_IT, ends_open
from lofte.reader.outcomes import outcomes_of
from lofte.reader.outline import Heading, Item
from lofte.reader.parties import RECENT, kinds_in, mentions
from lofte.reader.passage import Passage, sentences
from lofte.reader.places import COMMON_ITEM, HEADING_PLACE, Place, places
from lofte.reader.promising import OUTCOME_LABEL, is_outcome
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
from lofte.reader.zones import QUIET, zone_of

PLACE_LEAD = re.compile(r"(?:I|På|Vid|För|Inom)\s|\S+(?:\s\S+){0,3}:$")
TOGETHER = re.compile(
    r"(?:[Tt]illsammans|[Gg]emensamt|[Bb]åda parter|[Gg]emensam(?:ma|t)? (?:åtagande\w*|aktivitet\w*|"
    r"löfte\w*|åtgärd\w*|insats\w*|arbete)|[Vv]i tillsammans|[Tt]illsammans (?:ska|kommer|lovar) vi|"
    r"Gemensamma)(?: (?:ska|lovar) vi)?"
)
LEAD_VERB = re.compile(
    r"\b(?:ska(?:ll)?|kommer|(?:ut)?lova(?:r|de|des|s|ts)|åtar sig|aktiviteter|åtgärder|insatser|åtaganden|"
    r"löften|det här gör|uppfyller|stöd(?:jer|er)|stöttar|arbetar|bidrar)\b",
    re.I,
)


# A group that nobody in the text owns does it: "we" above it does not say whose it is.
OWN_BODY = re.compile(
    r"(?:[\wåäö()-]+\s+){0,4}?[\wåäö-]*(?:gruppen|rådet|nätverket|teamet|kommittén|forumet)(?:\s+\([^)]*\))?\s+"
    r"(?:ska|skall|kommer|lovar)\b",
    re.I,
)


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
    known_places: frozenset[str]
    common_words: frozenset[str]  # written small somewhere, so no name
    promise_items: frozenset[int]


def undertakings(
    items: list[Item], promise_items: frozenset[int], promised: frozenset[str]
) -> list[Undertaking]:
    """Return the undertakings of a document in reading order."""
    found: list[Undertaking] = []
    for item in items:
        if item.number in promise_items and item.kind == "bullet":
            continue
        if found and tells_of(item, found[-1]):
            found[-1] = replace(found[-1], told=(*found[-1].told, item.passage))
            continue
        if item.kind == "row":
            found.extend(row_undertakings(item))
        elif item.kind == "bullet":
            found.extend(
                one for one in item_undertakings(item) if is_list_undertaking(one, is_in_work(one.item))
            )
        else:
            found.extend(
                one
                for one in sentence_undertakings(item)
                if one.passage.text not in promised
                and not (item.number in promise_items and is_of_promise(one))
            )
    return found


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
    return bool(item.lead and (LEAD_VERB.search(item.lead.text) or lead_parties(item.lead)))


def is_by_somebody(lead: str) -> bool:
    return bool(
        subject_of(lead) or re.search(r"\b(?:lovar|ska|kommer) vi\b|\b[Vv]i (?:lovar|ska|kommer)\b", lead)
    )


@lru_cache(maxsize=RECENT)
def lead_parties(lead: Passage | None) -> tuple[str, ...]:
    """Return whose list a lead-in opens."""
    if lead is None:
        return ()
    if TOGETHER.fullmatch(lead.text.strip(" :.*")):
        return ("police", "municipality")
    last = sentences(lead)[-1] if lead.text else lead
    found = mentions(last.text)
    if found and only_parties(last.text.rstrip(": "), found):
        return kinds_in(last.text)
    if not ends_open(last.text):
        return ()
    return subject_of(last.text)


def heading_parties(headings: tuple[Heading, ...]) -> tuple[str, ...]:
    """Return the parties of the nearest heading that names any; the title names those of the whole."""
    for heading in reversed(headings):
        if heading.number == 0:
            continue
        if TOGETHER.fullmatch(heading.passage.text.strip(" :.*")):
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
    if not responsible and len(setting.parties) == 1 and is_ours(undertaking.item):
        responsible = setting.parties
    if undertaking.item.kind == "row" and not responsible:
        responsible = next((who for cell in undertaking.item.cells if (who := bracketed(cell.text))), ())
    for cell in undertaking.who:
        responsible = (
            responsible or subject_of(cell.text) or (kinds_in(cell.text) if len(cell.text) < 90 else ())
        )
    responsible = responsible or lead_or_heading(undertaking.item)
    if (
        not responsible
        and undertaking.item.kind == "bullet"
        and (is_joint_lead(undertaking.item.lead) or is_level(text))
        and not OWN_BODY.match(text)
    ):
        responsible = tuple(kind for kind in setting.parties if kind in ("police", "municipality"))
    responsible = tuple(
        dict.fromkeys(
            (*responsible, *(kind for kind in joint if responsible and kind in ("police", "municipality")))
        )
    )
    helping = (*helping, *(kind for kind in joint if kind not in responsible))
    return responsible, tuple(kind for kind in dict.fromkeys(helping) if kind not in responsible)


def is_ours(item: Item) -> bool:
    """Say whether the lead-in or the heading above says that `we` do it."""
    above = [lead.text for lead in (item.lead, *item.outer) if lead]
    return any(
        re.search(r"\b[Vv]i\b", text) and LEAD_VERB.search(text)
        for text in (*above, *(heading.passage.text for heading in item.headings[-1:]))
    )


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
    own = places(undertaking.passage.text, setting.known_places)
    if undertaking.placed and (
        cells := [name for cell in undertaking.where for name in cell_places(cell.text, setting)]
    ):
        return own, tuple(cells)
    if own:
        return own, tuple(place.name for place in own)
    for cell in undertaking.where:
        named = cell_places(cell.text, setting)
        if named and (
            undertaking.placed or any(name in setting.known_places or name[0].islower() for name in named)
        ):
            return [], named
    for heading in reversed(undertaking.item.headings):
        if heading.number and (named := heading_places(heading.passage.text, setting)):
            return [], named
    lead = undertaking.item.lead
    if (
        lead
        and lead.text.rstrip().endswith(":")
        and PLACE_LEAD.match(lead.text)
        and (named := tuple(place.name for place in places(lead.text, setting.known_places)))
    ):
        return [], named
    return [], ()


def cell_places(text: str, setting: Setting) -> tuple[str, ...]:
    found = places(f"på {text}", setting.known_places)
    return tuple(place.name for place in found)


COMMON_ENDING = re.compile(
    r"(?:het|ning|ingar|arbete|brott|er|or|ar|are|na|ion|ik|it|ande|ende|else|skap|unga|barn|våld|skola|"
    r"droger|skolan|trafik|övrigt|allmänt)$",
    re.I,
)
PREFIXED = re.compile(
    r"(?:[Bb]ostads|[Ss]tads)?(?:[Oo]mråde(?:t)?|[Ss]tadsdel(?:en)?|[Dd]elen|[Oo]rten|[Tt]ätort(?:en)?|"
    r"[Kk]ommundel(?:en)?)\s+(?=[A-ZÅÄÖ])"
)


def heading_places(text: str, setting: Setting) -> tuple[str, ...]:
    """Return the places of a heading that is nothing but names of places."""
    known = setting.known_places
    if prefixed := PREFIXED.match(text):
        return cell_places(text[prefixed.end() :].strip(" :."), setting)
    if COMMON_ITEM.fullmatch(text.strip(" :.")):
        return (text.strip(" :."),)
    if not HEADING_PLACE.fullmatch(text) or mentions(text):
        return ()
    found = tuple(place.name for place in places(f"på {text.rstrip(':.')}"))
    return tuple(name for name in found if name in known or name[0].islower() or is_name(name, setting))


def is_name(text: str, setting: Setting) -> bool:
    """Say whether a heading's word is a name: capitals throughout, never written small, no common ending."""
    words = text.split()
    return (
        len(words) <= 3
        and all(word[0].isupper() and word.lower() not in setting.common_words for word in words)
        and not COMMON_ENDING.search(text)
        and zone_of(text) is None
    )


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
