"""A series is begun, a measurement is written down, and a mistake is mended by a row of its own."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from lofte.accounts.models import Membership, Organisation, Partnership, User
from lofte.accounts.sight import Purpose
from lofte.base import audit
from lofte.places.models import AreaSet
from lofte.situation.models import Indicator, IndicatorValue

ASCII = str.maketrans("åäöÅÄÖéÉ", "aaoAAOeE")


class NameTaken(Exception):
    """The partnership has an indicator with this name."""


class FutureDay(Exception):
    """Nothing was measured on a day that has not been."""


class DayTaken(Exception):
    """There is a value of that day already: it is corrected, not written again."""


class NotMember(Exception):
    """Only a party of the partnership attests a value."""


class AlreadyReplaced(Exception):
    """The value was corrected before: the correction is what can be corrected."""


class ReasonMissing(Exception):
    """A correction says why."""


@dataclass(frozen=True)
class Terms:
    """What a series measures. Who says which way is better is named with the office: that is verified."""

    name: str
    unit: str
    source: str
    better: str
    better_said_by: str
    name_en: str = ""
    unit_en: str = ""
    method: str = ""
    area_set: AreaSet | None = None


@dataclass(frozen=True)
class Reading:
    """A measurement, as it is written down."""

    measured_on: date
    value: Decimal
    source: str
    attested_by: Organisation
    n_answers: int | None = None


@transaction.atomic
def begin_indicator(*, partnership: Partnership, terms: Terms, by: User, at: datetime, on: date) -> Indicator:
    """Begin a series without values."""
    slug = slugify(terms.name.translate(ASCII))[:50]
    if Indicator.objects.filter(partnership=partnership, slug=slug).exists():
        raise NameTaken
    made = Indicator.objects.create(
        partnership=partnership,
        slug=slug,
        name=terms.name,
        name_en=terms.name_en,
        unit=terms.unit,
        unit_en=terms.unit_en,
        source=terms.source,
        method=terms.method,
        area_set=terms.area_set,
        better=terms.better,
        better_said_by=terms.better_said_by,
        better_said_on=on,
        is_simulated=partnership.is_simulated,
    )
    audit.record("indicator.begun", target=made, by_id=by.pk, at=at)
    return made


def write_value(
    *, indicator: Indicator, reading: Reading, by: User, at: datetime, today: date
) -> IndicatorValue:
    """Write a measurement down, once."""
    _check(indicator, reading, today)
    try:
        with transaction.atomic():
            return _write(indicator, reading, by=by, at=at)
    except IntegrityError as error:
        raise DayTaken from error


@transaction.atomic
def correct_value(
    *, value: IndicatorValue, reading: Reading, reason: str, by: User, at: datetime, today: date
) -> IndicatorValue:
    """Put a value in the place of another; both stay, and the reason with them."""
    if not reason.strip():
        raise ReasonMissing
    _check(value.indicator, reading, today)
    locked = IndicatorValue.objects.whole(Purpose.ACTING).select_for_update().get(pk=value.pk)
    if IndicatorValue.objects.whole(Purpose.ACTING).filter(replaces=locked).exists():
        raise AlreadyReplaced
    return _write(value.indicator, reading, by=by, at=at, replaces=locked, reason=reason.strip())


def _check(indicator: Indicator, reading: Reading, today: date) -> None:
    if reading.measured_on > today:
        raise FutureDay
    members = Membership.objects.filter(
        partnership=indicator.partnership_id, organisation=reading.attested_by
    )
    if not members.exists():
        raise NotMember


def _write(
    indicator: Indicator,
    reading: Reading,
    *,
    by: User,
    at: datetime,
    replaces: IndicatorValue | None = None,
    reason: str = "",
) -> IndicatorValue:
    row = IndicatorValue.objects.create(
        indicator=indicator,
        measured_on=reading.measured_on,
        value=reading.value,
        n_answers=reading.n_answers,
        source=reading.source,
        attested_by=reading.attested_by,
        replaces=replaces,
        reason=reason,
        entered_at=at,
        is_simulated=indicator.is_simulated,
    )
    verb = "indicator.corrected" if replaces else "indicator.measured"
    audit.record(verb, target=row, by_id=by.pk, at=at, indicator=indicator.pk)
    return row
