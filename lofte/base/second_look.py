"""The box in which a writer reads a text through once more: what was found, what to do, where to call."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lofte.base.screen_policy import POLICY, Answer, Reach
from lofte.screening import Finding, Sign, masked

AROUND = 40  # signs shown on each side of what was found
MOST_SHOWN = 12  # findings of a field
LOOKED, MASK, WARNED = "looked", "mask", "warned"  # the names in a form: read, take out, told of danger


@dataclass(frozen=True)
class Seen:
    """One text of a form with what was found in it; `is_new` where the writer has just written it."""

    form: forms.Form
    name: str
    text: str
    found: tuple[Finding, ...]
    signs: tuple[Sign, ...]
    is_new: bool

    def with_answer(self, reach: Reach, answer: Answer) -> list[Finding]:
        return [one for one in self.found if POLICY[reach][one.kind] is answer]


@dataclass(frozen=True)
class Snippet:
    """What was found, with some words on each side."""

    label: str
    before: str
    found: str
    after: str
    language: str


@dataclass(frozen=True)
class Looked:
    """What a writer has read through, as the trail tells it: codes and counts, no words."""

    form: str
    fields: tuple[str, ...]
    kinds: dict[str, int]
    signs: tuple[str, ...]

    @property
    def facts(self) -> dict[str, Any]:
        return {
            "form": self.form,
            "fields": list(self.fields),
            "kinds": self.kinds,
            "signs": list(self.signs),
        }


def stamp(seen: Iterable[Seen]) -> str:
    """Return a short sum of the texts: another text, and it is read through anew."""
    return _sum((one, one.text) for one in seen)


def stamp_of_danger(seen: Iterable[Seen]) -> str:
    """Return the sum of what is the same before and after persons are taken out."""
    return _sum((one, masked(one.text)) for one in seen)


def _sum(texts: Iterable[tuple[Seen, str]]) -> str:
    whole = "\0".join(f"{one.form.add_prefix(one.name)}\0{text}" for one, text in texts)
    return hashlib.sha256(whole.encode()).hexdigest()[:20]


def looked(form: forms.Form, to_read: Sequence[Seen], in_danger: Sequence[Seen]) -> Looked:
    """Tell what was read through."""
    kinds = Counter(finding.kind for one in to_read for finding in one.found)
    fields = {one.name for one in [*to_read, *in_danger]}
    signs = {sign for one in in_danger for sign in one.signs}
    return Looked(
        type(form).__name__, tuple(sorted(fields)), dict(sorted(kinds.items())), tuple(sorted(signs))
    )


def advice(signs: Collection[str]) -> list[str]:
    """Say whom to call before anything is saved."""
    about = (
        gettext("Det du har skrivit kan handla om ett barn som far illa.")
        if "child" in signs
        else gettext("Det du har skrivit kan handla om ett brott eller en fara som pågår.")
    )
    report = gettext(
        "Gör en orosanmälan till socialtjänsten i kommunen där barnet bor. Du behöver inte vara säker. "
        "Den som möter barn i sitt arbete ska anmäla genast. På kvällar och helger: ring 112 och be om "
        "socialjouren."
    )
    return [
        about,
        gettext("Ring 112 om någon är i fara eller ett brott pågår."),
        *([report] if "child" in signs else []),
        gettext("Ring 114 14 till polisen om det inte är bråttom."),
    ]


def snippets(seen: Sequence[Seen]) -> list[Snippet]:
    """Return what was found, each with its surroundings."""
    return [_snippet(one, finding) for one in seen for finding in one.found[:MOST_SHOWN]]


def _snippet(seen: Seen, finding: Finding) -> Snippet:
    first, last = max(finding.start - AROUND, 0), min(finding.end + AROUND, len(seen.text))
    field = seen.form[seen.name]
    before, after = seen.text[first : finding.start], seen.text[finding.end : last]
    return Snippet(
        label=str(field.label),
        before=f"… {before}" if first else before,
        found=seen.text[finding.start : finding.end],
        after=f"{after} …" if last < len(seen.text) else after,
        language=field.field.widget.attrs.get("lang", "sv"),
    )


class SecondLook(forms.HiddenInput):
    """A form's hidden key with the box behind it: every page that shows the form shows the box."""

    def __init__(self, **box: Any) -> None:
        super().__init__()
        self.box = box

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        key = super().render(name, value, attrs, renderer)
        return format_html("{}{}", key, render_to_string("components/second_look.html", self.box))
