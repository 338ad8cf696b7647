"""An activity's status, when a comment is required, and where a place is."""

import pytest

from lofte.followup import rules


def test_the_gravest_target_speaks_for_the_activity() -> None:
    assert rules.activity_status(["on_track", "behind", "done"]) == "behind"


def test_a_target_that_cannot_be_judged_does_not_hide_one_that_can() -> None:
    assert rules.activity_status(["on_track", "cannot_be_judged"]) == "on_track"


def test_an_activity_is_kept_only_when_all_its_targets_are() -> None:
    assert rules.activity_status(["done", "done"]) == "done"
    assert rules.activity_status(["done", "cannot_be_judged"]) == "cannot_be_judged"


def test_an_activity_without_targets_cannot_be_judged() -> None:
    assert rules.activity_status([]) == "cannot_be_judged"


@pytest.mark.parametrize(
    ("status", "kinds", "needed"),
    [
        ("on_track", ["count"], False),
        ("done", ["count"], False),
        ("behind", ["count"], True),
        ("not_met", ["count"], True),
        ("stopped", ["count"], True),
        ("cannot_be_judged", ["share"], True),
        ("cannot_be_judged", ["qualitative"], True),
        ("cannot_be_judged", [], True),
    ],
)
def test_what_does_not_follow_the_plan_or_has_no_number_needs_a_comment(
    *, status: str, kinds: list[str], needed: bool
) -> None:
    assert rules.needs_comment(status, kinds) is needed


@pytest.mark.parametrize(
    ("place", "word"), [("Råslätt", "på"), ("Ekhagen", "på"), ("Huskvarna", "i"), ("Norra torget", "vid")]
)
def test_a_place_takes_the_word_the_promise_uses(*, place: str, word: str) -> None:
    texts = ["Lägesbild för Huskvarna", "på Råslätt, Öxnehaga, Österängen och Ekhagen", "vid Norra torget"]

    assert rules.preposition(place, texts) == word
