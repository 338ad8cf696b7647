"""Swedish for a revision that is refused, at the field where it is mended."""

from collections.abc import Callable
from typing import Any

from django.forms import Form, ValidationError
from django.utils.translation import gettext

from lofte.base.wording import day_long, listed
from lofte.promises import actions
from lofte.work.words import language

REFUSED = (
    actions.SameAsBefore,
    actions.ReachesBack,
    actions.RevisedOutside,
    actions.PartyMissing,
    actions.AlreadyStopped,
)


def tell(form: Form, refusal: Exception) -> None:
    """Write a refusal at its field."""
    field, words = _SAID[type(refusal)](refusal)
    form.add_error(field, ValidationError(words, code="refused"))


def _same(refusal: Any) -> tuple[str | None, str]:
    return None, gettext("Du har inte ändrat något i målet. Ändra det som ska gälla, eller gå tillbaka.")


def _back(refusal: actions.ReachesBack) -> tuple[str | None, str]:
    said = gettext("En ändring gäller aldrig bakåt. Välj %(day)s eller en senare dag.")
    return "applies_from", said % {"day": day_long(refusal.earliest, language())}


def _outside(refusal: actions.RevisedOutside) -> tuple[str | None, str]:
    return "applies_from", gettext(
        "Välj en dag inom löftets tid, och en dag för beslutet som inte ligger framåt i tiden."
    )


def _party(refusal: actions.PartyMissing) -> tuple[str | None, str]:
    if not refusal.parties:
        return "deciders", gettext(
            "Ingen av löftets parter undertecknar, så ingen kan besluta om en ändring."
        )
    names = listed([party.name for party in refusal.parties], language())
    return "deciders", gettext("Välj en som beslutat för %(parties)s.") % {"parties": names}


def _stopped(refusal: Any) -> tuple[str | None, str]:
    return None, gettext("Aktiviteten är stoppad. Då ändras inte dess mål.")


_SAID: dict[type[Exception], Callable[[Any], tuple[str | None, str]]] = {
    actions.SameAsBefore: _same,
    actions.ReachesBack: _back,
    actions.RevisedOutside: _outside,
    actions.PartyMissing: _party,
    actions.AlreadyStopped: _stopped,
}
