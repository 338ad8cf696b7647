"""What stands in the way of adoption, in words, each with the place where it is mended."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy

from lofte.base.quoting import woven
from lofte.promises.actions import Reason
from lofte.promises.models import Promise

WORDS = {
    "open_question": gettext_lazy("En fråga är inte besvarad: %(title)s"),
    "personal_data": gettext_lazy(
        "”%(title)s” innehåller något som pekar ut en person, till exempel ett telefonnummer. Ta bort det."
    ),
    "no_party": gettext_lazy("Löftet har ingen part. Ange vilka som lovar."),
    "no_activity": gettext_lazy("Löftet har ingen aktivitet. Lägg till minst en."),
    "no_target": gettext_lazy("”%(title)s” har inget mål. Lägg till ett, om så bara i ord."),
    "unconfirmed": gettext_lazy("”%(title)s” är inte granskad. Läs den och tryck på Stämmer."),
    "outside": gettext_lazy("”%(title)s”: målets dagar ligger utanför löftets tid. Ändra dem."),
    "no_kind_of_work": gettext_lazy(
        "”%(title)s”: det är inte sagt vilket arbete som räknas. Välj det i målet."
    ),
    "no_value": gettext_lazy("”%(title)s”: målet saknar tal. Skriv det, eller gör målet till ett i ord."),
    "no_rhythm": gettext_lazy(
        "”%(title)s”: det är inte sagt hur ofta. Välj vecka, månad eller annat i målet."
    ),
    "no_whole": gettext_lazy("”%(title)s”: det är inte sagt vad andelen är en andel av. Välj det i målet."),
    "no_place_reading": gettext_lazy(
        "”%(title)s”: det är inte avgjort om talet gäller varje område för sig. Välj det i målet."
    ),
    "unknown_place": gettext_lazy("”%(title)s”: ett område är inte känt. Svara på frågan om det."),
    "no_pace": gettext_lazy(
        "”%(title)s”: det är inte avgjort om takten gäller varje gång eller i genomsnitt. Välj det i målet."
    ),
    "no_state": gettext_lazy("”%(title)s”: det är inte avgjort när ett ärende räknas. Välj det i målet."),
}


@dataclass(frozen=True)
class Obstacle:
    """One sentence and the address where it is mended."""

    code: str
    text: str
    url: str


def obstacle(promise: Promise, reason: Reason) -> Obstacle:
    """Say a reason, with a link to where it is mended."""
    text = woven(str(WORDS[reason.code]), title=reason.title)
    return Obstacle(reason.code, text, f"{reverse('promises:promise', args=[promise.pk])}{_where(reason)}")


def _where(reason: Reason) -> str:
    if reason.question_id:
        return f"#q{reason.question_id}"
    if reason.activity_id and reason.code == "personal_data":
        return f"?andra=a{reason.activity_id}#a{reason.activity_id}"
    if reason.target_id and reason.code != "unknown_place":
        return f"?andra=t{reason.target_id}#t{reason.target_id}"
    if reason.activity_id and reason.code == "no_target":
        return f"?andra=m{reason.activity_id}#a{reason.activity_id}"
    if reason.activity_id:
        return f"#a{reason.activity_id}"
    return "?andra=ny#ny" if reason.code == "no_activity" else "#ram"
