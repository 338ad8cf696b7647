"""axe's rules in the page: WCAG 2.2 A and AA, best practice, and text contrast of 7:1 (4.5:1 for large text).

The contrast that AA asks for is left out: 7:1 asks for more of every text, and colours are what takes time.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

SCRIPT = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
CONTRAST = {  # as axe has it, but for text that fails AA: it leaves that to a rule of its own
    "ignoreUnicode": True,
    "ignorePseudo": False,
    "pseudoSizeThreshold": 0.25,
    "boldValue": 700,
    "boldTextPt": 14,
    "largeTextPt": 18,
    "contrastRatio": {
        "normal": {"expected": 7, "minThreshold": 0},
        "large": {"expected": 4.5, "minThreshold": 0},
    },
    "ignoreLength": False,
    "shadowOutlineEmMax": 0.1,
}
COLOUR = ["color-contrast-enhanced", "link-in-text-block"]
RUN = "async (options) => (await axe.run(document, options)).violations"
IS_HERE = "() => typeof axe === 'object'"


@dataclass(frozen=True)
class Fault:
    """One broken rule at one place of the page."""

    rule: str
    where: str
    html: str
    why: str

    def __str__(self) -> str:
        return f"{self.rule} at {self.where}: {self.html[:160]} ({self.why})"


def faults(page: Page, *, colours_alone: bool = False, but_colours: bool = False) -> list[Fault]:
    """Return what axe finds; of an already judged page in other colours, only what has to do with colour.

    Of a page whose colours have been judged in another language, all `but_colours`.
    """
    if not page.evaluate(IS_HERE):
        page.evaluate(SCRIPT)
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}  # no rule asks for the sheets
    options["checks"] = {"color-contrast-enhanced": {"options": CONTRAST}}
    if colours_alone:
        options["runOnly"] = {"type": "rule", "values": COLOUR}
    else:
        options["runOnly"] = {"type": "tag", "values": TAGS}
        rules = {"color-contrast-enhanced": not but_colours, "color-contrast": False}
        rules |= {"link-in-text-block": not but_colours}
        options["rules"] = {rule: {"enabled": is_on} for rule, is_on in rules.items()}
    return [_fault(rule, node) for rule in page.evaluate(RUN, options) for node in rule["nodes"]]


def _fault(rule: dict[str, Any], node: dict[str, Any]) -> Fault:
    reasons = [check["message"] for part in ("any", "all", "none") for check in node[part]]
    return Fault(rule["id"], " ".join(map(str, node["target"])), node["html"], "; ".join(reasons))
