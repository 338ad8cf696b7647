"""A calendar for other programs (RFC 5545): each slot an event that keeps its name, its state in words."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.text import slugify
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from lofte.work.obligations import words
from lofte.work.obligations.slots import Slot, State
from lofte.work.words import language

STOCKHOLM = ZoneInfo("Europe/Stockholm")
REFRESH = timedelta(hours=6)
STATES: tuple[State, ...] = ("coming", "due", "missed", "met", "free")


def feed(name: str, slots: Sequence[Slot], *, home: str, url: str, at: datetime) -> bytes:
    """Return a calendar as text of the media type text/calendar.

    Parameters
    ----------
    name : str
        What the calendar is called in the program of the one who subscribes.
    slots : sequence of Slot
        What it holds. A slot that is free as agreed is cancelled, so that programs strike it.
    home : str
        The partnership's address name: with the slot's own it makes a UID that never changes.
    url : str
        The page that says the same.
    at : datetime
        The moment of the answer.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Löfte//Kalender//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    calendar.add("url", url)
    if any(_is_timed(slot) for slot in slots):
        calendar.add_component(_stockholm())
    for slot in slots:
        calendar.add_component(_event(slot, home=home, url=url, at=at))
    return bytes(calendar.to_ical())


def uid(slot: Slot, home: str) -> str:
    """Return the name by which a program knows the slot again, whatever becomes of it."""
    place = f"-{slugify(slot.place)}" if slot.place else ""
    return f"{slot.target_id}-{slot.key}{place}@{home}.lofte"


def _stockholm() -> Timezone:
    """Say when summer time begins and ends: the rule of 1996, in two lines instead of a list of years."""
    zone = Timezone()
    zone.add("tzid", STOCKHOLM.key)
    for part, name, since, before, after, month in (
        (TimezoneDaylight(), "CEST", datetime(1996, 3, 31, 2), 1, 2, 3),  # noqa: DTZ001  (as the clock shows)
        (TimezoneStandard(), "CET", datetime(1996, 10, 27, 3), 2, 1, 10),  # noqa: DTZ001
    ):
        part.add("dtstart", since)
        part.add("tzname", name)
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(part)
    return zone


def _event(slot: Slot, *, home: str, url: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", uid(slot, home))
    event.add("dtstamp", at.astimezone(UTC))
    event.add("sequence", slot.revision * len(STATES) + STATES.index(slot.state))
    event.add("summary", words.summary(slot))
    event.add("status", "CANCELLED" if slot.state == "free" else "CONFIRMED")
    event.add("transp", "OPAQUE" if _is_timed(slot) else "TRANSPARENT")
    event.add("url", url)
    said = words.note(slot)
    if said:
        event.add("description", said)
    if slot.place:
        event.add("location", slot.place)
    if language() != "sv":
        event["summary"].params["LANGUAGE"] = language()
    _add_days(event, slot)
    return event


def _is_timed(slot: Slot) -> bool:
    return slot.begins_at is not None and slot.held_on is None


def _add_days(event: Event, slot: Slot) -> None:
    """A time is Stockholm's: 09:00 stays 09:00 when summer time begins. A slot without one is a whole day."""
    if slot.begins_at is None or slot.held_on is not None:
        event.add("dtstart", slot.day)
        event.add("dtend", slot.day + timedelta(days=1))
        return
    begins = datetime.combine(slot.due_on, slot.begins_at, tzinfo=STOCKHOLM)
    event.add("dtstart", begins)
    event.add("duration", timedelta(minutes=slot.minutes))
