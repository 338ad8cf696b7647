"""What the bench compares must be the same sums: on a short log here, on a million entries there."""

import pytest

from lofte.work import benching


@pytest.mark.django_db
def test_the_statements_by_hand_give_the_figures_of_the_recount() -> None:
    targets = benching.build(6_000)

    ours, theirs = benching.ours(targets), benching.theirs(benching.by_hand(targets))

    assert len(ours) == benching.N_TARGETS
    assert ours == theirs
    assert all(any(line[-1] for line in lines) for lines in ours.values())  # something to count everywhere
