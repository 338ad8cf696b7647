"""A file of borders, and the same once more when a person has seen it drawn."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy

from lofte.accounts.models import Partnership
from lofte.base.once import OnceForm
from lofte.base.quoting import SWEDISH, woven
from lofte.base.screened import ScreenedMixin
from lofte.beginning import borders, geojson
from lofte.beginning.borders import Laid
from lofte.beginning.geojson import Faulty

FAULTS: Mapping[str, str | Lazy] = {
    "large": gettext_lazy("Filen är större än 5 MB. Förenkla gränserna eller dela upp filen."),
    "json": gettext_lazy("Filen går inte att läsa som GeoJSON. Exportera den igen ur kartprogrammet."),
    "collection": gettext_lazy("Filen saknar områden. Exportera lagret som GeoJSON (FeatureCollection)."),
    "none": gettext_lazy("Det finns inget område i filen."),
    "many": gettext_lazy("Filen har fler än 200 områden. Dela upp den."),
    "name": gettext_lazy(
        "Område nummer %(where)s i filen saknar namn, eller har ett för långt. Kolumnen "
        "ska heta name eller namn."
    ),
    "code": gettext_lazy("Koden för %(where)s är längre än 40 tecken."),
    "twice": gettext_lazy("Namnet %(where)s står två gånger i filen."),
    "surface": gettext_lazy("%(where)s är ingen yta. Filen ska ha ytor (Polygon eller MultiPolygon)."),
    "points": gettext_lazy("Gränsen för %(where)s har för många punkter. Förenkla den."),
    "elsewhere": gettext_lazy(
        "%(where)s ligger utanför Sverige. Filen har troligen koordinater i SWEREF 99: "
        "exportera den i WGS 84 (EPSG:4326)."
    ),
    "crossed": gettext_lazy(
        "Gränsen för %(where)s korsar sig själv eller är inte sluten. Laga den i kartprogrammet."
    ),
    "taken": gettext_lazy(
        "%(where)s finns redan, men filen har ingen kod som visar att det är samma "
        "område. Lägg till dess kod i en kolumn som heter code."
    ),
    "outside": gettext_lazy("%(where)s ligger utanför era områden."),
    "moved": gettext_lazy("%(where)s ligger inte där området med samma kod ligger. Är koden rätt?"),
    "shared": gettext_lazy(
        "%(where)s används också av en annan samverkan och kan inte ritas om härifrån. "
        "Be den som sköter driften."
    ),
}


class SourceForm(ScreenedMixin, OnceForm):
    """Whose borders they are, and what is wrong with them."""

    where: Partnership
    laid: list[Laid]
    source = forms.CharField(
        label=gettext_lazy("Varifrån kommer gränserna?"),
        help_text=gettext_lazy("Visas under kartan, till exempel ”Kommunens stadsbyggnadskontor 2026”."),
        max_length=200,
        widget=forms.TextInput(attrs=SWEDISH),
        error_messages={"required": gettext_lazy("Skriv varifrån gränserna kommer.")},
    )

    def __init__(self, *args: Any, where: Partnership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.where = where

    def lay_out(self, field: str, data: bytes) -> None:
        try:
            self.laid = borders.lay_out(geojson.read(data), self.where)
        except Faulty as fault:
            said = woven(str(FAULTS[fault.fault]), where=fault.where)
            self.add_error(field, forms.ValidationError(said, code=fault.fault))


class BordersForm(SourceForm):
    """The file, before it is seen."""

    file = forms.FileField(
        label=gettext_lazy("Fil (GeoJSON, högst 5 MB)"),
        help_text=gettext_lazy(
            "Varje yta har ett namn (name). "
            "Med SCB:s kod (code) ritas det området om; utan blir det ett nytt."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".geojson,.json"}),
        error_messages={
            "required": gettext_lazy("Välj en fil."),
            "empty": gettext_lazy("Filen är tom."),
        },
    )
    field_order = ("file", "source")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        file = cleaned.get("file")
        if file is not None:
            too_large = (file.size or 0) > geojson.MAX_BYTES
            self.lay_out("file", b" " * (geojson.MAX_BYTES + 1) if too_large else file.read())
        return cleaned


class SeenBordersForm(SourceForm):
    """What the person has seen drawn, to be written."""

    unscreened = frozenset({"content"})  # borders and the names of areas, as they were shown
    content = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("content"):
            self.lay_out("content", cleaned["content"].encode())
        return cleaned
