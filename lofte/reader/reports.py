"""Follow-ups: which paragraphs, lists and headings tell what came of the undertaking above them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from lofte.reader.leads import ends_open
from lofte.reader.outline import Heading, Item
from lofte.reader.parties import RECENT
from lofte.reader.passage import Passage, sentences
from lofte.reader.promising import MODAL, OUTCOME_LABEL, is_main_modal, is_outcome, is_past
from lofte.reader.quantities import quantities
from lofte.reader.undertakings import Undertaking, is_own_promise
from lofte.reader.who import bracketed

REPORT = re.compile(r"\buppfölj\w*.*(?:löft|\b(?:19|20)\d\d)|löft.*\buppfölj|\bså (?:gick|blev) det\b", re.I)
OUTCOME_LEAD = re.compile(
    r"\b(?:utfall|resultat)(?:et|en)?\b|\b(?:genomfört|gjort|genomfördes|gjordes|uppnått|skett)\W*$|"
    r"\b(?:lett|resulterat|bidragit) (?:till|i)\b|\bså (?:gick|blev) det\b|\buppfölj\w+ .*\bser ut|"
    r"\bhar (?:vi|polisen|kommunen|polis och kommun|polisen och kommunen) (?:gjort|genomfört)\b",
    re.I,
)
STEM = 6  # letters that two forms of a word share


def is_report(title: str | None, headings: Iterable[Heading]) -> bool:
    """Say whether a document, or the part under one of its headings, is a follow-up of a promise."""
    return any(names_report(text) for text in (title or "", *(heading.passage.text for heading in headings)))


@lru_cache(maxsize=RECENT)
def names_report(text: str) -> bool:
    return bool(REPORT.search(text))


def tells_more(item: Item, last: Undertaking) -> bool:
    """Say whether an item of a follow-up tells of the undertaking above it and undertakes nothing itself."""
    if item.kind == "row" or (item.headings != last.item.headings and item.lead is None):
        return False
    said = item.sentences
    return any(is_outcome(one.text) for one in said) and not any(is_own_promise(one.text) for one in said)


def told_of(item: Item) -> tuple[Passage, ...]:
    """Return everything that an item tells, its second paragraphs and nested items too."""
    below = [passage for child in item.children for passage in told_of(child)]
    return (item.passage, *item.extras, *below)


def opens_outcomes(lead: Passage | None) -> bool:
    """Say whether a lead-in opens a list of what was done."""
    if lead is None:
        return False
    last = sentences(lead)[-1].text
    return (
        ends_open(last)
        and bool(OUTCOME_LEAD.search(last) or OUTCOME_LABEL.search(last))
        and not MODAL.search(last)
    )


def is_firm_heading(text: str) -> bool:
    """Say whether a heading undertakes by itself: it names who will, or closes with whose it is."""
    return is_own_promise(text) or bool(bracketed(text) and quantities(text))


def heading_undertaking(item: Item) -> Undertaking | None:
    """Return the undertaking that a heading of a follow-up says, where what came of it stands below."""
    heading = item.headings[-1] if item.headings else None
    if heading is None or not heading.number or is_past(heading.passage.text):
        return None
    text = heading.passage.text
    if not (quantities(text) or is_main_modal(text)) or REPORT.search(text):
        return None
    above = replace(
        item, kind="paragraph", passage=heading.passage, headings=item.headings[:-1], children=[], extras=[]
    )
    return Undertaking(heading.passage, above)


def shared_out(found: list[Undertaking], outcomes: list[Item]) -> list[Undertaking]:
    """Return the undertakings with a list of outcomes shared out: by the thing they name, else by order."""
    if not outcomes or not found:
        return found
    last = found[-1].item
    if last.kind == "paragraph":
        told = tuple(passage for item in outcomes for passage in told_of(item))
        return [*found[:-1], replace(found[-1], told=(*found[-1].told, *told))]
    first = next(
        (
            n
            for n, one in enumerate(found)
            if one.item.lead is last.lead and one.item.headings == last.headings
        ),
        len(found) - 1,
    )
    group = list(range(first, len(found)))
    shared = list(found)
    for number, item in enumerate(outcomes):
        best = max(group, key=lambda n: (likeness(found[n].passage.text, item.text), n == group[0] + number))
        target = best if likeness(found[best].passage.text, item.text) else group[min(number, len(group) - 1)]
        shared[target] = replace(shared[target], told=(*shared[target].told, *told_of(item)))
    return shared


def likeness(one: str, other: str) -> int:
    """Return how many letters the nouns of two texts share, by how they begin."""
    others = nouns(other)
    return sum(max((shared(word, another) for another in others), default=0) for word in nouns(one))


def nouns(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-zåäö]{6,}", text.lower()) if not COMMON.match(word)}


def shared(one: str, other: str) -> int:
    """Return how many letters two words begin with alike, or 0 where they are too few to mean the same."""
    length = next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return length if length >= STEM else 0


COMMON = re.compile(
    r"(?:genomf|riktad|tillfäl|under|minst|större|särskil|insats(?:er)?$|samman|totalt|polis|kommun)"
)
