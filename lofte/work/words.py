"""Swedish for what the log refuses, leaves out and says of an entry."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from lofte.base import wording
from lofte.periods import clock
from lofte.promises.models import KindOfWork
from lofte.promises.queries import facts_of
from lofte.promises.sentences import describe_target
from lofte.work import actions, admitting
from lofte.work.counting import Explanation
from lofte.work.deliveries import actions as deliveries
from lofte.work.deliveries import overlaps
from lofte.work.facts import LeftOut
from lofte.work.models import Entry
from lofte.work.rules import Unjudged
from lofte.work.templatetags.work import kind_name, quantity_name

JUST_NOW = timedelta(minutes=10)

AREA = gettext_lazy("Området hör inte till er samverkan. Välj ett i listan.")
MINUTES = gettext_lazy("Ange hela minuter, från 1 till 1 440 (ett dygn). Dela upp längre arbete.")
PLACE = gettext_lazy("Platsen hör inte till er samverkan. Välj en i listan.")
ACTIVITY = gettext_lazy("Aktiviteten hör inte till något av era löften som gäller nu. Välj en i listan.")
RECIPIENTS = gettext_lazy("Ange minst en part i er samverkan som fick ta del av arbetet.")
STATE = gettext_lazy("Ange om ärendet påbörjades eller avslutades.")
CLOCK = gettext_lazy("Skriv klockslaget som 14.30.")
ON_BEHALF_OF = gettext_lazy("Personen loggar inte för er organisation. Välj en annan i listan.")
NOTE_LONG = gettext_lazy("Anteckningen får ha högst 1 000 tecken. Korta den.")
REASON = gettext_lazy("Skriv ett kort skäl, högst 200 tecken.")
QUANTITY_MISSING = gettext_lazy("Ange ett antal. Skriv 0 om det inte var något.")
QUANTITY_ABSURD = gettext_lazy("Ange ett helt tal från 0 till 1 000. Dela upp arbetet om det var fler.")


def language() -> str:
    return "en" if (get_language() or "sv").startswith("en") else "sv"


def when(entry: Entry, now: datetime | None, *, is_ours: bool = True) -> str:
    """Say when: nyss, i dag, i går, 3 maj. Without a now, the day in full.

    Others are never told how long ago it was written.
    """
    if now is None:
        return wording.day_long(entry.occurred_on, language())
    today = timezone.localdate(now)
    if entry.occurred_on == today:
        is_just_now = is_ours and abs(now - entry.logged_at) < JUST_NOW
        return gettext("nyss") if is_just_now else gettext("i dag")
    if entry.occurred_on == today - timedelta(days=1):
        return gettext("i går")
    if entry.occurred_on.year == today.year:
        return wording.day_short(entry.occurred_on, language())
    return wording.day_long(entry.occurred_on, language())


def sentence(entry: Entry, now: datetime | None, *, is_ours: bool = True) -> str:
    """Say an entry in one line: Fotpatrull, Råslätt, nyss, 45 min.

    Others than its own organisation are told neither when it was written nor at what hour the work was done:
    with a list of shifts both would say who it was.
    """
    pieces = [kind_name(entry.kind_of_work), _where(entry), when(entry, now, is_ours=is_ours)]
    if is_ours and entry.started_at is not None:
        pieces.append(clocks(entry.occurred_on, entry.started_at, entry.minutes))
    if entry.minutes is not None:
        pieces.append(minutes(entry.minutes))
    if entry.state != Entry.State.DONE:
        pieces.append(state(entry.state))
    pieces += [f"{quantity_name(row.quantity)}: {row.value}" for row in entry.quantities.all()]
    return ", ".join(pieces)


def _where(entry: Entry) -> str:
    return f"{entry.place.name} ({entry.area.name})" if entry.place is not None else entry.area.name


def clocks(day: date, begins: time, lasted: int | None) -> str:
    """Say the hours: 22.00–01.30."""
    first = wording.clock(begins, language())
    if lasted is None:
        return gettext("från %(clock)s") % {"clock": first}
    return f"{first}–{wording.clock(clock.end_of(day, begins, lasted), language())}"


def minutes(value: int) -> str:
    return gettext("%(n)d min") % {"n": value}


def state(value: str) -> str:
    return {"begun": gettext("påbörjat"), "closed": gettext("avslutat")}.get(value, gettext("gjort"))


def which(explained: Explanation, beside: Sequence[Explanation]) -> str:
    """Say which target it is where the activity has several; "" where its name is enough."""
    if sum(one.activity_id == explained.activity_id for one in beside) < 2:
        return ""
    target = explained.target
    return describe_target(facts_of(target, target.activity.promise), language()).rstrip(".")


def left_out(explained: Explanation) -> str:
    """Say why an entry is not counted to a target."""
    if explained.unjudged is not None:
        return unjudged(explained.unjudged)
    if explained.left_out is LeftOut.ORGANISATION:
        return gettext("din organisation är inte part i aktiviteten")
    return why_left_out(explained.left_out, explained.minutes, explained.minimum_minutes)


def why_left_out(reason: LeftOut | None, lasted: int | None, least: int | None) -> str:
    """Say why work is not counted, whoever did it."""
    if reason is LeftOut.TOO_SHORT:
        return ngettext(
            "den varade %(minutes)d minut, och löftet räknar dem som varar minst %(least)d",
            "den varade %(minutes)d minuter, och löftet räknar dem som varar minst %(least)d",
            lasted or 0,
        ) % {"minutes": lasted, "least": least}
    return {
        LeftOut.NO_MINUTES: gettext("dess längd är inte angiven"),
        LeftOut.DAY: gettext("dagen ligger utanför målets tid"),
        LeftOut.WEEKDAY: gettext("målet gäller andra veckodagar"),
        LeftOut.CLOCK: gettext("den började utanför de klockslag som målet gäller"),
        LeftOut.PLACE: gettext("platsen är inte någon av dem som målet gäller, eller inte angiven"),
        LeftOut.NO_OCCASION: gettext("inget tillfälle är loggat där som den hör till"),
        LeftOut.AREA: gettext("området är inte något av dem som målet gäller"),
        LeftOut.ORGANISATION: gettext("organisationen är inte part i aktiviteten"),
        LeftOut.STATE: gettext("ärendet räknas i ett annat läge"),
        LeftOut.ACTIVITY: gettext("bara det som loggas på själva aktiviteten räknas"),
        LeftOut.NO_QUANTITY: gettext("det som målet räknar är inte angivet"),
        LeftOut.FREE: gettext("den gjordes när inget är skyldigt, enligt vad som är överenskommet"),
        LeftOut.RECIPIENTS: gettext("den är inte delad med alla som den ska delas med"),
    }.get(reason or LeftOut.KIND, gettext("det är ett annat slags arbete"))


def unjudged(why: Unjudged) -> str:
    """Say why a target cannot be judged."""
    return {
        Unjudged.IN_WORDS: gettext("aktiviteten redovisas i ord och räknas inte"),
        Unjudged.PLACES_UNSETTLED: gettext(
            "det är inte avgjort om målet gäller varje område eller alla ihop"
        ),
        Unjudged.STATE_UNSETTLED: gettext(
            "det är inte avgjort om ett ärende räknas när det påbörjas eller avslutas"
        ),
        Unjudged.NO_KIND_OF_WORK: gettext("det är inte bestämt vilket slags arbete som räknas"),
        Unjudged.NO_VALUE: gettext("målet har inget tal"),
        Unjudged.NO_QUANTITY: gettext("det är inte bestämt vilken mängd som räknas"),
        Unjudged.NO_SLOT: gettext("det är inte bestämt hur ofta det ska ske"),
        Unjudged.PACE_UNSETTLED: gettext("det är inte avgjort om takten gäller varje gång eller i snitt"),
        Unjudged.NO_OCCASION_KIND: gettext("det är inte bestämt vilka tillfällen målet gäller"),
        Unjudged.NO_OCCASIONS: gettext("inget tillfälle som målet gäller är loggat än"),
        Unjudged.NO_SERIES: gettext("ingen mätserie är kopplad till målet"),
        Unjudged.NO_PLACES: gettext("inget område är prioriterat"),
        Unjudged.NOTHING_TO_SHARE: gettext("det finns ännu inget att ta en andel av"),
        Unjudged.PART_OVER_WHOLE: gettext("helheten är inte ifylld på allt arbete som är loggat"),
    }.get(why, gettext("målet kan inte bedömas än"))


def what_was_wrong(changed: Sequence[str]) -> str:
    """Say what a change mended: Fel område och dag."""
    names = {
        "area": gettext("område"),
        "day": gettext("dag"),
        "length": gettext("längd"),
        "clock": gettext("klockslag"),
        "number": gettext("antal"),
        "state": gettext("läge"),
        "recipients": gettext("mottagare"),
        "activity": gettext("aktivitet"),
        "other": gettext("uppgift"),
    }
    return gettext("Fel %(what)s") % {"what": wording.listed([names[name] for name in changed], language())}


def refusal(refused: admitting.Refused, kind: KindOfWork | None = None) -> str:
    """Say what cannot be logged, and what to do."""
    for sort, words in _REFUSALS.items():
        if isinstance(refused, sort):
            return words(refused, kind)
    return gettext("Det gick inte att logga. Kontrollera uppgifterna och försök igen.")


def _day(refused: admitting.FutureDay, kind: KindOfWork | None) -> str:
    return gettext("%(day)s har inte varit än. Ange i dag eller en tidigare dag.") % {
        "day": wording.day_long(refused.day, language())
    }


def _time(refused: admitting.FutureTime, kind: KindOfWork | None) -> str:
    return gettext("Klockan är inte %(clock)s än. Ange när det var, eller logga när det är klart.") % {
        "clock": wording.clock(timezone.localtime(refused.moment), language())
    }


def _skipped(refused: admitting.SkippedTime, kind: KindOfWork | None) -> str:
    return gettext("Klockan var aldrig %(clock)s den %(day)s: då ställdes den fram. Kontrollera tiden.") % {
        "clock": wording.clock(refused.at, language()),
        "day": wording.day_long(refused.day, language()),
    }


def _crossed(refused: admitting.EndBeforeBegin, kind: KindOfWork | None) -> str:
    return gettext(
        "Arbetet kan inte sluta %(ends)s när det började %(begins)s. Kontrollera båda klockslagen."
    ) % {
        "ends": wording.clock(refused.ends, language()),
        "begins": wording.clock(refused.begins, language()),
    }


def _too_old(refused: admitting.TooOld, kind: KindOfWork | None) -> str:
    return gettext("Dagen ligger för långt tillbaka. Du kan logga arbete från och med den %(day)s.") % {
        "day": wording.day_long(refused.oldest, language())
    }


def _outside(refused: admitting.OutsidePromise, kind: KindOfWork | None) -> str:
    return gettext(
        "Dagen ligger utanför löftet. Välj en dag från och med den %(first)s till och med den %(last)s."
    ) % {
        "first": wording.day_long(refused.starts, language()),
        "last": wording.day_long(refused.ends - timedelta(days=1), language()),
    }


def _quantity(refused: admitting.QuantityRefused, kind: KindOfWork | None) -> str:
    if refused.reason == "part_above_whole" and kind is not None:
        part = kind.quantities.select_related("part_of").get(code=refused.quantity)
        whole = quantity_name(part.part_of) if part.part_of else ""
        return gettext("%(part)s kan inte vara fler än %(whole)s. Kontrollera båda talen.") % {
            "part": quantity_name(part).capitalize(),
            "whole": whole,
        }
    return {"missing": str(QUANTITY_MISSING), "absurd": str(QUANTITY_ABSURD)}.get(
        refused.reason, gettext("Antalet hör inte till det här slags arbetet. Ta bort det.")
    )


def _checklist(refused: admitting.ChecklistUnmet, kind: KindOfWork | None) -> str:
    rows = {row["code"]: row for row in (kind.checklist if kind else [])}
    key = "text_en" if language() == "en" else "text"
    texts = [str(rows.get(code, {}).get(key, code)) for code in refused.missing]
    return gettext("Arbetet kan bara loggas när det här stämmer: %(lines)s.") % {
        "lines": wording.listed([gettext("”%(text)s”") % {"text": text} for text in texts], language())
    }


def _person(refused: admitting.PersonNamed, kind: KindOfWork | None) -> str:
    found = {
        "personnummer": gettext("ett personnummer"),
        "phone": gettext("ett telefonnummer"),
        "email": gettext("en e-postadress"),
        "plate": gettext("ett registreringsnummer"),
        "link": gettext("en länk till sociala medier"),
    }.get(refused.found, gettext("en personuppgift"))
    return gettext("Texten ser ut att innehålla %(found)s. Ta bort det som pekar ut en person.") % {
        "found": found
    }


_Words = Callable[..., str]
_REFUSALS: dict[type[admitting.Refused], _Words] = {
    admitting.FutureDay: _day,
    admitting.TooOld: _too_old,
    admitting.FutureTime: _time,
    admitting.SkippedTime: _skipped,
    admitting.EndBeforeBegin: _crossed,
    admitting.BeginMissing: lambda *_: gettext("Ange också när arbetet började."),
    admitting.NotTheirs: lambda *_: str(ON_BEHALF_OF),
    admitting.OutsidePromise: _outside,
    admitting.QuantityRefused: _quantity,
    admitting.ChecklistUnmet: _checklist,
    admitting.NotYours: lambda *_: gettext("Du loggar inte för den organisationen. Välj din egen."),
    admitting.MinutesImpossible: lambda *_: str(MINUTES),
    admitting.UnknownArea: lambda *_: str(AREA),
    admitting.ForeignActivity: lambda *_: gettext(
        "Aktiviteten hör inte till ett antaget löfte. Välj en annan."
    ),
    admitting.WrongState: lambda *_: str(STATE),
    admitting.RecipientsRefused: lambda *_: str(RECIPIENTS),
    admitting.PersonNamed: _person,
    admitting.NothingChanged: lambda *_: gettext(
        "Du har inte ändrat något. Ändra det som är fel, eller låt det vara."
    ),
    actions.ReasonMissing: lambda *_: str(REASON),
    actions.AlreadyReversed: lambda *_: gettext(
        "Posten är redan tillbakatagen. Logga arbetet på nytt om det behövs."
    ),
    deliveries.NothingNew: lambda *_: gettext("Inget är nytt: allt det här finns redan."),
    deliveries.ReplacedMeanwhile: lambda *_: gettext(
        "En annan leverans har kommit emellan. Öppna sidan på nytt och jämför."
    ),
    deliveries.KeptByOwner: lambda *_: gettext(
        "Organisationen har själv lämnat uppgifter för de här dagarna, och de syns bara där. "
        "Låt den lämna resten, eller be att få se leveransen."
    ),
    overlaps.AlreadySettled: lambda *_: gettext("Någon annan har redan avgjort det här."),
    overlaps.BothNeedReason: lambda *_: gettext("Skriv varför det är olika arbete."),
    actions.Delivered: lambda *_: gettext(
        "Posten kom med en leverans. Rätta den med en ny leverans för samma tid."
    ),
    actions.SlotNotOver: lambda *_: gettext("Tiden är inte ute än. Ett skäl kan skrivas när den är det."),
    actions.KeyTaken: lambda *_: gettext("Det gick inte att logga. Öppna sidan på nytt och försök igen."),
}
