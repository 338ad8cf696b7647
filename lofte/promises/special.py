"""What only some kinds of targets say, and the words for it in Swedish and English. Pure."""

from dataclasses import dataclass
from datetime import date

from lofte.base import wording

WEEKDAYS = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
BY_DAY = frozenset({"", "day", "night", "week"})  # on these weekdays: each of them by itself
PERCENT = frozenset({"procent", "%", "per cent", "percent"})
LIMITS = {  # a time within which something follows, one and many, by the unit's first letters
    "sv": {
        "minut": ("minut", "minuter"),
        "tim": ("timme", "timmar"),
        "dag": ("dag", "dagar"),
        "dygn": ("dygn", "dygn"),
        "veck": ("vecka", "veckor"),
        "månad": ("månad", "månader"),
    },
    "en": {
        "minut": ("minute", "minutes"),
        "tim": ("hour", "hours"),
        "dag": ("day", "days"),
        "dygn": ("day", "days"),
        "veck": ("week", "weeks"),
        "månad": ("month", "months"),
    },
}


@dataclass(frozen=True)
class Special:
    """Words are "" where nothing is chosen."""

    held: str = ""
    weekdays: tuple[int, ...] = ()  # 1 is Monday
    clock: tuple[str, ...] = ()  # from and to: 14.00
    skips_holidays: bool = False
    spots: tuple[str, ...] = ()
    occasion: str = ""  # one of what something is owed at, or after
    occasion_en: str = ""
    series: str = ""
    series_en: str = ""
    series_unit: str = ""
    series_unit_en: str = ""
    reads_as: str = ""
    direction: str = ""
    baseline: float | None = None
    baseline_on: date | None = None


def time_limit(value: float, unit: str, language: str) -> str:
    """Say a time limit: ``14 dagar``; days where no unit is said, one that nobody knows as it was printed."""
    word = unit.casefold() or "dag"
    found = next((words for stem, words in LIMITS[language].items() if word.startswith(stem)), None)
    return f"{wording.number(value, language)} {unit if found is None else found[value != 1]}"


def held(special: Special, language: str) -> str:
    """Say whether a pace holds each time or on average."""
    words = {
        "sv": {"average": "i genomsnitt", "every": "varje gång för sig"},
        "en": {"average": "on average", "every": "each time by itself"},
    }
    return words[language].get(special.held, "")


def weekdays(special: Special, per: str, slot: str, language: str) -> str:
    """Say on which weekdays: ``varje fredag och lördag``; ``på en tisdag varje månad``."""
    if not special.weekdays:
        return ""
    days = wording.listed([WEEKDAYS[language][day - 1] for day in special.weekdays], language)
    every = "varje" if language == "sv" else "every"
    if per in BY_DAY:
        return f"{every} {days}"
    return f"{'på en' if language == 'sv' else 'on a'} {days} {every} {slot}"


def clock(special: Special, language: str) -> str:
    """Say between which times: ``kl. 14–17``."""
    if not special.clock:
        return ""
    first, last = (
        one.removesuffix(".00") if language == "sv" else one.replace(".", ":") for one in special.clock
    )
    return f"kl. {first}\N{EN DASH}{last}" if language == "sv" else f"{first}\N{EN DASH}{last}"


def but(special: Special, language: str) -> str:
    """Say when nothing is owed: on public holidays."""
    sv = language == "sv"
    if not special.skips_holidays:
        return ""
    return "utom på helgdagar" if sv else "except on public holidays"


def occasion(special: Special, language: str) -> str:
    return special.occasion if language == "sv" else special.occasion_en


def everywhere(special: Special, language: str) -> str:
    """Name what is covered by itself: ``på Storgatan och Nygatan, var för sig``."""
    if not special.spots:
        return ""
    names = wording.listed(special.spots, language)
    if language == "en":
        return f"in {'each of ' if len(special.spots) > 1 else ''}{names}"
    return f"på {names}{', var för sig' if len(special.spots) > 1 else ''}"


def series(special: Special, language: str) -> str:
    name = special.series if language == "sv" else special.series_en
    plain = "mätetalet" if language == "sv" else "the indicator"
    return (name if name[1:2].isupper() else name[:1].lower() + name[1:]) if name else plain


def series_unit(special: Special, printed: str, language: str) -> str:
    """Name the unit: the series' own, else as the promise printed it."""
    if not special.series:
        return printed
    return special.series_unit if language == "sv" else special.series_unit_en


def measure(value: str, unit: str, language: str) -> str:
    """Put a number and its unit together: ``80 %``, ``4,2 index``."""
    if unit in PERCENT:
        return f"{value}{wording.NBSP}%" if language == "sv" else f"{value}%"
    return f"{value} {unit}".strip()


def steps(value: str, unit: str, language: str) -> str:
    """A change of a share is in percentage points."""
    if unit in PERCENT:
        return f"{value} {'procentenheter' if language == 'sv' else 'percentage points'}"
    return measure(value, unit, language)


def moves(special: Special, language: str) -> str:
    """Say which way: ``minska``, ``öka``."""
    words = {"sv": ("öka", "minska"), "en": ("rise", "fall")}
    return words[language][special.direction == "down"]


def since(special: Special, unit: str, language: str) -> str:
    """Say where it begins: ``från 62 % den 3 mars 2019``."""
    if special.baseline_on is None:
        return ""
    day = wording.day_long(special.baseline_on, language)
    if special.baseline is None:
        return f"jämfört med den {day}" if language == "sv" else f"compared with {day}"
    level = measure(wording.number(special.baseline, language, 2), unit, language)
    return f"från {level} den {day}" if language == "sv" else f"from {level} on {day}"
