"""Undertakings: which items, table rows and sentences are things that somebody promises to do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lofte.reader import kinds
from lofte.reader.details import DOES, RIDER, belongs_together, is_own_undertaking
from lofte.reader.joint import DOES_TOGETHER, is_promise_like
from lofte.reader.labels import by_label, is_labelled, labelled_parts
from lofte.reader.leads import stands_on
from lofte.reader.outline import Item
from lofte.reader.parties import kinds_in
from lofte.reader.passage import Passage, joined, sentences
from lofte.reader.promising import (
    EARLIER,
    GOAL_SENTENCE,
    GOES_ON,
    LABELLED_PARTY,
    LINK,
    MODAL,
    NAMED_SUBJECT,
    OUTCOME_LABEL,
    PASSIVE,
    PRESENT,
    PROMISE_LABEL,
    QUESTION,
    QUOTE,
    REASON,
    ROUTINE,
    SAYS,
    SPEAKS,
    VERBAL_START,
    WORKING,
    is_main_modal,
    is_outcome,
    is_past,
)
from lofte.reader.quantities import quantities
from lofte.reader.rhythms import rhythms, weekday_slot
from lofte.reader.who import bracketed, subject_of
from lofte.reader.zones import QUIET


@dataclass(frozen=True)
class Undertaking:
    """One thing undertaken, with the item it stands in and what was told of its outcome."""

    passage: Passage
    item: Item
    told: tuple[Passage, ...] = ()
    who: tuple[Passage, ...] = ()  # cells, column heads: nearest first
    where: tuple[Passage, ...] = ()
    placed: bool = False  # `where` comes from a column of places
    named: bool = False  # `who` comes from a column of who


def item_undertakings(item: Item) -> Iterator[Undertaking]:
    """Give the undertakings of a bullet and of those nested in it."""
    if item.children and not belongs_together(item):
        riders = [child for child in item.children if RIDER.match(child.text)]
        if is_own_undertaking(item):
            yield from single_item(replace(item, children=riders))
        for child in item.children:
            if child not in riders or not is_own_undertaking(item):
                yield from item_undertakings(child)
        return
    yield from single_item(item)


def single_item(item: Item) -> Iterator[Undertaking]:
    if parts := labelled_parts([item.passage, *item.extras]):
        for part in parts:
            yield from labelled_undertaking(part, item)
        return
    own, told = parted(item.passage)
    beside: list[Undertaking] = []
    for extra in item.extras:
        more, outcome = parted(extra)
        if own and more and is_own_promise(extra.text):
            beside.append(Undertaking(joined(more), item, tuple(outcome)))
            continue
        told += outcome
        if more and own and not OUTCOME_LABEL.search(extra.text):
            # A second paragraph of an item explains it; only what measures it belongs to it.
            own += [sentence for sentence in more if quantities(sentence.text)]
    for child in item.children:
        child_own, child_told = parted(child.passage)
        own += child_own
        told += child_told
    if own:
        yield Undertaking(joined(own), item, tuple(told))
    yield from beside


def parted(passage: Passage) -> tuple[list[Passage], list[Passage]]:
    """Return the sentences that undertake and those that tell what was done; after a label, all tell."""
    own: list[Passage] = []
    told: list[Passage] = []
    labelled = False
    for sentence in sentences(passage):
        labelled = labelled or bool(OUTCOME_LABEL.search(sentence.text))
        if own and not labelled and EARLIER.match(sentence.text):
            continue
        (told if labelled or is_outcome(sentence.text) else own).append(sentence)
    if not own and told and not labelled and MODAL.search(passage.text):
        return told, []
    return own, told


def is_own_promise(text: str) -> bool:
    """Say whether a sentence names who will do something."""
    return is_main_modal(text) and bool(subject_of(text))


def is_list_undertaking(undertaking: Undertaking, in_work: bool) -> bool:
    """Say whether a bullet undertakes something; `in_work` when a party or a lead-in stands above."""
    text = undertaking.passage.text
    if (
        ADMINISTERED.match(text)
        or LINK.search(text)
        or QUESTION.search(text)
        or REASON.match(text)
        or is_scrap(undertaking, in_work)
    ):
        return False
    if SPEAKS.search(text) and not GOAL_SENTENCE.search(text):
        return False
    if is_work_anywhere(text, undertaking.item.zone) and not ROUTINE.search(text):
        return True
    if undertaking.item.zone in QUIET and not in_work:
        return (
            bool(is_main_modal(text) and subject_of(text))
            and undertaking.item.zone not in ("contact", "follow", "focus")
            and not ROUTINE.search(text)
        )
    if ROUTINE.search(text) and not subject_of(text) and not in_work:
        return False
    if is_main_modal(text):
        return True
    measured = bool(quantities(text)) and not is_past(text)
    if in_work:
        return not re.match(r"(?:Många|Några|De flesta|Invånarna|Boende)\b", text)
    return (measured and bool(subject_of(text) or PASSIVE.search(text) or VERBAL_START.match(text))) or bool(
        subject_of(text) and PRESENT.search(text)
    )


def is_work_anywhere(text: str, zone: str | None) -> bool:
    """Say whether an item is work although its heading names areas of focus or the picture."""
    return (
        bool(WILL_BE_DONE.search(text))
        if zone == "focus"
        else (zone == "background" and bool(MEASURED_WORK.match(text)))
    )


# "Genomföra minst tre kontroller": no picture of the problems says so.
MEASURED_WORK = re.compile(r"(?:Att )?[A-ZÅÄÖ][a-zåäö]+a (?:minst|åtminstone|högst)\b")
# How the promise itself is run: its time, its follow-up, who calls the meetings.
ADMINISTERED = re.compile(
    r"(?:(?:Det |Detta |Vårt )?(?:[Mm]edborgar)?[Ll]öfte[nt]?a? "
    r"(?:gäller|löper|avser|revideras|följs|förnyas)|"
    r"Uppföljning(?:en)? (?:av löftet |av löftena )?(?:ska|sker|görs|genomförs)|"
    r"[^.]{2,40} är sammankallande|att vi (?:[\wåäö]+ ){0,4}(?:berättar|redovisar|följer upp)|"
    r"(?:Punkten|Löftet|Åtagandet|Aktiviteten|Insatsen)\b[^.]*"
    r"\b(?:utgår|stryks|tas bort|har strukits|upphör))\b"
)


def is_scrap(undertaking: Undertaking, in_work: bool) -> bool:
    """Say whether a single word is all there is; in a list that a lead opens, a word is an item."""
    text = undertaking.passage.text
    return len(text.split()) < 2 and not (in_work and undertaking.item.lead and len(text) > 6)


def sentence_undertakings(item: Item) -> Iterator[Undertaking]:
    """Give the sentences of a paragraph that undertake something."""
    if whole := whole_undertakings(item):
        yield from whole
        return
    found: list[Undertaking] = []
    labelled = bool(PROMISE_LABEL.match(item.text)) and item.zone not in QUIET
    for sentence in sentences(without_label(item.passage)):
        text = sentence.text
        if found and goes_on(text):
            last = found[-1]
            found[-1] = Undertaking(joined([last.passage, sentence]), item, last.told, last.who)
        elif found and goes_on_promising(text, item):
            found.append(Undertaking(sentence, item, (), (found[-1].passage, *found[-1].who)))
        elif found and is_sentence_undertaking(text, item) and not subject_of(text):
            # "Ett antal träffar ska hållas, säger hon" goes on with whom the sentence before named.
            found.append(Undertaking(sentence, item, (), (found[-1].passage,)))
        elif is_sentence_undertaking(text, item) or (labelled and not found and is_said(text)):
            found.append(Undertaking(sentence, item))
        elif is_present_undertaking(text, item, bool(found)):
            found.append(Undertaking(sentence, item, (), (found[-1].passage,) if found else ()))
        elif found and is_outcome(text) and item.zone not in QUIET:
            last = found[-1]
            found[-1] = Undertaking(last.passage, item, (*last.told, sentence))
        elif (
            found
            and re.match(
                r"(?:Varje|Kontrollerna|Patrullerna|Passen|Besöken|Minst|Av dessa|Målet|Målvärdet)\b", text
            )
            and quantities(text)
        ):
            last = found[-1]
            found[-1] = Undertaking(joined([last.passage, sentence]), item, last.told)
    yield from found


def is_said(text: str) -> bool:
    """Say whether a sentence behind `Löfte:` says something that will be done."""
    return len(text.split()) >= 4 and not is_beside(text)


def goes_on_promising(text: str, item: Item) -> bool:
    """Say whether `vi` go on promising in a paragraph that has begun to say what will be done."""
    return (
        item.zone not in QUIET
        and bool(re.search(r"\b(?:ska|kommer) vi\b|^Vi (?:ska|kommer)\b", text))
        and not (is_beside(text) or is_quoted(text))
        and len(text.split()) >= 5
    )


def is_present_undertaking(text: str, item: Item, among: bool) -> bool:
    """Say whether a sentence beside a promise promises too, in the present (`Kommunen byter …`)."""
    if item.zone in QUIET or not among or is_beside(text) or ALREADY.search(text) or is_quoted(text):
        return False
    doer = subject_of(text) or re.match(r"(?:[Vv]i|[Dd]essutom \w+ vi)\b", text)
    measured = quantities(text) or any(rhythm.is_standing for rhythm in rhythms(text)) or weekday_slot(text)
    return bool(
        doer
        and (PRESENT.search(text) or STANDS.search(text))
        and (measured or kinds.HARD_DEADLINE.search(text))
    )


STANDS = re.compile(r"\b(?:finns|står|sker|hålls|är)\b")
ALREADY = re.compile(
    r"\b(?:redan|i ?dag\b|i nuläget|hittills|vanligtvis|brukar|tidigare|känner|upplever|tycker|finns det)\b",
    re.I,
)


def without_label(passage: Passage) -> Passage:
    label = PROMISE_LABEL.match(passage.text)
    return passage.cut(label.end(), len(passage.text)) if label else passage


RESTS_ON = re.compile(r"(?:Det|Detta) (?:bygger|kräver|krävs|förutsätter|innebär|betyder|beror|motsvarar)\b")


def goes_on(text: str) -> bool:
    """Say whether a sentence only measures what the one before undertook."""
    roles = {quantity.role for quantity in quantities(text)}
    return (
        bool(GOES_ON.match(text))
        and not RESTS_ON.match(text)
        and bool(roles)
        and not is_past(text)
        and (roles <= {"length", "percent"} or not MODAL.search(text))
    )


def whole_undertakings(item: Item) -> list[Undertaking]:
    """Return what a paragraph undertakes that says whose it is before or behind the rest."""
    if item.zone not in ("contact", "follow", "sign") and is_labelled(item.text):
        return list(labelled_undertakings(item))
    closes = bracketed(item.text) and quantities(item.text) and not is_past(item.text)
    return [Undertaking(item.passage, item)] if closes and item.zone not in QUIET else []


def labelled_undertakings(item: Item) -> Iterator[Undertaking]:
    for part in by_label(item.passage):
        yield from labelled_undertaking(part, item)


def labelled_undertaking(part: Passage, item: Item) -> Iterator[Undertaking]:
    """Give what a label's sentences undertake; those after the first stand under it too."""
    own, told = parted(part)
    groups: list[list[Passage]] = []
    for sentence in own:
        if groups and not (VERBAL_START.match(sentence.text) and not goes_on(sentence.text)):
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    label = LABELLED_PARTY.match(part.text)
    whose = (part.cut(0, label.end("who")),) if label and is_labelled(part.text) else ()
    for number, group in enumerate(groups):
        last = tuple(told) if group is groups[-1] else ()
        under = whose if number else ()
        yield Undertaking(joined(group), item, last, under, named=bool(under))


