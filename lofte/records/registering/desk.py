"""Whose register is asked for: the viewer's own organisation's, or none that is there."""

from typing import cast

from django.forms import ValidationError
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext

from lofte.accounts.models import Organisation, Partnership
from lofte.accounts.rights import Right
from lofte.accounts.sight import Purpose
from lofte.accounts.viewers import StaffRequest
from lofte.base.once import OnceForm
from lofte.base.quoting import quoted
from lofte.base.reading import showing
from lofte.promises.models import Promise
from lofte.records.registering import answering, requests
from lofte.records.registering.fixing import Home

UNPROCESSABLE = 422  # the form came, and something in it must be mended


def staff(request: HttpRequest) -> StaffRequest:
    return cast(StaffRequest, request)


def home(request: HttpRequest, keys: dict[str, str]) -> Home:
    """Return the register of one's own; another's is not there."""
    partnership = get_object_or_404(Partnership, slug=keys["partnership"])
    viewer = staff(request).viewer
    viewer.demand(partnership.pk, Right.REGISTER)
    organisation = get_object_or_404(Organisation, slug=keys["organisation"])
    if organisation.pk not in viewer.organisation_ids(partnership.pk, Right.REGISTER):
        raise Http404
    showing(request, organisation)
    return Home(partnership, organisation)


def way(where: Home, name: str, *keys: object) -> str:
    return reverse(f"registering:{name}", args=[where.partnership.slug, where.organisation.slug, *keys])


def crumbs(where: Home, *more: tuple[object, str]) -> list[tuple[object, str]]:
    return [(gettext("Diarium"), way(where, "register")), *more]


def frame(where: Home, *more: tuple[object, str]) -> dict[str, object]:
    return {
        "home": where,
        "slugs": (where.partnership.slug, where.organisation.slug),
        "crumbs": crumbs(where, *more),
    }


def promises(where: Home) -> list[tuple[str, str]]:
    rows = (
        Promise.objects.whole(Purpose.REGISTERING)
        .filter(partnership=where.partnership)
        .order_by("-starts", "pk")
    )
    return list(rows.values_list("slug", "title"))


def refuse(form: OnceForm, refused: requests.Refused) -> None:
    form.add_error(None, ValidationError(sentence(refused), code=refused.code))


def sentence(refused: requests.Refused) -> str:
    """Say what stands in the way."""
    if isinstance(refused, requests.Closed):
        return gettext("Begäran är besvarad och kan inte ändras.")
    if isinstance(refused, requests.NothingFound):
        return gettext("Det du skrev finns inte i handlingen.")
    if isinstance(refused, requests.SuggestionsLeft):
        return gettext("Ta ställning till varje förslag först: maskera eller ta bort.")
    if isinstance(refused, requests.GroundMissing):
        return gettext("Välj en bestämmelse.")
    if isinstance(refused, requests.NoText):
        return gettext("Handlingen har ingen text att maskera. Lämna ut den hel eller inte alls.")
    if isinstance(refused, answering.NotJudged):
        return gettext("Pröva varje handling först.")
    return gettext("”Lämnas ut” går utan maskering, ”lämnas ut med maskering” bara med.")


def label(words: str) -> str:
    return str(quoted(words))
