"""Chance that can be repeated, however the replicates are shared out."""

from concurrent.futures import ThreadPoolExecutor
from ctypes import c_int64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lofte.analysis import streams
from lofte.analysis.errors import OutOfRange
from lofte.analysis.kernels import LIBRARY, have_c, pointer, without_c


def _shuffled(first: int, n: int, seed: int) -> np.ndarray:
    return streams.shuffles(seed, first, n, *streams.strata_of(None, 200))


def test_a_compiler_was_there_and_its_loops_are_used() -> None:
    assert have_c()
    with without_c():
        assert not have_c()


def test_a_stream_is_philox_as_its_authors_published_it() -> None:
    # Random123's known answers for philox4x64-10, counter and key all ones: here the words that follow on the
    # counter 0 are numpy's own, which numpy tests against those answers.
    told = np.empty(1000, dtype=np.uint64)
    assert LIBRARY is not None

    LIBRARY.lofte_words(c_int64(2**62 + 5), c_int64(11), c_int64(1000), pointer(told, np.uint64))

    assert (told == np.random.Philox(key=[2**62 + 5, 11]).random_raw(1000)).all()


@given(st.lists(st.integers(0, 4), min_size=1, max_size=60), st.integers(0, 2**63 - 1), st.integers(0, 10**6))
def test_c_and_numpy_shuffle_alike_and_stay_in_their_strata(labels: list[int], seed: int, first: int) -> None:
    order, starts = streams.strata_of(labels, len(labels))

    by_c = streams.shuffles(seed, first, 5, order, starts)
    with without_c():
        by_numpy = streams.shuffles(seed, first, 5, order, starts)

    assert (by_c == by_numpy).all()
    assert (np.sort(by_c, axis=1) == np.arange(len(labels))).all()
    assert (np.asarray(labels)[by_c] == np.asarray(labels)[order]).all()


def test_a_replicate_draws_the_same_whoever_draws_it() -> None:
    alone = np.concatenate(streams.spread(_shuffled, 200, None, 7))
    with ThreadPoolExecutor(2) as both:
        shared = np.concatenate(streams.spread(_shuffled, 200, both, 7))

    assert len(list(streams.ranges(200, both))) > 1
    assert (alone == shared).all()
    assert not (alone[0] == alone[1]).all()


def test_every_order_of_four_comes_as_often_as_chance_lets_it() -> None:
    drawn = streams.shuffles(3, 0, 24_000, *streams.strata_of(None, 4))

    counts = np.unique(drawn @ [64, 16, 4, 1], return_counts=True)[1]

    assert len(counts) == 24
    # Chi-square with 23 degrees of freedom is above 49.7 once in a thousand (any table).
    assert ((counts - 1000) ** 2 / 1000).sum() < 49.7


def test_a_negative_seed_is_refused() -> None:
    with pytest.raises(OutOfRange, match="seed"):
        streams.checked_seed(-1)
