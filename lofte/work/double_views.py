"""The page where a coordinator says whether two entries are one piece of work."""

from functools import partial

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.hidden_keys import SHOWN
from lofte.base.once import OnceForm, receive
from lofte.base.reading import reads
from lofte.work import doubles, words
from lofte.work.admitting import Refused
from lofte.work.doubles import Pair

UNPROCESSABLE = 422  # the answer came too late, or was none


class AnswerForm(OnceForm, forms.Form):
    """An answer to one pair: they are two, or one of them, by its key, is taken back."""

    pair = forms.CharField(max_length=64, widget=forms.HiddenInput)
    answer = forms.RegexField(rf"^(different|{SHOWN})$")


@needs(Right.SETTLE)
@require_http_methods(["GET", "HEAD", "POST"])
@reads("doubles.read", "work.Entry")
def pairs(request: StaffRequest) -> HttpResponse:
    """List pairs that may be one piece of work, and receive an answer to one of them."""
    found = doubles.suggested(request.viewer, timezone.localdate())
    problem = ""
    if request.method == "POST":
        form = AnswerForm(request.POST)
        try:
            if form.is_valid():
                act = partial(_answer, request, form, found)
                return redirect(receive(form, by_id=request.viewer.user_id, at=timezone.now(), act=act))
            problem = _("Svaret kom inte fram. Svara igen.")
        except doubles.AlreadyAnswered:
            problem = _("Det paret är redan besvarat, eller så är en av posterna tillbakatagen.")
        except Refused:
            problem = _("Den posten kan du inte ta tillbaka: den hör till en annan organisation.")
    context = {
        "pairs": [_shown(pair) for pair in found],
        "problem": problem,
        "answered": _answered(request.GET.get("svarat", "")),
    }
    return render(request, "work/doubles.html", context, status=UNPROCESSABLE if problem else 200)


def _answer(request: StaffRequest, form: AnswerForm, found: list[Pair]) -> str:
    given, now = form.cleaned_data, timezone.now()
    pair = doubles.find(found, given["pair"])
    if given["answer"] == "different":
        doubles.say_different(pair, by=request.user, at=now)
        return f"{reverse('work:doubles')}?svarat=olika"
    doubles.say_same(pair, take_back=doubles.one_of(pair, given["answer"]), by=request.user, at=now)
    return f"{reverse('work:doubles')}?svarat=samma"


def _answered(answer: str) -> str:
    """Say what came of the answer that led here."""
    if answer == "olika":
        return _("Tack. Det är två olika arbeten, och båda räknas.")
    return _("Tack. Den ena posten är tillbakatagen: arbetet räknas en gång.") if answer == "samma" else ""


def _shown(pair: Pair) -> dict[str, object]:
    now = timezone.now()
    rows = [
        {
            "entry": entry,
            "sentence": words.sentence(entry, now, is_ours=entry.pk in pair.ours),
            "is_ours": entry.pk in pair.ours,
        }
        for entry in (pair.first, pair.second)
    ]
    rows.sort(key=lambda row: not row["is_ours"])  # in the order of writing one could tell when
    return {"form": AnswerForm(initial={"pair": pair.token}), "rows": rows}
