"""Finds what points at a person, and takes it out."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from lofte.screening import links, numbers
from lofte.screening.danger import signs_among
from lofte.screening.described import described
from lofte.screening.finding import IDENTIFIERS, Finding, Kind, Sign
from lofte.screening.names import names
from lofte.screening.words import Word, words_of

REMOVED = "[borttaget]"


def find(text: str, *, places: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return everything that points at a person, in the order of the text.

    Parameters
    ----------
    text : str
        Free text as somebody typed it.
    places : collection of str
        Words, in small letters, that are places where the text is written: a name among them needs more than
        its capital to be a person.

    Returns
    -------
    tuple of Finding
        Never overlapping. What can be read as two kinds is a personnummer first, then a link, an address, a
        telephone, a plate, a name, and a described person last.

    Notes
    -----
    One pass over the text for each kind: the time grows with its length, whatever it holds. A personnummer or
    samordningsnummer must have a day that exists and a right check digit, or be said to be one. Names are
    found by lists: a name on none of them is found only where the text says that somebody bears it. The
    numbers of offices and firms (020, 077, 114 14) lead to no person.

    References
    ----------
    docs/methods/screening.md

    Examples
    --------
    >>> [finding.kind for finding in find("Ring 070-174 06 05 om ABC 12D.")]
    ['phone', 'plate']
    >>> find("104 fotpatruller 2021-04-30 på Erik Dahlbergs gata, ring 112")
    ()
    """
    return _found(text, words_of(text), places)


def look(text: str, *, places: Collection[str] = ()) -> tuple[tuple[Finding, ...], tuple[Sign, ...]]:
    """Return what `find` and `signs` return, with the text taken apart once.

    Parameters
    ----------
    text : str
        Free text as somebody typed it.
    places : collection of str
        As for `find`.

    Returns
    -------
    tuple of Finding, tuple of Sign
        What points at a person, and what shows of danger.

    References
    ----------
    docs/methods/screening.md

    Examples
    --------
    >>> look("Ring 070-174 06 05, det brinner i källaren!")[1]
    ('crime',)
    """
    words = words_of(text)
    return _found(text, words, places), signs_among(words)


def _found(text: str, words: Sequence[Word], places: Collection[str]) -> tuple[Finding, ...]:
    taken = bytearray(len(text))
    found = []
    for kind, spans in _searches(text, words, places):
        for start, end in spans:
            if taken.find(1, start, end) < 0:
                taken[start:end] = b"\1" * (end - start)
                found.append(Finding(kind, start, end))
    return tuple(sorted(found, key=_start))


def identifiers(text: str) -> tuple[Finding, ...]:
    """Return what leads straight to one person: numbers, addresses, links.

    Parameters
    ----------
    text : str
        Free text as somebody typed it.

    Returns
    -------
    tuple of Finding
        Those of `find` whose kind is in `IDENTIFIERS`.

    References
    ----------
    docs/methods/screening.md

    Examples
    --------
    >>> [finding.kind for finding in identifiers("Kim nås på 070-174 06 05.")]
    ['phone']
    """
    return tuple(finding for finding in find(text) if finding.kind in IDENTIFIERS)


def _start(finding: Finding) -> int:
    return finding.start


def _searches(
    text: str, words: Sequence[Word], places: Collection[str]
) -> Iterator[tuple[Kind, Iterable[tuple[int, int]]]]:
    for kind, search in _BY_SIGNS:
        yield kind, search(text)
    yield "name", names(words, places)
    yield "described", described(words)


_BY_SIGNS: tuple[tuple[Kind, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    ("personnummer", numbers.personnummer),
    ("link", links.links),
    ("email", numbers.emails),
    ("phone", numbers.phones),
    ("plate", numbers.plates),
)


def masked(text: str, *, by: str = REMOVED, places: Collection[str] = ()) -> str:
    """Return the text with what points at a person replaced.

    Parameters
    ----------
    text : str
        Free text as somebody typed it.
    by : str
        What stands there instead.
    places : collection of str
        As for `find`.

    Returns
    -------
    str
        The rest of the text as it was. Nothing is found in it a second time.

    References
    ----------
    docs/methods/screening.md

    Examples
    --------
    >>> masked("Ring 070-174 06 05 om bilen.")
    'Ring [borttaget] om bilen.'
    """
    pieces, last = [], 0
    for finding in find(text, places=places):
        pieces += [text[last : finding.start], by]
        last = finding.end
    return "".join([*pieces, text[last:]])
