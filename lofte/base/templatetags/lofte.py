"""Words and figures as the house writes them, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django import template
from django.template import Context
from django.urls import get_script_prefix
from django.utils import timezone, translation
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from lofte.base import doors, hidden_keys, wording
from lofte.base.quoting import quoted
from lofte.charts import words as charts

TRAIL = "read_trail"  # the right, as accounts.rights names it
register = template.Library()
register.simple_tag(quoted)
register.filter("hidden_key", hidden_keys.shown)


def _language() -> str:
    return "en" if (translation.get_language() or "sv").startswith("en") else "sv"


def _local(moment: Any) -> Any:
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def _day(value: date | str) -> date:
    """Frozen figures carry their days as ISO text."""
    day = date.fromisoformat(value[:10]) if isinstance(value, str) else _local(value)
    return day.date() if isinstance(day, datetime) else day


@register.filter
def number(value: wording.Number | None, decimals: int = 1) -> str:
    """1 234 or 12,5; nothing for None."""
    return "" if value is None else wording.number(value, _language(), decimals)


@register.filter
def percent(value: wording.Number | None, decimals: int = 1) -> str:
    """12,5 % of a share given in percent; nothing for None."""
    return "" if value is None else wording.percent(value, _language(), decimals)


@register.filter
def status_words(status: str) -> str:
    """följer planen, ligger efter: as the pictures say it."""
    said: str = charts.of(_language()).status[status]  # type: ignore[index]  # a code from the database
    return said


@register.filter
def day_long(value: date | str | None) -> str:
    """3 maj 2021, of a date, a moment or ISO text."""
    return wording.day_long(_day(value), _language()) if value else ""


@register.filter
def day_short(value: date | str | None) -> str:
    """3 maj."""
    return wording.day_short(_day(value), _language()) if value else ""


@register.filter
def clock(value: time | datetime | None) -> str:
    """14.30."""
    return "" if value is None else wording.clock(_local(value), _language())


@register.filter
def iso(value: date | datetime | str | None) -> str:
    """The machine's form, for <time datetime="…">."""
    return value if isinstance(value, str) else "" if value is None else _local(value).isoformat()


@register.filter
def period_name(key: str) -> str:
    """första tertialet 2021 (januari–april)."""
    return wording.period_name(key, _language())


@register.filter
def period_short(key: str) -> str:
    """v. 14; januari–april."""
    return wording.period_short(key, _language())


@register.filter
def in_columns(cells: Sequence[object], table: Any) -> list[tuple[object, bool]]:
    """Pair a row's cells with whether their column holds figures: those are set to the right."""
    rows = table["rows"] if isinstance(table, dict) else table.rows
    return [
        (cell, n > 0 and all(_is_figure(row[n]) for row in rows if n < len(row)))
        for n, cell in enumerate(cells)
    ]


def _is_figure(cell: object) -> bool:
    text = str(cell)
    return text == "" or text[0].isdigit() or text[0] in "-\N{MINUS SIGN}+"


@register.filter
def entry(mapping: Mapping[str, object], key: str) -> object:
    """What a mapping holds under a name that is itself a variable."""
    return mapping.get(key, "")


@register.filter
def count_word(value: int) -> str:
    """sju, in a sentence."""
    return wording.count_word(value, _language())


@register.filter
def listed(items: Iterable[object]) -> str:
    """A, B och C."""
    return wording.listed([str(item) for item in items], _language())


@register.simple_tag
def counted(value: wording.Number, one: str, many: str) -> str:
    """{% counted 3 "fotpatrull" "fotpatruller" %}: 3 fotpatruller."""
    return wording.counted(value, one, many, _language())


@register.simple_tag(takes_context=True)
def other_language_url(context: Context, path: str = "") -> str:
    """This page's address in the other language. A page rendered without a request hands in `address`."""
    request = context.get("request")
    here = str(path or context.get("address") or (request.path if request else get_script_prefix()))
    prefix = get_script_prefix()
    rest = here.removeprefix(prefix)
    if rest == "en" or rest.startswith("en/"):
        return prefix + rest[3:]
    return f"{prefix}en/{rest}"


@register.simple_tag
def house_path(path: str) -> str:
    """{% house_path "intern/logga/" %}: an address of the house in the reader's language."""
    return get_script_prefix() + ("en/" if _language() == "en" else "") + path


@register.simple_tag
def door(word: str, *keys: object) -> str:
    """{% door "revise-target" promise.pk target.pk as href %}: the way to a page above, or ""."""
    return doors.way(word, *keys)


@register.simple_tag(takes_context=True)
def who_has_seen(context: Context, kind: str, key: int, partnership_id: int | None = None) -> str:
    """{% who_has_seen "promises.Promise" promise.pk promise.partnership_id as href %}: the trail of a thing.

    "" for those who may not read the trail there; without a partnership, for those who may read it nowhere.
    """
    viewer = getattr(context.get("request"), "viewer", None)  # signed out, there is none
    may = viewer and (viewer.may(partnership_id, TRAIL) if partnership_id else viewer.reads_trail)
    way = doors.way("trail") if may else ""
    asked = (
        {"entry": hidden_keys.shown(key, hidden_keys.Of.ENTRY)}
        if kind == "entry"
        else {"thing": f"{kind}:{key}"}
    )
    return f"{way}?{urlencode(asked)}" if way else ""


@register.simple_tag(takes_context=True)
def current_if(context: Context, path: str, *but: str, exact: bool = False) -> SafeString | str:
    """Mark the link to the section in which the reader is; `but` are parts of it that belong to others."""
    request = context.get("request")
    here = str(request.path if request else context.get("address", ""))
    is_here = here == path if exact else here.startswith(path) and not here.startswith(but)
    return SafeString(' aria-current="page"') if is_here else ""
