"""axe's rules in the page: WCAG 2.2 A and AA, best practice, and text contrast of 7:1 (4.5:1 for large text).

The contrast that AA asks for is left out: 7:1 asks for more of every text. Colours are what takes time, so a
text is judged for them once in each scheme: one with the same marks, below the same marks, as a text that was
judged on another page has the same colours there.
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
# Sum for each element that holds text the marks from the root to it: what a style could choose it by.
SHAPES = """() => {
  const unlike = new RegExp('^(id|for|href|name|value|action|content|title|placeholder|min|max|maxlength|'
    + 'data-who|d|x|y|x1|x2|y1|y2|cx|cy|r|rx|width|height|points|viewBox|transform|'
    + 'aria-(label.*|describedby|controls))$');
  const known = new Map();
  const shape = (element) => {
    if (!element) { return 7; }
    if (!known.has(element)) {
      const marks = [...element.attributes].filter(({ name }) => !unlike.test(name))
        .map(({ name, value }) => `${name}=${value}`).sort().join(';');
      const own = `${element.localName}[${marks}]${element.matches(':checked') ? '*' : ''}`;
      let sum = shape(element.parentElement);
      for (let at = 0; at < own.length; at += 1) {
        sum = (sum * 131 + own.charCodeAt(at)) % 34359738337;  // a prime; the product stays exact
      }
      known.set(element, sum);
    }
    return known.get(element);
  };
  const speaks = (element) => /^(input|select|textarea)$/.test(element.localName)
    || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  window.shaped = [...document.body.querySelectorAll('*')].filter(speaks)
    .map((element) => [shape(element), element]);
  return [...new Set(window.shaped.map(([sum]) => sum))];
}"""
RUN_ON_SHAPES = """async ([sums, options]) => {
  const fresh = new Set(sums);
  const include = window.shaped.filter(([sum]) => fresh.has(sum)).map(([, element]) => element);
  return (await axe.run({ include }, options)).violations;
}"""
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


_judged: dict[str, set[int]] = {"light": set(), "dark": set()}


def faults(page: Page) -> list[Fault]:
    """Return what axe finds, all but what has to do with colour."""
    rules = {rule: {"enabled": False} for rule in (*COLOUR, "color-contrast")}
    return _run(page, RUN, {"runOnly": {"type": "tag", "values": TAGS}, "rules": rules})


def faults_of_colour(page: Page, scheme: str) -> list[Fault]:
    """Return what is hard to read in a colour scheme, of texts that have not been judged in it yet."""
    sums = [one for one in page.evaluate(SHAPES) if one not in _judged[scheme]]
    if not sums:
        return []
    options: dict[str, Any] = {"runOnly": {"type": "rule", "values": COLOUR}}
    options["checks"] = {"color-contrast-enhanced": {"options": CONTRAST}}
    found = _run(page, RUN_ON_SHAPES, options, sums)
    if not found:  # what is wrong is told wherever it stands
        _judged[scheme].update(sums)
    return found


def _run(page: Page, script: str, options: dict[str, Any], sums: list[int] | None = None) -> list[Fault]:
    if not page.evaluate(IS_HERE):
        page.evaluate(SCRIPT)
    options |= {"resultTypes": ["violations"], "preload": False}  # no rule asks for the sheets
    violations = page.evaluate(script, options if sums is None else [sums, options])
    return [_fault(rule, node) for rule in violations for node in rule["nodes"]]


def _fault(rule: dict[str, Any], node: dict[str, Any]) -> Fault:
    reasons = [check["message"] for part in ("any", "all", "none") for check in node[part]]
    return Fault(rule["id"], " ".join(map(str, node["target"])), node["html"], "; ".join(reasons))
