"""Outcomes: what a follow-up tells was done, each number by itself, or the words where no number stands."""

import re

from lofte.reader.draft import Outcome
from lofte.reader.numbers import numerals
from lofte.reader.passage import Passage, sentences
from lofte.reader.quantities import Quantity, quantities

LABEL = re.compile(
    r"^\W*(?:[Uu]ppföljning|[Rr]esultat|[Uu]tfall|[Ss]å gick det|[Ss]å blev det|[Ss]tatus|[Kk]ommentar|"
    r"[Hh]ittills)\s*[^:]{0,30}:\s*"
)
ARTICLE = re.compile(r"\b([Ee]n|[Ee]tt)\s+[a-zåäö]{4,}\s+(?:har|hölls|gjordes|genomfördes|blev|är|hade)\b")


def outcomes_of(told: tuple[Passage, ...]) -> tuple[Outcome, ...]:
    """Return the outcomes of the sentences that tell of one activity."""
    numbered: list[Outcome] = []
    spoken: list[Passage] = []
    for passage in told:
        for sentence in sentences(passage):
            found = numbers_in(sentence)
            numbered.extend(found)
            if not found and len(sentence.text) > 2:
                spoken.append(sentence)
    if numbered or not spoken:
        return tuple(numbered)
    text = LABEL.sub("", spoken[0].text)
    return (Outcome(None, None, text, spoken[0].whole),)


def numbers_in(sentence: Passage) -> list[Outcome]:
    found = [
        outcome(sentence, quantity)
        for quantity in quantities(sentence.text, bare=True)
        if quantity.role in ("count", "objects", "percent", "hours") and not quantity.is_article
    ]
    # "143 av 151 elever" is one number, told twice.
    found = [
        one
        for n, one in enumerate(found)
        if not any(one.source.start == later.source.start for later in found[n + 1 :])
    ]
    for match in ARTICLE.finditer(sentence.text):
        if not any(outcome.value == 1 for outcome in found):
            found.insert(0, Outcome(1, None, sentence.text, sentence.source(match.start(1), match.end())))
    return found


# "sju av åtta klasser": the first is what was done, the second what there was.
OF_ALL = re.compile(r"\b(?P<done>\d+|[a-zåäö]+)\s+av\s+(?:de\s+)?$", re.I)


def outcome(sentence: Passage, quantity: Quantity) -> Outcome:
    before = sentence.text[: quantity.number_start]
    part = OF_ALL.search(before)
    done = next(iter(numerals(part["done"])), None) if part else None
    return Outcome(
        done.value if done else quantity.value,
        quantity.unit,
        LABEL.sub("", sentence.text),
        sentence.source(part.start() if part and done else quantity.start, quantity.end),
    )
