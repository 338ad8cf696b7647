"""The corpus: how much of both halves is read right. A floor may be raised, never lowered."""

import pytest

from tests.reader.measure import measure, table

Floors = dict[str, tuple[float, float]]  # precision, recall

SEEN: dict[str, Floors] = {
    "source": {
        "activities": (0.99, 0.99),
        "parties": (0.98, 0.98),
        "numbers": (0.98, 0.98),
        "places": (0.98, 0.98),
        "kinds": (0.98, 0.98),
    },
    "pdf": {
        "activities": (0.99, 0.99),
        "parties": (0.98, 0.98),
        "numbers": (0.98, 0.98),
        "places": (0.98, 0.98),
        "kinds": (0.98, 0.98),
    },
    "docx": {
        "activities": (0.99, 0.99),
        "parties": (0.98, 0.98),
        "numbers": (0.98, 0.98),
        "places": (0.98, 0.98),
        "kinds": (0.98, 0.98),
    },
}
UNSEEN: dict[str, Floors] = {
    "source": {
        "activities": (0.92, 0.88),
        "parties": (0.91, 0.92),
        "numbers": (0.84, 0.84),
        "places": (0.90, 0.83),
        "kinds": (0.86, 0.86),
    },
    "pdf": {
        "activities": (0.82, 0.69),
        "parties": (0.96, 0.96),
        "numbers": (0.90, 0.90),
        "places": (0.88, 0.76),
        "kinds": (0.93, 0.93),
    },
    "docx": {
        "activities": (0.85, 0.69),
        "parties": (0.96, 0.96),
        "numbers": (0.90, 0.90),
        "places": (0.88, 0.76),
        "kinds": (0.93, 0.93),
    },
}


@pytest.mark.parametrize(("half", "floors"), [("seen", SEEN), ("unseen", UNSEEN)])
def test_the_corpus_is_read_at_least_as_well_as_before(half: str, floors: dict[str, Floors]) -> None:
    scores = measure(half)

    below = [
        f"{form} {aspect}: {tally.precision:.3f} / {tally.recall:.3f}"
        for form, wanted in floors.items()
        for aspect, (precision, recall) in wanted.items()
        for tally in [scores[form].tallies[aspect]]
        if tally.precision < precision or tally.recall < recall
    ]
    assert below == [], table({half: scores})
