"""Borders from a file: seen on a map first, then laid."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from lofte.accounts.models import Partnership
from lofte.accounts.rights import Right
from lofte.accounts.viewers import StaffRequest, needs
from lofte.base.reading import shows_nothing
from lofte.beginning import borders
from lofte.beginning.border_forms import BordersForm, SeenBordersForm, SourceForm
from lofte.beginning.borders import Laid
from lofte.beginning.founding import SHOWN_OR_SENT
from lofte.beginning.geojson import written
from lofte.beginning.views import page, received, standing_in
from lofte.charts import area_map, words
from lofte.charts.area_map import AreaMap, MapArea
from lofte.places import queries


@needs(Right.ADMINISTER)
@require_http_methods(SHOWN_OR_SENT)
@shows_nothing
def upload(request: StaffRequest, partnership: str) -> HttpResponseBase:
    """Take a file of borders, show it drawn, and lay the borders that were seen."""
    where = standing_in(request, partnership)
    if "content" in request.POST:
        return _laid(request, where, SeenBordersForm(request.POST, where=where))
    form = BordersForm(request.POST or None, request.FILES or None, where=where)
    if request.method == "POST" and form.is_valid():
        return _seen(request, where, form)
    return _page(request, where, form=form)


def _laid(request: StaffRequest, where: Partnership, form: SeenBordersForm) -> HttpResponseBase:
    if not form.is_valid():
        return _page(request, where, form=form)
    read, at = form.cleaned_data, timezone.now()

    def act() -> str:
        seen = [one.border for one in form.laid]
        borders.lay(seen, source=read["source"], where=where, by=request.user, at=at)
        return reverse("beginning:areas", args=[where.slug])

    return received(request, form, act)


def _seen(request: StaffRequest, where: Partnership, form: SourceForm) -> HttpResponse:
    source = form.cleaned_data["source"]
    content = written([one.border for one in form.laid])
    seen = SeenBordersForm(initial={"source": source, "content": content}, where=where)
    return _page(request, where, form=seen, laid=form.laid, map=area_map.draw(drawn(form.laid, source)))


def _page(request: StaffRequest, where: Partnership, **more: Any) -> HttpResponse:
    areas = [{"name": one.name, "note": one.code} for one in queries.areas(where.pk)]
    return page(request, "municipality", where, template="beginning/borders.html", areas=areas, **more)


def drawn(laid: list[Laid], source: str) -> AreaMap:
    """Return the map of what stands in the file."""
    language = "en" if (get_language() or "sv").startswith("en") else "sv"
    return AreaMap(
        key="borders",
        title=gettext("Gränserna i filen"),
        areas=tuple(MapArea(one.border.name, dict(one.border.geometry), one.border.label) for one in laid),
        words=words.of(language),
        attribution=source,
    )
