"""Tagged PDF of a released document: the same words and drawings as its page, set by typst."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from lofte.base.wording import day_long, listed, period_name
from lofte.charts.paint import PRINT
from lofte.charts.words import of as words_of
from lofte.publication import followup_view, promise_view, revision_view
from lofte.publication.area_view import AreaLine, AreaView
from lofte.publication.documents import Document, Shelf
from lofte.publication.figures import Figure
from lofte.publication.followup_view import ActivityView, FollowUpView, Trace
from lofte.publication.promise_view import PromiseView
from lofte.publication.removed_view import Removed
from lofte.publication.sign_view import SignView

ROOM = Path(__file__).parent
Plain = dict[str, Any]


def compiled(template: str, data: Plain, day: date) -> bytes:
    """Set a document; the same data gives the same bytes."""
    made = typst.compile(
        str(ROOM / "typst" / template),
        root=str(ROOM / "typst"),
        font_paths=[str(ROOM / "fonts")],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(datetime.combine(day, time(), UTC).timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError(type(made).__name__)
    return made


def followup(document: Document, promise: Document, language: str) -> bytes:
    """Set a follow-up in a language."""
    with translation.override(language):
        view = followup_view.view(document, promise, language, versions=[document], paint=PRINT)
        return compiled("followup.typ", followup_data(view, promise, language), document.released_at.date())


def _frame(document: Document, language: str, title: str) -> Plain:
    day = document.released_at.date()
    mark = _("Simulerat") if document.is_simulated else ""
    said = _("uppgifterna är påhittade för att visa hur Löfte fungerar.")
    return {
        "title": title,
        "author": document.body["content"]["partnership"]["name"],
        "language": language,
        "day": [day.year, day.month, day.day],
        "simulated": mark,
        "notice": f"{mark}: {said}" if mark else "",
        "address": f"{settings.BASE_URL}{'' if language == 'sv' else '/en'}{document.address}",
        "checksum": document.sha256,
    }


def followup_data(view: FollowUpView, promise: Document, language: str) -> Plain:
    """Return all that the template sets, in words ready to print."""
    content, document = view.content, view.document
    period = period_name(document.period, language)
    title = f"{_('Uppföljning')}: {content['promise']['title']}, {period}"
    parties = listed([party["name"] for party in content["promise"]["parties"]], language)
    ground, why = view.ground, _("Ny version. Skäl:")
    return {
        **_frame(document, language, title),
        "heading": f"{_('Uppföljning')}: {content['promise']['title']}",
        "kicker": f"{content['partnership']['municipality']} · {period} · {parties}",
        "reason": f"{why} {content['reason']}" if content["reason"] else "",
        "lead": asdict(view.lead),
        "changes": [asdict(change) for change in view.changes],
        "points": [
            {"text": point.text, "activities": [_activity(one, language) for one in point.activities]}
            for point in view.points
        ],
        "areas": [_area(area, language) for area in view.areas],
        "ground": _ground(ground, promise) if ground else None,
        "method": [*view.method, *_removed(view.removed, language)],
        "sample": [asdict(said) for said in view.sample.said] if view.sample else [],
        "approvals": _approvals(view, language),
        "versions": [
            _("Version %(n)s") % {"n": document.version} + f", {day_long(document.released_at, language)}"
        ],
        "words": _followup_words(view),
    }


def _removed(found: Sequence[Removed], language: str) -> list[str]:
    """Say what was taken away since, under how it was made."""
    said = _("En text är borttagen (%(ground)s). Ingen siffra är ändrad.")
    return [
        f"{said % {'ground': one.ground}} {_('Beslutat av')} {one.office},"
        f" {day_long(one.decided_on, language)}, {one.reference}."
        for one in found
    ]


def _followup_words(view: FollowUpView) -> Plain:
    first = _("Det här är den första uppföljningen, så det finns inget att jämföra med.")
    return {
        "changes": _("Sedan förra gången"),
        "no_changes": first if view.is_first else _("Inget har ändrats som syns i siffrorna."),
        "activities": _("Aktivitet för aktivitet"),
        "point": _("Löftet"),
        "comment": _("Parternas kommentar"),
        "areas": _("Område för område"),
        "map": _("Här gäller löftet"),
        "made": _("Så gjordes uppföljningen"),
        "sample": _("Stickprov"),
        "approved": _("Godkänd av"),
        "versions": _("Versioner"),
        "checksum": _("Kontrollsumma (SHA-256) för det frysta innehållet:"),
    }


def _signs(signs: Sequence[SignView]) -> list[Plain]:
    return [{"label": one.label, "words": one.words} for one in signs]


def _activity(activity: ActivityView, language: str) -> Plain:
    return {
        "number": activity.number,
        "title": activity.title,
        "english": activity.english,
        "text": activity.text,
        "who": _who(activity.responsible, activity.contributing, language),
        "status": words_of(language).status.get(activity.status, "") if activity.status else "",  # type: ignore[call-overload]
        "sentence": asdict(activity.sentence),
        "comment": asdict(activity.comment),
        "signs": _signs(activity.signs),
        "revisions": [revision_view.printed(one, language) for one in activity.revisions],
        "figures": [_figure(figure) for figure in activity.figures],
        "traces": [_trace(trace, language) for trace in activity.traces],
    }


def _who(responsible: list[str], contributing: list[str], language: str) -> str:
    parts = []
    if responsible:
        parts.append(_("Ansvarar: %(names)s.") % {"names": listed(responsible, language)})
    if contributing:
        parts.append(_("Medverkar: %(names)s.") % {"names": listed(contributing, language)})
    return " ".join(parts)


def _figure(figure: Figure) -> Plain:
    is_rhythm = figure.kind == "week-row"  # its last columns are words
    return {
        "svg": figure.svg,
        "said": figure.said,
        "note": figure.note,
        "name": figure.name,
        "table": asdict(figure.table),
        "before": asdict(figure.before) if figure.before else None,
        "words_last": is_rhythm,
    }


def _trace(trace: Trace, language: str) -> str:
    parts = [f"{_('Målvärde')}: {' '.join(trace.descriptions)}"]
    if trace.counts:
        parts.append(f"{_('Räknas')}: {trace.counts}")
    if trace.counts_not:
        parts.append(f"{_('Räknas inte')}: {trace.counts_not}")
    day = day_long(date.fromisoformat(trace.counted_through), language)
    parts.append(_("Räknat till och med den %(day)s.") % {"day": day})
    return " ".join([*parts, trace.source])


def _area(area: AreaView, language: str) -> Plain:
    words = words_of(language)
    rows = [
        [f"{line.number}. {line.english or line.title}", _of_line(line), words.status[line.status]]  # type: ignore[index]
        for line in area.lines
    ]
    caption = _("%(place)s: lovat och gjort") % {"place": area.name}
    header = [_("Aktivitet"), words.done, words.state]
    return {"name": area.name, "table": {"caption": caption, "header": header, "rows": rows}}


def _of_line(line: AreaLine) -> str:
    together = _("tillsammans") if line.is_joint else ""
    return ", ".join(part for part in (line.said, together) if part)


def _ground(ground: Figure, promise: Document) -> Plain:
    return {"svg": ground.svg, "said": ground.said, "places": promise.body["content"]["map"]["places"]}


def _approvals(view: FollowUpView, language: str) -> Plain:
    rows = [
        [_signed(one), one["role"], one["party"], day_long(datetime.fromisoformat(one["on"]), language)]
        for one in view.approvals
    ]
    header = [_("Namn"), _("Befattning"), _("Part"), _("Dag")]
    return {"caption": _("Godkännanden"), "header": header, "rows": rows}


def _signed(one: Plain) -> str:
    """Say who signed, and by whom where a deputy did."""
    if not one["through"]:
        return str(one["name"])
    return _("%(name)s, genom %(deputy)s") % {"name": one["name"], "deputy": one["through"]}


def promise(document: Document, language: str) -> bytes:
    """Set a promise in a language."""
    with translation.override(language):
        view = promise_view.promise(document, Shelf((document,)), language, paint=PRINT)
        return compiled("promise.typ", promise_data(view, language), document.released_at.date())


def promise_data(view: PromiseView, language: str) -> Plain:
    """Return all that the template sets, in words ready to print."""
    plain, content = view.promise, view.content
    starts, last = (date.fromisoformat(plain[key]) for key in ("starts", "last_day"))
    parties = listed([party["name"] for party in plain["parties"]], language)
    days = f"{day_long(starts, language)}\N{EN DASH}{day_long(last, language)}"
    return {
        **_frame(view.document, language, plain["title"]),
        "heading": plain["title"],
        "kicker": f"{content['partnership']['municipality']} · {days} · {parties}",
        "points": [
            {
                "text": point.text,
                "activities": [
                    {**one, "who": _who(one["responsible"], one["contributing"], language)}
                    | {"revisions": [revision_view.printed(each, language) for each in one["revisions"]]}
                    | {"signs": _signs(one["signs"])}
                    for one in point.activities
                ],
            }
            for point in view.points
        ],
        "ground": _ground(view.ground, view.document) if view.ground else None,
        "parts": _parts(view),
        "questions": _questions(view, language),
        "signatures": _signatures(view),
        "words": {
            "activities": _("Det här ska vi göra"),
            "map": _("Här gäller löftet"),
            "questions": _("Så läser vi löftet"),
            "signatures": _("Underskrifter"),
            "checksum": _("Kontrollsumma (SHA-256) för det frysta innehållet:"),
        },
    }


def _parts(view: PromiseView) -> list[Plain]:
    found = [
        (_("Syfte"), view.promise["purpose"].splitlines()),
        (_("Hur vi kom fram till löftet"), view.promise["grounds"].splitlines()),
        (_("Fokusområden"), view.content["focus_areas"]),
    ]
    return [
        {"title": title, "paragraphs": kept}
        for title, lines in found
        if (kept := [line for line in lines if line.strip()])
    ]


def _questions(view: PromiseView, language: str) -> Plain:
    rows = [
        [
            one["text"],
            one["answer"],
            one["settled_by"],
            day_long(date.fromisoformat(one["settled_on"]), language),
        ]
        for one in view.content["questions"]
    ]
    header = [_("Fråga"), _("Svar"), _("Avgjort av"), _("Dag")]
    return {"caption": _("Avgjorda frågor"), "header": header, "rows": rows}


def _signatures(view: PromiseView) -> Plain:
    rows = [[one["name"], one["role"], one["party"]] for one in view.signatures]
    return {"caption": _("Underskrifter"), "header": [_("Namn"), _("Befattning"), _("Part")], "rows": rows}
