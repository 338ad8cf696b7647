"""Writes words in the free texts of the house's forms, as somebody who may, each with a mark of its own."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.test import Client
from django.urls import reverse

from tests.attacks.describing import client_of, forms_in
from tests.browser import forming
from tests.house.test_screened_forms import free_texts
from tests.promises.reading import TEXT
from tests.role_stage import NOW, Stage

WORDS = "kvastfenörn"
LETTERS = "abcdefghjkmnpqrstuvwxyz"
TODAY = NOW.date().isoformat()
MENDED = ("", TODAY, "2021-06-01")  # tried in turn where a form minds
UNTICKED = "warnings"  # what speaks against handing on: ticked, nothing is
CHECKED = {"seen", "stamp", "carried", "pair", "key"}  # what the page showed, sent back as it was
# Every address that takes a free text and keeps it, in an order in which one does not close the next.
ADDRESSES = """
    coordinator obligations:times obligations:groups obligations:agree obligations:change-group
    coordinator sharing:reword promises:paste promises:blank promises:extend promises:frame promises:settle
    coordinator promises:add-activity promises:change-activity promises:add-target promises:change-target
    coordinator promises:make-area-set promises:prioritise promises:stop-activity
    coordinator situation:begin situation:write situation:correct work:overlap
    field work:take-back work:change work:missed work:week work:kind
    registrar records:decide records:hold archiving:receipt registering:fix-thing registering:fix-other
    registrar registering:grounds
    registrar registering:settle registering:judge registering:answer registering:requests
    approver people:delegate
    administrator beginning:organisations
    coordinator followup:write
    field followup:sample-check
    coordinator followup:sample-abandon
"""


def named(form: type[forms.BaseForm], name: str) -> str:
    return f"{form.__module__.removeprefix('lofte.')}.{form.__name__}.{name}"


@dataclass
class Writer:
    """Fills forms in; a form that minds something is mended and sent again."""

    stage: Stage
    marks: dict[str, str] = field(default_factory=dict)

    def write_all(self) -> None:
        for line in ADDRESSES.strip().splitlines():
            who, *names = line.split()
            for name in names:
                self.write(client_of(self.stage.here[who]), name)

    def write(self, client: Client, name: str) -> None:
        """Send the form of an address as its page has it, filled in."""
        address = reverse(name, kwargs=self.stage.keys.get(name, {}))
        data = self.of_page(client, address) | self.stage.forms.get(name, {})
        bound: list[forms.BaseForm] = []
        for turn in range(len(MENDED) + 2):
            bound = [one for one in forms_of(client.post(address, data)) if one.is_bound]
            if not bound:
                return
            minds = [(one, key) for one in bound for key in one.errors if key in one.fields]
            if not turn:  # what its page did not show
                for one in bound:
                    data |= {key: value for key, value in self._filled(one).items() if key not in data}
                continue
            data |= {one.add_prefix(key): MENDED[(turn - 1) % len(MENDED)] for one, key in minds}
        raise AssertionError(f"{name}: {[dict(one.errors) for one in bound]}")

    def of_page(self, client: Client, address: str) -> dict[str, Any]:
        """Return what the page sends to the address: what stands there, and the words in its texts."""
        page, here = client.get(address, follow=True), f"http://x{address}"
        if "text/html" not in page["Content-Type"]:
            return {}
        sent = [one for one in forming.forms(page.content.decode(), here) if one.address == here]
        fields = [field for one in sent[:1] for field in one.fields if field[0] != UNTICKED]
        data: dict[str, Any] = {name: value for name, _, value in fields}
        for form in forms_of(page):
            filled = self._filled(form)
            if data and set(filled) <= {*data, "once"}:
                texts = {form.add_prefix(name) for name in self._texts(form)}
                data |= {key: value for key, value in filled.items() if not data.get(key) or key in texts}
        return data

    def _texts(self, form: forms.BaseForm) -> list[str]:
        return [name for name in free_texts(type(form)) if name not in CHECKED]

    def _filled(self, form: forms.BaseForm) -> dict[str, Any]:
        texts = self._texts(form)
        every = {
            name: self.text(named(type(form), name)) if name in texts else _usual(form, name, one)
            for name, one in form.fields.items()
        }
        return {form.add_prefix(name): value for name, value in every.items() if value is not None}

    def text(self, of: str) -> str:
        n = len(self.marks)
        mark = self.marks.setdefault(of, f"x{LETTERS[n // len(LETTERS)]}z{LETTERS[n % len(LETTERS)]}x")
        return f"{TEXT}\n{WORDS} {mark}" if of.endswith("PasteForm.text") else f"{WORDS} {mark}"


def forms_of(answer: Any) -> list[forms.BaseForm]:
    layers = [layer for one in answer.context or [] for layer in getattr(one, "dicts", [one])]
    return list({id(one): one for layer in layers for one in forms_in(dict(layer))}.values())


def _usual(form: forms.BaseForm, name: str, one: Any) -> Any:
    """Return what a field that is no free text is filled with: what stands there, or the first that can."""
    if name == UNTICKED:
        return None
    first = form.get_initial_for_field(one, name)
    if first not in (None, "", [], ()):
        return first
    if hasattr(one, "choices"):
        offered = [str(value) for value, _ in one.choices if str(value)]
        is_many = isinstance(one, forms.MultipleChoiceField | forms.ModelMultipleChoiceField)
        return offered[:1] if is_many else (offered or [""])[-1 if "own_words" in form.fields else 0]
    if isinstance(one, forms.DateField):
        return TODAY
    if isinstance(one, forms.IntegerField | forms.DecimalField):
        return str(one.min_value or 1)
    return None if isinstance(one, forms.FileField) else ""
