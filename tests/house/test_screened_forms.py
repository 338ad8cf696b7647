"""Every free text of every form is screened, or it says here in one line why it is not."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from django import forms

import lofte
from lofte.base.screened import ScreenedMixin

OWN = "the account of the one who writes it"
KEPT = "what the page showed, sent back as it was: compared, or read anew as a file"
BESIDE = "screened beside the form that it is sent with"
FIXED = "fixed before anybody may read it; looked through by its own validator, which refuses"
GONE = "the very words that are to go, a person as a rule: looked for and compared, never kept"
WHY_NOT = {
    "accounts.entering.forms.CodeForm.code": "a secret: compared, never kept",
    "accounts.entering.forms.NewPasskeyForm.answer": "what the browser signed, no words",
    "accounts.entering.forms.NewPasskeyForm.name": OWN,
    "accounts.entering.forms.PasskeyForm.answer": "what the browser signed, no words",
    "accounts.entering.invite_forms.JoinForm.name": OWN,
    "accounts.entering.invite_forms.JoinForm.title": OWN,
    "accounts.people.forms.RightsForm.seen": KEPT,
    "base.exhibits.ExampleForm.note": "an example on the page of components: nothing is saved",
    "base.exhibits.ExampleForm.place": "an example on the page of components: nothing is saved",
    "beginning.border_forms.SeenBordersForm.content": "borders and names of areas, shown first",
    "followup.forms.LeadForm.seen": KEPT,
    "followup.forms.LineForm.comment_en": BESIDE,
    "followup.forms.LineForm.comment_sv": BESIDE,
    "followup.forms.LineForm.text_en": BESIDE,
    "followup.forms.LineForm.text_sv": BESIDE,
    "followup.sampling_forms.AnswerForm.reason": BESIDE,
    "followup.sampling_forms.FixForm.commitment": "a sum in hexadecimal, no words",
    "followup.sampling_forms.FixForm.words": FIXED,
    "followup.sampling_forms.NumberForm.words": FIXED,
    "promises.forms.beginning.PasteForm.text": "a document, taken in as it stands, with a warning",
    "promises.forms.pacing.PaceMixin.month_weights": "figures only: what is no figure is refused",
    "promises.forms.pacing.PaceMixin.points": "days and figures only: what is neither is refused",
    "records.redacting.forms.AskForm.seen": "a keyed sum of what the page showed, compared",
    "records.redacting.forms.AskForm.text": GONE,
    "records.redacting.forms.ConfirmForm.text": GONE,
    "records.registering.forms.MaskForm.words": "what is to be hidden in a copy: a person, as it should be",
    "records.registering.forms.OtherForm.text": "a document, registered as it stands",
    "records.registering.forms.ReceiveForm.asker": "where a copy is sent, cleared by its own plan",
    "records.registering.forms.SearchForm.q": "looked for, never kept",
    "work.deliveries.import_forms.ColumnsForm.carried": KEPT,
    "work.deliveries.import_forms.PreviewForm.carried": KEPT,
    "work.deliveries.import_forms.PreviewForm.seen": KEPT,
    "work.double_views.AnswerForm.pair": "a sealed key, compared",
}
NO_WORDS = (forms.EmailField, forms.URLField, forms.SlugField, forms.RegexField, forms.UUIDField)


def every_form() -> Iterator[type[forms.BaseForm]]:
    for module in pkgutil.walk_packages(lofte.__path__, "lofte."):
        if ".migrations" not in module.name and not module.name.endswith("__main__"):
            import_module(module.name)
    waiting = [forms.BaseForm]
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if one.__module__.startswith("lofte."):
            yield one


def free_texts(form: type[forms.BaseForm]) -> Iterator[str]:
    for name, field in getattr(form, "base_fields", {}).items():
        is_typed = isinstance(field.widget, (forms.Textarea, forms.TextInput, forms.HiddenInput))
        is_free = isinstance(field, forms.CharField) and not isinstance(field.widget, forms.PasswordInput)
        if is_typed and is_free and not isinstance(field, NO_WORDS):
            yield name


def test_every_free_text_is_screened_or_says_why_not() -> None:
    left = {
        f"{form.__module__.removeprefix('lofte.')}.{form.__name__}.{name}"
        for form in every_form()
        for name in free_texts(form)
        if not issubclass(form, ScreenedMixin) or name in form.unscreened
    }

    assert left == set(WHY_NOT)
