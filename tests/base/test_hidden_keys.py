"""Keys as they are shown: back again they are the same, and tell no order."""

import itertools

import pytest

from lofte.base.hidden_keys import LARGEST, NoKey, Of, key_of, shown

KEYS = [0, 1, 2, 3, 1_000, 2**32 - 1, 2**32, LARGEST]


def test_what_is_shown_leads_back_to_the_key() -> None:
    assert [key_of(shown(key, Of.ENTRY), Of.ENTRY) for key in KEYS] == KEYS


def test_keys_that_follow_upon_each_other_are_shown_far_apart_and_in_no_order() -> None:
    numbers = [int(shown(key, Of.ENTRY), 16) for key in range(1, 201)]

    steps = [later > earlier for earlier, later in itertools.pairwise(numbers)]
    assert 60 < sum(steps) < 140
    assert min(abs(a - b) for a in numbers for b in numbers if a != b) > 2**32


def test_a_row_of_one_kind_is_not_shown_as_one_of_another_is() -> None:
    assert len({shown(7, of) for of in Of}) == len(Of)


@pytest.mark.parametrize("written", ["", "7", "z" * 16, "-" + "1" * 15, "f" * 17])
def test_what_is_no_shown_key_is_refused(written: str) -> None:
    with pytest.raises(NoKey):
        key_of(written, Of.ENTRY)


def test_what_would_lead_past_the_largest_key_is_refused() -> None:
    with pytest.raises(NoKey):
        [key_of(f"{n:016x}", Of.ENTRY) for n in range(64)]
