"""What calendars, feeds, letters and start pages say of a slot, in the reader's language."""

from collections.abc import Sequence
from datetime import timedelta

from babel.dates import format_date
from django.utils.translation import gettext

from lofte.base import wording
from lofte.periods.breaks import Free
from lofte.periods.calendar import Period
from lofte.work.obligations.slots import Slot, State
from lofte.work.words import language


def state(found: State) -> str:
    """Say how a slot stands."""
    return {
        "met": gettext("Gjort"),
        "missed": gettext("Missat"),
        "due": gettext("Ska göras"),
        "coming": gettext("Kommer"),
        "free": gettext("Ingen skyldighet"),
    }[found]


def which(slot: Slot) -> str:
    """Say which slot it is: v. 53; nr 8 av 10."""
    if slot.number is not None:
        return gettext("nr %(n)d av %(of)d") % {"n": slot.number, "of": slot.n_of}
    return wording.period_short(slot.key, language())


def name(slot: Slot, places: Sequence[str] = ()) -> str:
    """Name a slot in Swedish words of the promise: Lägesbild, Råslätt och Öxnehaga; a place is said once."""
    every = list(places) or ([slot.place] if slot.place else [])
    where = wording.listed([place for place in every if place not in slot.title], "sv")
    return f"{slot.title}, {where}" if where else slot.title


def summary(slot: Slot) -> str:
    """Say a slot in one line, as in another program's calendar: Missat: Lägesbild, Råslätt (v. 53)."""
    return f"{state(slot.state)}: {name(slot)} ({which(slot)})"


def when(slot: Slot) -> str:
    """Say the day it stands on, and its time: tis 29 dec 09.00."""
    locale = "sv_SE" if language() == "sv" else "en_GB"
    day = format_date(slot.day, "EEE d MMM", locale=locale).replace(".", "")
    time = f" {wording.clock(slot.begins_at, language())}" if slot.begins_at and slot.held_on is None else ""
    return f"{day}{time}".replace(" ", wording.NBSP)


def why_free(free: Free | None) -> str:
    """Say why nothing is owed."""
    if free is None:
        return ""
    if free.why == "weeks":
        return gettext("fria veckor enligt överenskommelse")
    if free.why == "term":
        return gettext("utanför skolans terminer")
    return free.name


def note(slot: Slot) -> str:
    """Say what more there is to say of a slot, or nothing."""
    if slot.state == "free":
        return why_free(slot.free)
    if slot.reason:
        return gettext("Skäl: %(reason)s") % {"reason": slot.reason}
    if slot.number is not None and slot.state in {"due", "coming"}:
        return gettext("senast då i jämn takt")
    return ""


def days(period: Period) -> str:
    """Say from which day to which: 28 dec–3 jan."""
    first, last = period.starts, period.ends - timedelta(days=1)
    return f"{wording.day_short(first, language())}\N{EN DASH}{wording.day_short(last, language())}"
