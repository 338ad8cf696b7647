"""Dates and periods in Swedish; an impossible date is said to be one."""

from datetime import date

import pytest

from lofte.reader import read_text
from lofte.reader.dates import days, periods, span_of_days


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Jönköping, 2019-03-26", date(2019, 3, 26)),
        ("den 3 maj 2022", date(2022, 5, 3)),
        ("den 1:e september 2020", date(2020, 9, 1)),
        ("12 okt 2021", date(2021, 10, 12)),
    ],
)
def test_a_day_is_read(text: str, when: date) -> None:
    (found,) = days(text)

    assert found.period is not None
    assert found.period.start == found.period.end == when


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Medborgarlöfte 2021-2022", date(2021, 1, 1), date(2022, 12, 31)),
        ("Medborgarlöfte 2021–22", date(2021, 1, 1), date(2022, 12, 31)),
        ("april–juni 2022", date(2022, 4, 1), date(2022, 6, 30)),
        ("tertial 2 2021", date(2021, 5, 1), date(2021, 8, 31)),
        ("första halvåret 2020", date(2020, 1, 1), date(2020, 6, 30)),
        ("läsåret 2021/22", date(2021, 7, 1), date(2022, 6, 30)),
        ("höstterminen 2023", date(2023, 7, 1), date(2023, 12, 31)),
        ("februari 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("under 2018", date(2018, 1, 1), date(2018, 12, 31)),
    ],
)
def test_a_period_is_read(text: str, start: date, end: date) -> None:
    (found,) = periods(text)

    assert found.period is not None
    assert (found.period.start, found.period.end) == (start, end)


def test_a_span_of_days_takes_its_year_from_the_last() -> None:
    first, last = span_of_days("Löftet gäller 1 mars – 30 november 2016.")

    assert first.period is not None
    assert last.period is not None
    assert (first.period.start, last.period.end) == (date(2016, 3, 1), date(2016, 11, 30))


def test_the_thirty_first_of_june_is_impossible() -> None:
    draft = read_text(
        "Medborgarlöfte 2023\n\nLöftet gäller till och med den 31 juni 2023. "
        "Polisen ska göra minst 5 kontroller."
    )

    assert "impossible_date" in {warning.code for warning in draft.warnings}
    assert "which_period" in {question.code for question in draft.questions}
