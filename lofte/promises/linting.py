"""What weakens a promise, seen in its rows as they are now, each with a suggestion. Nobody is stopped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from lofte.base.quoting import woven
from lofte.base.screened import FOUND
from lofte.base.wording import listed
from lofte.promises import language
from lofte.promises.models import Activity, Promise, Target
from lofte.promises.rules import other_years

ONLY_IN_DOCUMENT = ("suspect_characters", "impossible_date", "several_years", "which_number")
EFFORT = frozenset({"count", "hours", "rate", "cadence", "coverage", "slot"})
OUTDOORS = frozenset({"safety", "prosecuting"})  # work of these characters is done somewhere
SMALL_WHOLE = 100  # promised in all: a share of persons in fewer may point at somebody
_VAGUE = re.compile(
    r"\b(ett antal|några|flera|fler|ett par|regelbund\w+|återkommande|kontinuerlig\w*|löpande|vid behov|"
    r"ökad\w*|förbättra\w*|utveckla\w*|täta|verka för|sträva\w*|i möjligaste mån|där så är möjligt)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Remark:
    """One weakness: what is missing and how to sharpen it. Without keys it concerns the whole."""

    code: str
    message: str
    activity_id: int | None = None
    target_id: int | None = None
    is_quoted: bool = False  # the reader's own Swedish words


def remarks(promise: Promise) -> list[Remark]:
    """Return what weakens a promise fetched by `queries.whole_promise`, the whole first, then by activity."""
    return [
        *_of_document(promise),
        *_of_whole(promise),
        *(remark for activity in promise.activities.all() for remark in _of_activity(promise, activity)),
    ]


def _of_document(promise: Promise) -> Iterator[Remark]:
    """Repeat what only the document can tell."""
    reading = promise.document.reading if promise.document else {}
    for warning in reading.get("warnings", []):
        if warning["code"] in ONLY_IN_DOCUMENT:
            yield Remark(warning["code"], warning["message"], is_quoted=True)
    personal = [str(FOUND[kind]) for kind in reading.get("personal", []) if kind in FOUND]
    if personal:
        message = gettext("Dokumentet innehåller %(found)s. Ta inte med det i löftet.")
        yield Remark("personal_data", message % {"found": listed(personal, language.current())})


def _of_whole(promise: Promise) -> Iterator[Remark]:
    if not promise.parties.all():
        yield Remark("no_party", gettext("Löftet har ingen part. Ange vilka som lovar."))
    if not promise.points.all():
        yield Remark("no_point", gettext("Ingen löftespunkt. Skriv med en mening vad invånarna lovas."))
    if promise.signed_on is None and not promise.signatures.all():
        yield Remark(
            "no_signature",
            gettext("Ingen underskrift och inget datum. Skriv vilka som undertecknat, och vilken dag."),
        )
    for basis in (promise.programme, promise.agreement):
        if basis is not None and basis.ends is not None and basis.ends <= promise.starts:
            yield Remark(
                "expired_basis",
                woven(
                    gettext(
                        "Löftet lutar sig mot ”%(name)s”, som hade gått ut när löftet började. "
                        "Ange det program eller avtal som gäller nu."
                    ),
                    name=basis.name,
                ),
            )
    yield from _effort_alone(promise)
    yield from _without_picture(promise)


def _targets(promise: Promise) -> list[Target]:
    return [target for activity in promise.activities.all() for target in activity.targets.all()]


def _effort_alone(promise: Promise) -> Iterator[Remark]:
    targets = _targets(promise)
    has_effort = any(target.kind in EFFORT for target in targets)
    if has_effort and not any(target.kind == Target.Kind.INDICATOR for target in targets):
        yield Remark(
            "effort_only",
            gettext(
                "Alla siffror gäller vad ni gör, ingen vad det leder till. "
                "Lägg till ett mätetal med utgångsläge, till exempel upplevd trygghet i en mätning."
            ),
        )


def _without_picture(promise: Promise) -> Iterator[Remark]:
    """Name the areas that are promised work but no situation picture, where pictures are promised at all."""
    pictured: dict[int, str] = {}
    promised: dict[int, str] = {}
    for target in _targets(promise):
        is_picture = target.kind_of_work is not None and target.kind_of_work.has_recipients
        places = {place.area_set_id: place.area_set.name for place in target.places.all()}
        (pictured if is_picture else promised).update(places)
    missing = [name for key, name in promised.items() if key not in pictured]
    if pictured and missing:
        yield Remark(
            "area_without_picture",
            gettext(
                "Löftet gäller %(places)s, men ingen egen lägesbild är lovad där. "
                "Ange om området ingår i en annan lägesbild, eller lova en."
            )
            % {"places": ", ".join(missing)},
        )


def _of_activity(promise: Promise, activity: Activity) -> Iterator[Remark]:
    targets = list(activity.targets.all())
    if not activity.parties.all():
        yield _at(activity, "no_party", gettext("Ingen ansvarar. Ange vem som ska göra det."))
    if all(target.kind == Target.Kind.QUALITATIVE and not target.sign for target in targets):
        yield from _unmeasurable(activity)
    yield from _other_years(promise, activity)
    for target in targets:
        yield from _of_target(promise, activity, target)


def _other_years(promise: Promise, activity: Activity) -> Iterator[Remark]:
    """Point at the years of an earlier promise that came with its words."""
    if activity.continues_id is None:
        return
    years = [str(year) for year in other_years(activity.text, promise.starts, promise.ends)]
    if years:
        message = gettext("Texten nämner %(years)s, som inte ingår i löftets tid. Skriv om den.")
        yield _at(activity, "other_year", message % {"years": listed(years, language.current())})


def _unmeasurable(activity: Activity) -> Iterator[Remark]:
    vague = _VAGUE.search(activity.text)
    if vague is not None:
        message = gettext(
            "”%(words)s” går inte att följa upp. Skriv hur många, hur ofta eller till när, "
            "eller vad som syns när det är gjort."
        )
        yield _at(activity, "vague", woven(message, words=vague[0]))
        return
    yield _at(
        activity,
        "no_measurable_sign",
        gettext("Inget tecken på att det är uppfyllt. Skriv vad en invånare ska kunna se när det är gjort."),
    )


def _of_target(promise: Promise, activity: Activity, target: Target) -> Iterator[Remark]:
    if _lacks_place(target):
        yield _at(activity, "no_place", gettext("Ingen plats. Ange var det ska göras."), target)
    if target.kind == Target.Kind.INDICATOR and not target.sign:
        message = gettext("Mätetalet saknar utgångsläge. Skriv vad det är nu, var det mäts och vilken dag.")
        yield _at(activity, "no_baseline", message, target)
    if target.kind == Target.Kind.MILESTONE and target.ends is None:
        message = gettext(
            "Inget slutdatum: det räknas som klart i tid fram till löftets sista dag. Ange en dag."
        )
        yield _at(activity, "no_end", message, target)
    if target.kind == Target.Kind.MILESTONE and not target.sign:
        message = gettext(
            "Det står inte vad som ska visa att det är klart. "
            "Skriv till exempel vilket beslut eller protokoll."
        )
        yield _at(activity, "no_evidence", message, target)
    if _points_at_people(activity, target):
        message = gettext(
            "En andel av så få personer kan peka ut någon och kan behöva döljas i uppföljningen. "
            "Räkna över fler områden eller hela perioden."
        )
        yield _at(activity, "small_share", message, target)


def _lacks_place(target: Target) -> bool:
    is_outdoors = target.kind_of_work is None or target.kind_of_work.character in OUTDOORS
    has_place = bool(target.places.all()) or bool(target.unmatched_places) or target.over_prioritised_areas
    return target.kind in {"count", "hours", "rate", "coverage"} and is_outdoors and not has_place


def _points_at_people(activity: Activity, target: Target) -> bool:
    if target.kind != Target.Kind.SHARE or target.quantity is None or not target.quantity.is_persons:
        return False
    whole = [
        one.value
        for one in activity.targets.all()
        if one.kind == Target.Kind.COUNT and one.value is not None and one.quantity_id == target.whole_id
    ]
    return any(value < SMALL_WHOLE for value in whole)


def _at(activity: Activity, code: str, message: str, target: Target | None = None) -> Remark:
    return Remark(code, message, activity_id=activity.pk, target_id=target.pk if target else None)
