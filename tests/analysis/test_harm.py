"""Days of harm stand beside the count, by a table that somebody stands for."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from lofte.analysis import AnalysisError, SourceClass, harm, weights
from lofte.analysis.errors import OutOfRange, WrongSource

REPORTED = SourceClass.REPORTED
BEGINS = date(2026, 1, 1)
TABLE = weights({"a": 10, "b": 0.1}, version="3", source="made up for the test", starts=BEGINS)


def test_days_and_counts_are_of_the_same_incidents() -> None:
    given = ["a", "b", "b", "b", "a"]

    found = harm(given, TABLE, source=REPORTED, groups=[0, 0, 2, 2, 2], n_groups=3)

    assert found.days == pytest.approx([10.1, 0, 10.2])
    assert list(found.counts) == [2, 0, 3]
    assert found.per_incident[[0, 2]] == pytest.approx([5.05, 3.4])
    assert np.isnan(found.per_incident[1])
    assert (found.version, found.source, found.starts) == ("3", "made up for the test", BEGINS)


def test_an_unknown_category_is_refused_by_name() -> None:
    with pytest.raises(OutOfRange, match="'c', which version 3"):
        harm(["a", "c"], TABLE, source=REPORTED)


def test_what_own_effort_found_is_no_harm_to_compare() -> None:
    with pytest.raises(WrongSource):
        harm(["a", "b"], TABLE, source=[SourceClass.REPORTED, SourceClass.DISCOVERED])


def test_a_table_does_not_change_under_those_who_use_it() -> None:
    mine = {"a": 1.0}
    table = weights(mine, version="1", source="made up", starts=BEGINS)
    mine["a"] = 99

    assert table.days["a"] == 1
    with pytest.raises(TypeError):
        table.days["a"] = 2  # type: ignore[index]


@pytest.mark.parametrize(
    "act",
    [
        lambda: weights({}, version="1", source="x", starts=BEGINS),
        lambda: weights({"a": -1}, version="1", source="x", starts=BEGINS),
        lambda: weights({"a": float("nan")}, version="1", source="x", starts=BEGINS),
        lambda: weights({7: 1}, version="1", source="x", starts=BEGINS),  # type: ignore[dict-item]
        lambda: weights({"a": 1}, version=" ", source="x", starts=BEGINS),
        lambda: weights({"a": 1}, version="1", source="", starts=BEGINS),
        lambda: weights({"a": 1}, version="1", source="x", starts="2026"),  # type: ignore[arg-type]
        lambda: harm("ab", TABLE, source=REPORTED),
        lambda: harm(["a"], TABLE, source=REPORTED, groups=[1]),
        lambda: harm(["a"], TABLE, source=REPORTED, groups=[0, 0]),
    ],
)
def test_what_cannot_be_added_up_is_refused(act: Any) -> None:
    with pytest.raises(AnalysisError):
        act()
