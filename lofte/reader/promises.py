"""Promises: the headline sentences, their reasons, and which activity stands under which."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from lofte.reader.context import is_focus
from lofte.reader.gathering import is_asked_for, is_in_work
from lofte.reader.joint import DOES_TOGETHER, is_promise_like
from lofte.reader.leads import lead_parties
from lofte.reader.outline import Heading, Item
from lofte.reader.parties import kinds_in, mentions
from lofte.reader.passage import Passage, sentences
from lofte.reader.promising import PROMISE_LABEL, ROUTINE, is_main_modal, is_past
from lofte.reader.quantities import quantities
from lofte.reader.undertakings import has_one_party, is_own_promise
from lofte.reader.who import only_parties, subject_of
from lofte.reader.zones import QUIET, zone_of

PROMISING = re.compile(
    r"\b(?:lova(?:r|de)|åtar (?:vi|parterna) oss|har (?:kommit överens|enats) om att|ska (?:tillsammans|"
    r"gemensamt)|(?:vi|parterna|ska vi) (?:ska|kommer))\b",
    re.I,
)
LABELLED = re.compile(
    r"^(?:(?:Vårt |Årets )?[Ll]öfte(?:t)?(?:\s*\d+)?|Vi lova(?:r|de)(?: att)?)\s*[:–-]\s*(?=\S)"
)
PROMISE_HEADING = re.compile(
    r"^(?:(?:[Mm]edborgar)?[Ll]öfte\s*\d+|[Vv]i lovar(?: att)?|[Ff]okusområde\s*\d+|"
    r"[Mm]ål(?:område)?\s*\d+)\s*[:.–-]?\s*"
)
NUMBERED_PROMISE = re.compile(r"(?:[Mm]edborgar)?[Ll]öfte \d+\s*[:.–-]?\s")
LISTING = re.compile(
    r"\b(?:ska|skall|lovar|löften?|medborgarlöften?)\b.{0,60}:$|\blovar\b|\bska (?:gemensamt|"
    r"tillsammans)\b",
    re.I,
)
TITLE_OF_PROMISES = re.compile(r"\b(?:medborgar)?löfte[nt]?\b", re.I)
SAYS_SOMETHING = 4  # words: "Vi lovar att" only leads in
ALIKE = 82  # of 100: the same headline with a word bent or misspelt


@dataclass(frozen=True)
class Headline:
    passage: Passage
    item: int | None  # the number of the item it stands in
    heading: int | None  # or of the heading


def headlines(items: list[Item], headings: list[Heading]) -> list[Headline]:
    """Return the headline promises, by the first way that finds any."""
    for way in (
        sectioned(items, headings),
        listed(items),
        with_work(said(items), items),
        headed(items, headings),
        leading(items),
    ):
        found = unlike(way)
        if found:
            return found
    return []


OWN_SECTION = re.compile(
    r"(?:[Vv]årt |[Vv]åra |[Gg]emensam(?:t|ma) )?(?:[Mm]edborgarl|[Ll])öfte(?:t|n|na)?\s*:?"
)
WORK_SECTION = re.compile(
    r"(?:[Vv]åra |[Gg]emensamma |[Pp]lanerade )?"
    r"(?:[Aa]ktiviteter|[Åå]tgärder|[Ii]nsatser|[Åå]taganden)\b.{0,40}"
)


def sectioned(items: list[Item], headings: list[Heading]) -> list[Headline]:
    """Return the sentences under a heading `Medborgarlöfte` that has one `Aktiviteter` beside it."""
    own = [heading for heading in headings[1:] if OWN_SECTION.fullmatch(heading.passage.text)]
    if not own or not any(
        WORK_SECTION.fullmatch(heading.passage.text)
        and heading.number > own[0].number
        and heading.level == own[0].level
        for heading in headings
    ):
        return []
    return [
        Headline(sentence, item.number, None)
        for item in items
        if item.kind != "row" and item.headings and item.headings[-1].number == own[0].number
        for sentence in item.sentences
        if (is_main_modal(sentence.text) or item.kind == "bullet")
        and not sentence.text.endswith(":")
        and not (ROUTINE.search(sentence.text) or is_past(sentence.text))
    ]


def with_work(found: list[Headline], items: list[Item]) -> list[Headline]:
    """Leave out promises that are a list of their own, where nothing else says what will be done."""
    bullets = {one.item for one in found if one.item is not None and items[one.item].kind == "bullet"}
    others = any(
        item.number not in bullets
        and (item.kind == "row" or (item.kind == "bullet" and is_in_work(item)) or is_own_promise(item.text))
        for item in items
    )
    return found if others else [one for one in found if one.item not in bullets]


def unlike(found: list[Headline]) -> list[Headline]:
    kept: list[Headline] = []
    for headline in found:
        if not any(alike(headline.passage.text, other.passage.text) for other in kept):
            kept.append(headline)
    return kept


def alike(one: str, other: str) -> bool:
    return fuzz.ratio(bare(one), bare(other)) >= ALIKE or (
        len(other) > 24 and bare(one).startswith(bare(other))
    )


@lru_cache(maxsize=1024)
def bare(text: str) -> str:
    return PROMISE_HEADING.sub("", text).strip(" .:").lower()


def listed(items: list[Item]) -> list[Headline]:
    """Return bullets without a doer or number that stand under the promise's own name, above the work."""
    first = next((number for number, item in enumerate(items) if item.kind == "bullet"), None)
    if first is None:
        return []
    group = [item for item in items[first:] if same_list(items[first], item)]
    opening = items[first]
    nearest = opening.headings[-1] if opening.headings else None
    if is_focus(opening):
        return []
    under_title = (
        nearest is not None and TITLE_OF_PROMISES.search(nearest.passage.text) and nearest.zone != "focus"
    )
    led = opening.lead is not None and LISTING.search(opening.lead.text)
    if opening.lead is not None and is_asked_for(opening.lead):
        return []
    if is_work_of_one(opening, items) and not is_taken_up(group, items):
        return []
    if not (under_title or led) or len(group) > 6 or not all(is_headline(item) for item in group):
        return []
    # Without anything below, the bullets themselves are what will be done.
    below = [
        item
        for item in items
        if item.number > group[-1].number
        and item.kind in ("bullet", "row")
        and (is_in_work(item) or item.kind == "row")
    ]
    return [Headline(item.passage, item.number, None) for item in group] if len(below) >= 2 else []


