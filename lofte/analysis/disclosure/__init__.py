"""Disclosure control of counts: what must not be shown, what goes with it, what can still be worked out."""

from lofte.analysis.disclosure.auditing import Audit, audit_suppression
from lofte.analysis.disclosure.differences import Differences, published_differences
from lofte.analysis.disclosure.keyed import Perturbed, PTable, p_table, perturb, record_keys, ten_five
from lofte.analysis.disclosure.noise import noise
from lofte.analysis.disclosure.primary import LEAST, all_alike, small_cells
from lofte.analysis.disclosure.suppressing import Suppression, suppress
from lofte.analysis.disclosure.tables import Linked, linked, table

__all__ = [
    "LEAST",
    "Audit",
    "Differences",
    "Linked",
    "PTable",
    "Perturbed",
    "Suppression",
    "all_alike",
    "audit_suppression",
    "linked",
    "noise",
    "p_table",
    "perturb",
    "published_differences",
    "record_keys",
    "small_cells",
    "suppress",
    "table",
    "ten_five",
]
