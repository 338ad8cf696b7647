"""What answers mean, and the periods and addresses that follow."""

from datetime import date
from decimal import Decimal

import pytest

from lofte.promises.rules import Change, edition_slug, first_free, meaning, period_in

LENGTH = {"minimum_minutes": 20, "value": 200}


@pytest.mark.parametrize(
    ("code", "answer", "field", "value"),
    [
        ("each_or_together", "Varje plats för sig", "each_place", True),
        ("each_or_together", "800 i varje område", "each_place", True),
        ("each_or_together", "Alla platser tillsammans", "each_place", False),
        ("per_year_or_whole_period", "Per år", "per", "year"),
        ("per_year_or_whole_period", "Varje år", "per", "year"),
        ("per_year_or_whole_period", "Hela löftets tid", "per", "period"),
        ("per_year_or_whole_period", "För båda åren sammanlagt", "per", "period"),
        ("exactly_or_at_least", "Precis", "comparator", "="),
        ("exactly_or_at_least", "Minst 104", "comparator", ">="),
        ("counted_when", "När det påbörjas", "counted_state", "begun"),
        ("counted_when", "När ärendet avslutas", "counted_state", "closed"),
        ("share_of_what", "Av alla personer", "whole", "persons"),
        ("share_of_what", "Av alla narkotikabrott", "whole", "main"),
        ("which_number", "52", "value", 52),
        ("which_number", "1 040 enligt bilagan", "value", 1040),
    ],
)
def test_an_answer_changes_one_thing(code: str, answer: str, field: str, value: object) -> None:
    assert meaning(code, answer, {}) == (Change(field, value),)


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("each_or_together", "Varje plats för sig, men följs upp tillsammans"),
        ("each_or_together", "Det vet vi inte"),
        ("per_year_or_whole_period", "Frågan är ställd till KS"),
        ("which_number", "52 eller 104"),
        ("which_period", "2021"),
        ("unheard_of", "Minst"),
    ],
)
def test_an_answer_that_points_two_ways_or_none_changes_nothing(code: str, answer: str) -> None:
    assert meaning(code, answer, {}) == ()


def test_a_length_can_be_a_least_time_a_usual_one_or_a_unit() -> None:
    count = (Change("kind", "count"), Change("value", Decimal(200)))

    assert meaning("length_or_minimum", "Minsta tid: en kortare inte alls", LENGTH) == (
        *count,
        Change("minimum_minutes", 20),
    )
    assert meaning("length_or_minimum", "Ungefärlig längd: alla räknas en gång", LENGTH) == (
        *count,
        Change("minimum_minutes", None),
    )
    assert meaning("length_or_minimum", "Mått: längre tid räknas som flera", LENGTH) == (
        Change("kind", "hours"),
        Change("value", Decimal("66.67")),  # 200 × 20 minutes
        Change("minimum_minutes", None),
    )


@pytest.mark.parametrize(
    ("answer", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021–2022", date(2021, 1, 1), date(2022, 12, 31)),
        ("2021 till 2022", date(2021, 1, 1), date(2022, 12, 31)),
        ("2021-04-01 till 2022-03-31", date(2021, 4, 1), date(2022, 3, 31)),
    ],
)
def test_a_period_is_read_out_of_an_answer(answer: str, first: date, last: date) -> None:
    period = period_in(answer)

    assert period is not None
    assert (period.starts, period.last_day) == (first, last)


@pytest.mark.parametrize("answer", ["En annan period", "2022–2021", "2021-02-30 till 2021-12-31", "1999"])
def test_no_period_is_made_up(answer: str) -> None:
    assert period_in(answer) is None


@pytest.mark.parametrize(
    ("starts", "ends", "slug"),
    [
        (date(2019, 1, 1), date(2020, 1, 1), "2019"),
        (date(2021, 1, 1), date(2023, 1, 1), "2021-2022"),
        (date(2021, 4, 1), date(2022, 4, 1), "2021-04-2022-03"),
    ],
)
def test_a_promise_is_addressed_by_its_time(starts: date, ends: date, slug: str) -> None:
    assert edition_slug(starts, ends) == slug


def test_a_taken_address_gets_the_first_free_number() -> None:
    assert first_free("2021", []) == "2021"
    assert first_free("2021", ["2021", "2021-2"]) == "2021-3"