def is_work_of_one(opening: Item, items: list[Item]) -> bool:
    """Say whether a list is the work of whom its lead-in names, alone or beside a list of another's."""
    who = lead_parties(opening.lead)
    others = {item.lead for item in items if item.kind == "bullet" and item.lead and lead_parties(item.lead)}
    return len(who) == 1 or (len(who) > 1 and len(others) > 1) or has_one_party(opening)


def is_taken_up(group: list[Item], items: list[Item]) -> bool:
    """Say whether a later heading or bullet says one of the group's items again."""
    later = items[items.index(group[-1]) + 1 :]
    texts = {item.text for item in later if item.kind == "bullet"}
    texts |= {heading.passage.text for item in later for heading in item.headings[-1:]}
    return any(alike(item.text, text) for item in group for text in texts)


def same_list(first: Item, item: Item) -> bool:
    return item.kind == "bullet" and item.headings == first.headings and item.lead is first.lead


def is_headline(item: Item) -> bool:
    text = item.text
    return (
        not item.children
        and not quantities(text)
        and not subject_of(text)
        and not re.search(r"^(?:Polis|Kommun)", text)
    )


def said(items: list[Item]) -> list[Headline]:
    """Return the sentences that promise without saying what will be counted."""
    found = []
    alike_work = labels_work(items)
    for item in items:
        if alike_work and LABELLED.match(item.text):
            continue
        if item.kind == "row" or item.zone in ("contact", "follow", "focus", "grounds"):
            continue
        for sentence in item.sentences:
            if is_spoken_promise(item, sentence.text) or is_aim_of_list(item, sentence.text, items):
                label = LABELLED.match(sentence.text)
                keep = label and not label[0].lower().startswith("vi lovar")
                found.append(
                    Headline(
                        sentence.cut(label.end() if keep and label else 0, len(sentence.text)),
                        item.number,
                        None,
                    )
                )
    return found