def has_one_party(item: Item) -> bool:
    """Say whether the nearest heading belongs to one party, so that `vi` is that party."""
    return next(
        (
            len(kinds_in(heading.passage.text)) == 1
            for heading in reversed(item.headings)
            if heading.number and kinds_in(heading.passage.text)
        ),
        False,
    )


def is_sentence_undertaking(text: str, item: Item) -> bool:
    """Say whether a sentence of running text undertakes something."""
    if text.rstrip().endswith((":", " att", " ska", " skall")) or len(text.split()) < 4:
        return False
    if item.lead and stands_on(item.lead.text) and DOES.match(text) and not is_past(text):
        return True
    if item.zone in ("purpose", "work", None) and is_level_sentence(text):
        return True
    if item.zone in HALF_QUIET and not ROUTINE.search(text) and is_firm(text):
        return True
    if PROMISED_IN_WORDS.match(text) and quantities(text):
        return True
    if item.zone in QUIET or is_beside(text):
        return False
    return is_goal_sentence(text) or (
        not is_quoted(text) and (undertakes(text, item) or is_firm_present(text))
    )


def is_firm_present(text: str) -> bool:
    """Say whether one doer takes on a number in the present by a comparing word (`besöker minst en gång`)."""
    least = [one for one in quantities(text) if one.comparator in (">=", "between") and one.role == "count"]
    return (
        bool(least)
        and bool(subject_of(text))
        and bool(PRESENT.search(text))
        and not (ALREADY.search(text) or MODAL.search(text))
    )


