"""What an import says: of files that cannot be read, of each row's fate, and how to mend it."""

from collections.abc import Callable

from django.utils.translation import gettext, gettext_lazy

from lofte.work.deliveries.fates import Fate, Row
from lofte.work.deliveries.reading import Vocabulary
from lofte.work.templatetags.work import kind_name, quantity_name

UNREADABLE = {
    "empty": gettext_lazy("Filen är tom. Välj filen med uppgifterna."),
    "too_large": gettext_lazy("Filen är för stor. Dela den, till exempel per månad."),
    "too_many_rows": gettext_lazy("Filen har fler än 100 000 rader. Dela den, till exempel per år."),
    "old_or_locked": gettext_lazy(
        "Filen har lösenord eller är i Excels äldre format. Spara den som .xlsx utan lösenord."
    ),
    "damaged": gettext_lazy("Filen är skadad. Spara den på nytt i programmet som den kommer ur."),
    "no_table": gettext_lazy(
        "Filen innehåller ingen tabell. Välj en CSV-, Excel- eller ODS-fil med rubriker."
    ),
    "no_rows": gettext_lazy("Tabellen har rubriker men inga rader."),
}

ASKED = {
    "day": gettext_lazy("Dag"),
    "week": gettext_lazy("Vecka"),
    "kind": gettext_lazy("Slags arbete"),
    "area": gettext_lazy("Område"),
    "minutes": gettext_lazy("Längd"),
    "clock": gettext_lazy("Klockslag"),
    "count": gettext_lazy("Antal"),
}

_REFUSED = {
    "missing": gettext_lazy("Cellen är tom. Fyll i den."),
    "day": gettext_lazy("”%(value)s” går inte att läsa som en dag. Skriv den som 2026-03-31."),
    "day_or_month": gettext_lazy(
        "”%(value)s” kan vara två olika dagar, för dag och månad kan byta plats. Skriv den som 2026-03-31."
    ),
    "week": gettext_lazy("”%(value)s” går inte att läsa som en vecka. Skriv den som 2026-W14."),
    "week_without_year": gettext_lazy("”%(value)s” saknar år. Skriv veckan som 2026-W14."),
    "minutes": gettext_lazy("”%(value)s” går inte att läsa som en längd. Skriv 45 eller 0:45."),
    "minutes_range": gettext_lazy("”%(value)s” är ingen längd. Ange från 1 minut till ett dygn."),
    "clock": gettext_lazy("”%(value)s” går inte att läsa som ett klockslag. Skriv 14:30."),
    "number": gettext_lazy("”%(value)s” är inget antal. Skriv ett helt tal."),
    "number_range": gettext_lazy("”%(value)s” är för mycket på en rad. Ange högst 1 000."),
    "kind": gettext_lazy("”%(value)s” är inget slags arbete här. Ange vad det betyder under Era ord."),
    "area": gettext_lazy("”%(value)s” är inget område här. Ange vad det betyder under Era ord."),
    "future": gettext_lazy("%(value)s har inte varit än. Rätta dagen."),
    "too_old": gettext_lazy("%(value)s är mer än ett år sedan. Ta bort raden."),
    "quantity": gettext_lazy("Det här slaget kräver ”%(value)s”. Välj kolumnen med det."),
    "part": gettext_lazy("”%(value)s” är fler än helheten. Rätta antalen."),
}


def fate(value: Fate) -> str:
    """Name a fate."""
    return {
        Fate.COUNTED: gettext("räknas"),
        Fate.AFTER_CUT: gettext("kom efter räkningen"),
        Fate.UNASKED: gettext("sparas, men inget löfte frågar efter det"),
        Fate.WAITS: gettext("väntar: överlappar med annat"),
        Fate.PRESENT: gettext("finns redan"),
        Fate.ZERO: gettext("noll, inget att räkna"),
        Fate.SKIPPED: gettext("tas inte med, som ni har valt"),
    }.get(value, gettext("kan inte läsas"))


def about(value: Fate) -> str:
    """Say what a fate means, where its name leaves something unsaid."""
    return {
        Fate.AFTER_CUT: gettext(
            "Uppföljningen för den tiden är redan räknad. Arbetet sparas, och siffrorna där ändras inte."
        ),
        Fate.UNASKED: gettext("Slaget, området, tiden eller längden är inte något som ett löfte gäller."),
        Fate.WAITS: gettext("Samma slags arbete, plats och tid räknas redan. Någon avgör vilket som gäller."),
        Fate.PRESENT: gettext(
            "Samma rader ur samma system är redan levererade. De räknas inte en gång till."
        ),
    }.get(value, "")


def plain(sentence: str, **content: object) -> str:
    return sentence % content


def sentence(row: Row, weave: Callable[..., str] = plain) -> str:
    """Say a row's fate, and for one that is refused what to do."""
    if row.fate != Fate.REFUSED:
        return fate(row.fate)
    said = weave(str(_REFUSED[row.read.code]), value=row.read.value)
    if not row.read.heading:
        return said
    return weave(gettext("Kolumn ”%(heading)s”:"), heading=row.read.heading) + " " + said


def asked(name: str, vocabulary: Vocabulary) -> str:
    """Name what a column can hold: Dag; Upptäckt narkotikabrott: förstagångsanvändare."""
    if name in ASKED:
        return str(ASKED[name])
    quantity = vocabulary.quantities[name]
    return f"{kind_name(vocabulary.kind_with(quantity))}: {quantity_name(quantity)}"