def labels_work(items: list[Item]) -> bool:
    """Say whether `Löfte: …` stands before work in one of several places, so that it does in all."""
    labelled = [item for item in items if item.kind == "paragraph" and PROMISE_LABEL.match(item.text)]
    return len(labelled) >= 2 and any(
        not is_spoken_promise(item, sentence.text) for item in labelled for sentence in item.sentences[:1]
    )


def is_spoken_promise(item: Item, text: str) -> bool:
    """Say whether a sentence promises as a whole, without a number or a single doer."""
    if (
        re.search(r"\?$|^[–—]", text)
        or (item.kind == "bullet" and item.children)
        or len(text.split()) < SAYS_SOMETHING
    ):
        return False
    if has_one_party(item) and not re.search(r"\bVi lovar\b", text):
        return False
    if LABELLED.match(text) and item.kind == "paragraph":
        return not (quantities(text) or (subject_of(LABELLED.sub("", text)) and not is_joint(text)))
    if quantities(text) or not PROMISING.search(text):
        return is_under_own_heading(item, text) or is_wish(item, text)
    if item.kind == "bullet":
        return bool(re.search(r"\b[Vv]i lovar\b", text)) and is_joint(text)
    if ABOUT_PROMISES.match(text):
        return False
    if any(not HANGS.search(text[: one.start()]) for one in GIVES_PROMISE.finditer(text)) and is_joint(text):
        return True
    return is_joint_aim(item, text)


def is_wish(item: Item, text: str) -> bool:
    """Say whether an item of a list says what `vi vill` reach."""
    return item.kind == "bullet" and bool(re.match(r"Vi vill\b", text)) and not quantities(text)


def is_under_own_heading(item: Item, text: str) -> bool:
    """Say whether the sentence under `Vårt löfte till dig` says what both will do."""
    heading = item.headings[-1].passage.text if item.headings else ""
    return bool(
        item.kind == "paragraph"
        and OWN_HEADING.search(heading)
        and is_joint(text)
        and is_main_modal(text)
        and is_goal(text)
        and not (quantities(text) or text.endswith(":"))
    )


GIVES_PROMISE = re.compile(r"(?<!inte )(?<!aldrig )\blova(?:r|de)\b")


# "det vi lovar", "vad polisen och kommunen lovar"
HANGS = re.compile(
    r"(?:\b(?:som|vad|där|hur)\s+(?:[\wåäö-]+\s+){0,6}|\b(?:[Dd]et|[Dd]e) (?:vi|polisen|parterna) )$"
)


# "Löftet innehåller aktiviteter som parterna lovar att genomföra" tells what a promise is.
ABOUT_PROMISES = re.compile(
    r"(?:Ett |Detta |Det här |Vårt |Våra |Årets )?(?:medborgar)?löft\w+ "
    r"(?:innehåller|består|innebär|handlar|är|utgår|bygger|beskriver|omfattar|gäller|kommer|löper)\b",
    re.I,
)


def is_joint_aim(item: Item, text: str) -> bool:
    """Say whether a sentence above the work says what the parties will do together."""
    if item.zone in QUIET or ROUTINE.search(text) or is_past(text) or not is_main_modal(text):
        return False
    led_in = text.rstrip().endswith(":") or item.zone in ("work", None)
    return led_in and is_promise_like(text) and not DOES_TOGETHER.search(text) and is_goal(text)


