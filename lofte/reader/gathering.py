"""Gathering: which items of the outline undertake something, and which tell what came of it."""

import re
from collections.abc import Iterable
from dataclasses import replace

from lofte.reader.context import is_focus
from lofte.reader.leads import ABOUT_IT, ends_open, lead_parties
from lofte.reader.outline import Item
from lofte.reader.passage import Passage, sentences
from lofte.reader.promising import OUTCOME_LABEL, is_main_modal, is_outcome
from lofte.reader.quantities import quantities
from lofte.reader.reports import (
    heading_undertaking,
    is_firm_heading,
    is_report,
    opens_outcomes,
    shared_out,
    tells_more,
    told_of,
)
from lofte.reader.tables import row_undertakings
from lofte.reader.undertakings import (
    Undertaking,
    is_list_undertaking,
    is_own_promise,
    item_undertakings,
    sentence_undertakings,
)
from lofte.reader.who import subject_of
from lofte.reader.zones import QUIET

LEAD_VERB = re.compile(
    r"\b(?:ska(?:ll)?|kommer|(?:ut)?lova(?:r|de|des|s|ts)|åtar sig|aktiviteter|åtgärder|insatser|åtaganden|"
    r"löften|(?:nedanstående|följande)\b.{0,20}löften|det här gör|uppfyller|"
    r"stöd(?:jer|er)|stöttar|arbetar|bidrar)\b",
    re.I,
)


ListKey = tuple[int, int]  # the nearest heading's number, where the lead-in begins


def undertakings(
    items: list[Item], promise_items: frozenset[int], promised: frozenset[str], title: str | None = None
) -> list[Undertaking]:
    """Return the undertakings of a document in reading order."""
    gatherer = Gatherer(promise_items, promised, is_report(title, ()), working_lists(items))
    for item in items:
        gatherer.take(item)
    return gatherer.finished()


def list_of(item: Item) -> ListKey:
    return item.headings[-1].number if item.headings else -1, item.lead.raw_at[0] if item.lead else -1


def working_lists(items: list[Item]) -> frozenset[ListKey]:
    """Return the lists of which more than half undertake by themselves, three at least."""
    lists: dict[ListKey, list[bool]] = {}
    for item in items:
        if item.kind == "bullet":
            lists.setdefault(list_of(item), []).append(is_own_promise(item.text))
    return frozenset(key for key, own in lists.items() if sum(own) >= 3 and 2 * sum(own) > len(own))


class Gatherer:
    """Goes through the items once; what tells of an undertaking above is laid to it."""

    def __init__(
        self,
        promise_items: frozenset[int],
        promised: frozenset[str],
        reports: bool,
        working: frozenset[ListKey] = frozenset(),
    ) -> None:
        self.promise_items, self.promised, self.reports = promise_items, promised, reports
        self.working = working
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

    def in_working_list(self, item: Item) -> bool:
        """Say whether most of a list undertakes by itself, so that all of it does."""
        return item.zone not in QUIET and list_of(item) in self.working

    def is_told(self, item: Item) -> bool:
        """Say whether an item tells of the last undertaking, or of the heading above as one."""
        if self.found and tells_of(item, self.found[-1]):
            return True
        if self.found and tells_of_result(item, self.found[-1]):
            return True
        if not (self.reports or is_report(None, item.headings)):
            return False
        if self.found and stands_under(item, self.found[-1]):
            return not is_own_promise(item.text)
        above = heading_undertaking(item) if item.headings else None
        if (
            above
            and item.headings[-1].number not in self.said
            and (is_outcome(item.text) or is_firm_heading(above.passage.text))
        ):
            self.said.add(item.headings[-1].number)
            self.found.append(above)
            return not is_own_promise(item.text)
        return bool(self.found) and tells_more(item, self.found[-1])

    def of(self, item: Item) -> Iterable[Undertaking]:
        if item.kind == "row":
            return row_undertakings(item)
        if item.kind == "bullet":
            in_work = self.in_working_list(item)
            found = item_undertakings(item)
            return (
                one for one in found if is_list_undertaking(one, in_work or one.named or is_in_work(one.item))
            )
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


def stands_under(item: Item, last: Undertaking) -> bool:
    """Say whether an item stands under the heading or the paragraph that undertook last."""
    above = [heading.passage for heading in item.headings[-1:]]
    if item.kind == "bullet" and item.lead and last.item.kind == "paragraph":
        above.append(item.lead)
    return any(passage is last.passage for passage in above)


def tells_of_result(item: Item, last: Undertaking) -> bool:
    """Say whether an item under a heading `Resultat` tells of the undertaking right above that heading."""
    heading = item.headings[-1] if item.headings else None
    return (
        heading is not None
        and bool(RESULT.fullmatch(heading.passage.text))
        and item.number - last.item.number <= 2
        and not is_own_promise(item.text)
    )


RESULT = re.compile(r"(?:Resultat(?:et)?|Utfall(?:et)?|Så (?:gick|blev) det|Genomfört)\s*:?", re.I)


def is_of_promise(undertaking: Undertaking) -> bool:
    return undertaking.passage.text.rstrip().endswith(":")


def is_in_work(item: Item) -> bool:
    """Say whether a bullet stands in a list of undertakings."""
    if item.lead and (is_asked_for(item.lead) or is_focus(item)):
        return False
    if item.headings and BARE_GOAL.fullmatch(item.headings[-1].passage.text) and is_bare_goal(item.text):
        return False
    if item.zone == "work":
        return True
    if item.zone in QUIET:
        lead = item.lead.text if item.lead else ""
        leads = ends_open(lead) or is_main_modal(lead)
        return leads and bool(LEAD_VERB.search(lead)) and is_by_somebody(lead)
    return any(LEAD_VERB.search(lead.text) or lead_parties(lead) for lead in (item.lead, *item.outer) if lead)


# What residents wish, what the promise rests on, how it is told of: no list of work.
ASKED_FOR = re.compile(
    r"\b(?:medborgarna|invånarna|kommuninvånarna|boende|de svarande|deltagarna|eleverna)\b[^.]{0,60}?"
    r"\b(?:tycker|tyckte|vill|ville|önskar|önskade|anser|ansåg|efterfrågar|lyfte|lyfter|föreslog|svarade|"
    r"upplever|oroar)"
    r"|\b(?:önskemål|till grund för|det viktigaste (?:polisen|kommunen|[A-ZÅÄÖ]))"
)

BARE_GOAL = re.compile(r"(?:[Öö]vergripande |[Gg]emensamma |[Vv]åra )?[Mm]ål(?:sättning(?:ar)?|en)?\s*:?")


def is_asked_for(lead: Passage) -> bool:
    last = sentences(lead)[-1].text if lead.text else ""
    return bool(ABOUT_IT.search(last) or ASKED_FOR.search(last))


def is_bare_goal(text: str) -> bool:
    """Say whether a goal names nobody and no number (`Att alla upplever ökad trygghet`)."""
    return text.startswith("Att ") and not (quantities(text) or subject_of(text))


def is_by_somebody(lead: str) -> bool:
    return bool(
        subject_of(lead) or re.search(r"\b(?:lovar|ska|kommer) vi\b|\b[Vv]i (?:lovar|ska|kommer)\b", lead)
    )
