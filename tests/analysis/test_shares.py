"""Shares: against Newcombe's own figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.analysis.shares import wilson

# Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3 (score, no continuity correction).
NEWCOMBE = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("part", "whole", "low", "high"), NEWCOMBE)
def test_the_interval_is_newcombes(part: int, whole: int, low: float, high: float) -> None:
    found = wilson(part, whole)

    assert found is not None
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_share_lies_in_its_interval_and_the_rest_mirrors_it(part: int, rest: int) -> None:
    found, mirrored = wilson(part, part + rest), wilson(rest, part + rest)

    assert found is not None
    assert mirrored is not None
    assert 0 <= found.low <= found.share <= found.high <= 1
    assert found.low == pytest.approx(1 - mirrored.high)


def test_a_share_of_nothing_is_unknown() -> None:
    assert wilson(0, 0) is None


def test_more_than_the_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        wilson(3, 2)
