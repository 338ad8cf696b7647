"""Cells of a table that leaves the house: a spreadsheet shows every text, and carries none of them out."""

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
SHOWN_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False}  # for a workbook


def harmless(cell: object) -> object:
    """Let an apostrophe stand before a text that would be taken for a formula; numbers are as they are."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA) else cell


def as_it_was(cell: str) -> str:
    """Return a text without the apostrophe that made it harmless."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_STARTS_A_FORMULA) else cell
