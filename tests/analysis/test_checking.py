"""Wrong arguments are refused by name, never counted."""

import pickle

import numpy as np
import pytest

from lofte.analysis import SourceClass, checking, errors, sources


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ([1.0, np.nan], errors.NotFinite),
        ([1.0, np.inf], errors.NotFinite),
        ([], errors.Empty),
        ([[1.0], [2.0]], errors.WrongShape),
        ([[1.0], [2.0, 3.0]], errors.WrongShape),
        (["1", "2"], errors.WrongKind),
        ([1, None], errors.WrongKind),
    ],
)
def test_what_are_no_numbers_is_told_with_its_name(given: list[object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal, match=r"^dose: "):
        checking.floats("dose", given)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ([1.5], errors.WrongKind),
        ([-1], errors.OutOfRange),
        ([11], errors.OutOfRange),
        ([2.0**60], errors.TooLarge),
        (np.array([2**63], dtype=np.uint64), errors.TooLarge),
    ],
)
def test_what_are_no_counts_is_told_with_its_name(given: list[float], refusal: type[Exception]) -> None:
    with pytest.raises(refusal, match=r"^cases: "):
        checking.whole("cases", given, high=10)


def test_whole_numbers_kept_as_floats_are_counts() -> None:
    assert checking.whole("cases", [2.0, 3.0]).tolist() == [2, 3]


@pytest.mark.parametrize(
    ("east", "north", "why"),
    [
        (6_404_000, 450_000, "changed places"),
        (14.16, 57.78, "degrees"),
        (450_000, 5_000_000, "outside Sweden"),
    ],
)
def test_coordinates_that_are_not_of_sweden_say_what_is_wrong(east: float, north: float, why: str) -> None:
    with pytest.raises(errors.OutsideSweden, match=why):
        checking.metres("x", [east], "y", [north])


def test_the_centre_of_jonkoping_is_in_sweden() -> None:
    # Jönköping's central station: E 450 700, N 6 404 400 of SWEREF 99 TM (Lantmäteriet's map).
    x, y = checking.metres("x", [450_700], "y", [6_404_400])

    assert (x[0], y[0]) == (450_700, 6_404_400)


def test_a_refusal_comes_home_from_another_process_as_it_was() -> None:
    refusal = errors.TooLarge("cases", "too many")

    again = pickle.loads(pickle.dumps(refusal))

    assert (type(again), again.argument, again.why) == (errors.TooLarge, "cases", "too many")


def test_the_source_class_cannot_be_mixed_in_by_mistake() -> None:
    sources.reported_only(SourceClass.REPORTED, 3)
    with pytest.raises(errors.WrongSource, match="1 of 3"):
        sources.reported_only([1, 2, 1], 3)
    with pytest.raises(errors.OutOfRange):
        sources.classes([1, 4], 2)
    with pytest.raises(errors.WrongShape):
        sources.classes([1, 1], 3)
