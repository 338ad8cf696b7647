"""The words around each exhibit of the components page."""

from typing import Any

from django.utils.translation import gettext as _

from lofte.base import exhibits


def context(language: str) -> dict[str, Any]:
    """Return all that the components page shows."""
    form = exhibits.example_form()
    return {
        "colours": exhibits.COLOURS,
        "steps": exhibits.STEPS,
        "spaces": exhibits.SPACES,
        "statuses": exhibits.STATUSES,
        "form": form,
        "note_field": exhibits.ExampleForm(prefix="ensam")["note"],
        "pictures": exhibits.pictures(language),
        "crumbs": [(_("Start"), "/"), ("Exempelköping", "/exempelkoping/"), (_("Löftet 2026"), "")],
        "steps_shown": _steps(),
        "facts": _facts(),
        "areas": _areas(),
        "signatures": _signatures(),
        "whens": _whens(),
        **exhibits.second_look(),
    }


def _steps() -> list[tuple[str, str, str]]:
    return [
        (_("Läs dokumentet"), "done", "#steps"),
        (_("Svara på frågorna"), "now", ""),
        (_("Anta löftet"), "coming", ""),
    ]


def _facts() -> list[tuple[str, str]]:
    return [
        (_("Gäller"), "2026"),
        (_("Parter"), _("Polisen och Exempelköpings kommun")),
        (_("Följs upp"), _("var fjärde månad")),
    ]


def _areas() -> list[dict[str, str]]:
    return [
        {"name": "Ekbacken", "url": "#area_list", "note": _("lovat 800, gjort 810")},
        {"name": "Hamnen", "url": "#area_list", "note": ""},
        {"name": "Norrby", "url": "#area_list", "note": ""},
    ]


def _signatures() -> list[dict[str, str]]:
    return [
        {
            "name": "Vera Exempel",
            "role": "chef för lokalpolisområdet",
            "party": "Polisen",
            "on": "2026-01-12",
        },
        {
            "name": "Olle Påhitt",
            "role": "kommunstyrelsens ordförande",
            "party": "Exempelköpings kommun",
            "on": "",
        },
    ]


def _whens() -> dict[str, str]:
    """When to use each component; its key is the component's file name."""
    return {
        "status": _("Läget för en aktivitet. Orden bär, formen skiljer, färgen håller bara med."),
        "figure": _("Varje bild, med meningen som säger samma sak och tabellen bakom."),
        "promise_line": _("Allt som går att räkna: från noll till det som lovats."),
        "week_row": _("Det som ska ske varje vecka eller månad."),
        "share": _("En andel av något, med sin osäkerhet."),
        "series": _("Vad andra mäter, mot den nivå som är lovad. Aldrig gjort arbete."),
        "columns": _("Hur mycket varje månad gav, från noll."),
        "area_map": _("Var löftet gäller. Färgen säger aldrig hur oroligt ett område är."),
        "table": _("Siffror som ska jämföras. Går att rulla i sidled på telefonen."),
        "simulated": _("Står på varje sida och i varje bild med påhittade uppgifter."),
        "button": _("Sidans viktigaste handling är fylld; det finns bara en."),
        "action_link": _("Nästa steg, när det är en länk."),
        "notice": _("Något du behöver veta, eller att något är gjort."),
        "empty": _("När det inte finns något än: vad som kommer här, och första steget."),
        "details": _("Det som bara några behöver."),
        "crumbs": _("Vägen hit, när en sida ligger under en annan."),
        "steps": _("Ett arbete i flera steg, och var du är."),
        "facts": _("Korta uppgifter med namn."),
        "area_list": _("Kartans lista: samma områden, i bokstavsordning, aldrig efter hur det går."),
        "signatures": _("De som har skrivit under, i sitt ämbete."),
        "second_look": _(
            "I ett formulär vars text kan peka ut en person eller handla om fara. Inget är sparat än."
        ),
        "field": _("En fråga i ett formulär. Felet står vid fältet och säger hur det rättas."),
        "fields": _("Alla frågor i ett formulär, i ordning."),
        "form_errors": _("Överst på sidan när något ska rättas. Varje rad leder till sitt fält."),
        "error_page": _("När en sida inte finns eller inte får visas."),
        "ledger": _("En post i ett dokument: det som hör till i marginalen, det som sägs bredvid."),
    }