OWN_HEADING = re.compile(r"^(?:[Vv]årt|[Vv]åra|[Åå]rets)\b.*\blöfte")
AIM = re.compile(
    r"\blovar (?:också |även |gemensamt )?att (?:gemensamt |tillsammans |aktivt )?"
    r"(?:arbeta|verka|öka|minska|skapa)\b"
)


def is_aim_of_list(item: Item, text: str, items: list[Item]) -> bool:
    """Say whether a bullet says what both aim at, and the list after its own says by what work."""
    if item.kind != "bullet" or not AIM.search(text) or not is_joint(text) or quantities(text):
        return False
    after = next(
        (one for one in items[item.number + 1 :] if one.kind == "bullet" and not same_list(item, one)), None
    )
    return (
        after is not None
        and not any(
            is_main_modal(one.text) for one in items if same_list(after, one) and one.kind == "bullet"
        )
        and bool(after.headings[-1:] != item.headings[-1:] or after.lead is not item.lead)
    )


def is_joint(text: str) -> bool:
    kinds = set(kinds_in(text[:160]))
    return bool(re.search(r"\b(?:[Vv]i|[Pp]arterna)\b", text)) or {"police", "municipality"} <= kinds


def is_goal(text: str) -> bool:
    return (
        bool(
            re.search(
                r"\b(?:trygg|säk|minska|öka|lugn|drog|synlig|förebygg|arbeta|göra|motverka|brott|skapa|"
                r"verka)\w*",
                text,
            )
        )
        and len(text.split()) >= 6
    )


def headed(items: list[Item], headings: list[Heading]) -> list[Headline]:
    """Return headings that are topics with undertakings under them, where there are at least two."""
    used = {
        heading.number
        for item in items
        if item.kind in ("bullet", "row") and is_in_or_topic(item)
        for heading in item.headings
    }
    used |= {heading.number for heading in headings if NUMBERED_PROMISE.match(heading.passage.text)}
    found = [
        heading for heading in headings if heading.number in used and heading.number and is_topic(heading)
    ]
    return [Headline(heading.passage, None, heading.number) for heading in found] if len(found) >= 2 else []


def is_in_or_topic(item: Item) -> bool:
    return item.zone not in QUIET


def is_topic(heading: Heading) -> bool:
    text = PROMISE_HEADING.sub("", heading.passage.text)
    found = mentions(text)
    numbered = PROMISE_HEADING.match(heading.passage.text) is not None
    if found and only_parties(text, found):
        return False
    generic = re.fullmatch(
        r"(?:[Vv]åra |[Dd]e )?(?:[Aa]ktiviteter|[Åå]tgärder|[Ii]nsatser|[Åå]taganden|[Mm]edborgarlöft\w*|"
        r"[Ll]öften?|[Mm]ålsättningar och aktiviteter)(?: .{0,25})?|.*\b(?:åtaganden|aktiviteter|löften|"
        r"arbete|samverkan|ska)\b.*",
        text,
    )
    return (
        (numbered or (zone_of(text) is None and len(text.split()) >= 2))
        and not (generic and not numbered)
        and not re.search(r"\b(?:19|20)\d\d\b", text)
    )


def leading(items: list[Item]) -> list[Headline]:
    """Return the sentence that leads the undertakings in; one that names whose they are, if it leads all."""
    leads = {item.lead.text for item in items if item.kind == "bullet" and is_in_work(item) and item.lead}
    for item in items:
        if item.kind == "bullet" and is_in_work(item) and item.lead and item.depth <= 1:
            last = sentences(item.lead)[-1]
            if (
                len(last.text.split()) >= 5
                and (not subject_of(last.text) or (len(leads) == 1 and is_joint(last.text)))
                and not ABOUT_PROMISES.match(last.text)
            ):
                return [Headline(last, None, None)]
    return []
