"""Bullets that a PDF draws instead of writing: browsers print a list's dots and squares as shapes."""

import ctypes
from bisect import bisect_left
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

MAX_SHAPES = 20_000  # per page; a page of more is a drawing
SMALLEST = 1.0  # points
LARGEST = 0.7  # of the letters' height
APART = 3.0  # letter heights between a bullet and its words
DRAWN = "• "  # stands in the text as shown, where the page shows a shape


@dataclass(frozen=True, order=True)
class Mark:
    """A small shape, about as wide as high; in points from the page's lower left corner."""

    middle: float  # height of its middle
    left: float
    right: float


def marks_of(page: pypdfium2.PdfPage) -> list[Mark]:
    """Return the shapes of a page that may be bullets, from the lowest up."""
    found = []
    box = [ctypes.c_float() for _ in range(4)]
    for number in range(min(pdfium.FPDFPage_CountObjects(page.raw), MAX_SHAPES)):
        shape = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(shape) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPageObj_GetBounds(shape, *box)
        left, bottom, right, top = (side.value for side in box)
        width, height = right - left, top - bottom
        if min(width, height) >= SMALLEST and abs(width - height) <= 0.35 * max(width, height):
            found.append(Mark((bottom + top) / 2, left, right))
    return sorted(found)


def mark_before(marks: list[Mark], left: float, baseline: float, size: float) -> Mark | None:
    """Return the bullet that stands before a line, or None: left of it, beside its small letters."""
    lowest = bisect_left(marks, Mark(baseline - 0.1 * size, -1e9, -1e9))
    for mark in marks[lowest:]:
        if mark.middle > baseline + 0.8 * size:
            return None
        if mark.right - mark.left <= LARGEST * size and 0 < left - mark.right <= APART * size:
            return mark
    return None