# "Löftet är att minst två möten ska hållas"
PROMISED_IN_WORDS = re.compile(r"(?:Löftet|Medborgarlöftet|Vårt löfte) (?:är|var) att\b")


def is_beside(text: str) -> bool:
    """Say whether a sentence speaks of routine, asks, links or tells of the past."""
    return bool(ROUTINE.search(text) or QUESTION.search(text) or LINK.search(text) or is_past(text))


def is_goal_sentence(text: str) -> bool:
    return bool(
        GOAL_SENTENCE.search(text)
        and kinds.INDICATOR.search(text)
        and kinds.CHANGE.search(text)
        and quantities(text)
    )


def is_quoted(text: str) -> bool:
    return bool(QUOTE.search(text)) and not SAYS.search(text)


def undertakes(text: str, item: Item) -> bool:
    subject = subject_of(text)
    we = bool(re.search(r"\b[Vv]i\b", text))
    if not is_main_modal(text):
        return item.zone == "work" and bool(subject) and bool(PRESENT.search(text)) and bool(quantities(text))
    if we and has_one_party(item):
        return True
    if is_promise_like(text) and not (subject and DOES_TOGETHER.search(text)):
        return False
    if subject or (NAMED_SUBJECT.match(text) and quantities(text)):
        return True
    return bool(PASSIVE.search(text) and WILL_BE_DONE.search(text)) or (
        we and item.zone == "work" and bool(quantities(text))
    )


WILL_BE_DONE = re.compile(r"\b(?:ska(?:ll)?|skulle|kommer(?: också| även)?(?: att)?) (?:\w+ ){0,3}?\w+s\b")
HALF_QUIET = frozenset("background grounds purpose".split())


def is_firm(text: str) -> bool:
    """Say whether one named party takes on a number by a comparing word: no background sentence does."""
    measured = [quantity for quantity in quantities(text) if quantity.start < quantity.number_start]
    return bool(measured) and len(subject_of(text)) == 1 and is_main_modal(text) and not is_past(text)


def is_level_sentence(text: str) -> bool:
    return bool(
        kinds.INDICATOR.search(text)
        and kinds.CHANGE.search(text)
        and quantities(text)
        and not is_past(text)
        and not WORKING.search(text)
    )
