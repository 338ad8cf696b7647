"""Bench `screening`: notes looked through for persons and danger, against a plain pass over their words."""

import re
from collections.abc import Iterator
from functools import partial
from time import process_time

from lofte.screening import find, look, masked
from lofte.site.bench.reader import DOCUMENT
from lofte.site.bench.rows import Goal, Row, compared
from lofte.site.bench.timing import side_by_side

N_TEXTS, LENGTH = 1000, 500  # as the goal is stated
LIMIT_MS = 1000
SPEED = Goal("<=", 40)
TIME = Goal("<=", 1)
# What somebody may have written into a note: invented, and numbers kept for examples.
_PLANTED = (
    "Ring 070-174 06 05. ",
    "Fick 811218-9876 av Kim Exempelsson. ",
    "Killen i lägenhet 3 såg bilen ABC 12D. ",
    "Skriv till kim@example.org. ",
    "Lugnt hela kvällen. ",
)
_FOUND = (1, 2, 2, 1, 0)
_WORD = re.compile(r"\w+")


def rows(*, full: bool) -> Iterator[Row]:
    """Compare with a pass that finds the words alone; then with the limit."""
    texts = list(_texts())
    ours, theirs = side_by_side(
        lambda: [look(text) for text in texts],
        lambda: [_WORD.findall(text.casefold()) for text in texts],
        rounds=5 if full else 3,
        clock=process_time,
    )
    size = f"{N_TEXTS} texts of {LENGTH} characters"
    is_right = all(len(find(sentence)) == n for sentence, n in zip(_PLANTED, _FOUND, strict=True))
    is_right = is_right and not any(find(masked(text)) for text in texts)
    told = partial(compared, size=size, unit="ms", are_equal=is_right, ours=ours)
    yield told("screening", theirs=theirs, goal=SPEED, note="theirs: the words alone, by one pattern")
    yield told("screening time", theirs=LIMIT_MS, goal=TIME, note="against the limit of one second")


def _texts() -> Iterator[str]:
    """Cut notes of the demonstration's document, each with a sentence planted in it."""
    whole = DOCUMENT.read_text(encoding="utf-8")
    for n in range(N_TEXTS):
        planted = _PLANTED[n % len(_PLANTED)]
        begins = n * 37 % (len(whole) - LENGTH)
        yield planted + whole[begins : begins + LENGTH - len(planted)]
