"""Finds what points at a person: personnummer, telephone numbers, e-mail addresses, registration plates."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["personnummer", "phone", "email", "plate"]

_DASH = r"[-‐‑–−+]"
_PERSONNUMMER = re.compile(rf"(?<!\d)(\d\d)?(\d\d)(\d\d)(\d\d) ?{_DASH}? ?(\d{{3}})(\d)(?!\d)")
# What stands before the sign is looked for from the sign and back: forwards, a picture written out as half a
# million letters would be gone through once from each of them.
_AT = re.compile(r" ?(?:@|\(at\)|\[at\]|snabel-?a) ?[\w-]++(?:\.[\w-]++)++", re.IGNORECASE)
_MAILBOX = re.compile(r"[\w.+-]+\Z")
LONGEST_MAILBOX = 64  # characters before the sign (RFC 5321)
_PHONE = re.compile(rf"(?<![\d,.])(?:\+|00|0)\d[\d ()/]*(?:{_DASH}[\d ()/]*)*\d(?![\d,.]\d)")
# 0800–1200 is a shift and 0680-2021 a registered case: after four figures a telephone number has five or six.
_FOUR_AND_FOUR = re.compile(rf"\d{{4}} ?{_DASH} ?\d{{4}}")
# Letters I, Q, V, Å, Ä, Ö and a last O are not used on plates (Transportstyrelsen). Small letters count only
# when written together: "med 800" is no car.
_PLATE = re.compile(
    r"(?<![\w-])(?:[A-HJ-PR-UW-Z]{3}[ -]?\d\d[\dA-HJ-NPR-UW-Z]"
    r"|[a-hj-pr-uw-z]{3}\d\d[\da-hj-npr-uw-z])(?![\w-])"
)
# Three letters that stand before numbers in these documents.
_ABBREVIATIONS = frozenset(
    ["BOS", "DNR", "EST", "KBT", "LSS", "NTU", "SCB", "SFS", "SMS", "SOU", "SSG", "TEL"]
)
N_PHONE_DIGITS = range(8, 16)  # the shortest in Sweden with its area code; the longest in the world (E.164)


@dataclass(frozen=True)
class Finding:
    """What was found, and where in the text."""

    kind: Kind
    start: int
    end: int


def find(text: str) -> tuple[Finding, ...]:
    """Return everything that points at a person, in the order of the text.

    Parameters
    ----------
    text : str
        Free text as somebody typed it.

    Returns
    -------
    tuple of Finding
        Never overlapping. What can be read as two kinds is a personnummer first, then an address.

    Notes
    -----
    A personnummer or samordningsnummer must have a day that exists and a right check digit. Names are not
    found: a street, a school and a person can have the same.

    Examples
    --------
    >>> [finding.kind for finding in find("Ring 070-174 06 05 om ABC 12D.")]
    ['phone', 'plate']
    >>> find("104 fotpatruller 2021-04-30, ring 112")
    ()
    """
    taken: list[Finding] = []  # in the order of the text
    for kind, search in _SEARCHES:
        for start, end in search(text):
            place = bisect_left(taken, start, key=_start)
            ends_before = place == 0 or taken[place - 1].end <= start
            if ends_before and (place == len(taken) or end <= taken[place].start):
                taken.insert(place, Finding(kind, start, end))
    return tuple(taken)


def _start(finding: Finding) -> int:
    return finding.start


def _personnummer(text: str) -> Iterator[tuple[int, int]]:
    for match in _PERSONNUMMER.finditer(text):
        century, year, month, day, number, check = match.groups()
        if century not in {None, "18", "19", "20"}:
            continue
        if _is_day(century, year, month, day) and _is_checked(year + month + day + number + check):
            yield match.span()


def _is_day(century: str | None, year: str, month: str, day: str) -> bool:
    """A samordningsnummer has 60 added to its day; without a century any leap year may be meant."""
    number = int(day)
    try:
        date(int((century or "20") + year), int(month), number - 60 if number > 60 else number)
    except ValueError:
        return False
    return True


def _is_checked(digits: str) -> bool:
    """Luhn's sum: every other digit is doubled, its own digits added, and the whole ends in nought."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for match in _PHONE.finditer(text):
        n_digits = sum(letter.isdigit() for letter in match[0])
        if n_digits in N_PHONE_DIGITS and not _FOUR_AND_FOUR.fullmatch(match[0]):
            yield match.span()


def _emails(text: str) -> Iterator[tuple[int, int]]:
    for match in _AT.finditer(text):
        before = text[max(match.start() - LONGEST_MAILBOX, 0) : match.start()]
        mailbox = _MAILBOX.search(before)
        if mailbox:
            yield match.start() - len(mailbox[0]), match.end()


def _plates(text: str) -> Iterator[tuple[int, int]]:
    for match in _PLATE.finditer(text):
        if match[0][:3] not in _ABBREVIATIONS:
            yield match.span()


_SEARCHES: tuple[tuple[Kind, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    ("personnummer", _personnummer),
    ("email", _emails),
    ("phone", _phones),
    ("plate", _plates),
)
