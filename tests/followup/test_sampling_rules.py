"""The draw, against vectors made with printf, sha256sum and sort, as docs/methods/sampling.md has them."""

from collections import Counter
from random import Random

import pytest

from lofte.analysis import sampling
from lofte.followup import sampling_rules as rules

SALT = "00112233445566778899aabbccddeeff"
POLICE = [f"00000000-0000-0000-0000-0000000000{n:02}" for n in range(1, 6)]
MUNICIPALITY = [f"00000000-0000-0000-0000-0000000000{n:02}" for n in range(6, 9)]
LIST = """\
kommunen 381e82d84c53db3f24b25f840c498067
kommunen 60734a964c6b045e44141ade4c41dde3
kommunen 6e034d3a740e3fa7cdbb63279f9244af
polisen 0ae951aa262a86c0b673bb4a8e67734e
polisen 50a22f683be695f0a54dcfe9d6ae73ef
polisen 778dd7e56da2a32c89a68ccd8a2f2615
polisen 8138bfa8f32635e2953d42ee12d7ce9b
polisen e1c3e5b49a8e00b98df05730548ba3cc
"""
LIST_SHA256 = "63517c9edf3f315ac79ca9a4c86a4d4185bb6d0da9dc5cab96f13138c5c75e11"
NUMBERS = {"polisen": (4711, "en gul båt vid ån"), "kommunen": (271828, "tre små ekar")}
SEED = "6563f411257125158cbbe5faaa6efb88daffb03c95ddb694c3266afca9b5e484"
DRAWN = ["50a22f683be695f0a54dcfe9d6ae73ef", "778dd7e56da2a32c89a68ccd8a2f2615"]


def listed() -> str:
    codes = {"polisen": POLICE, "kommunen": MUNICIPALITY}
    return rules.listing({slug: [rules.code(SALT, key) for key in keys] for slug, keys in codes.items()})


def test_the_list_is_what_a_shell_writes() -> None:
    assert listed() == LIST
    assert rules.sha256(LIST) == LIST_SHA256


def test_what_is_fixed_is_what_a_shell_works_out() -> None:
    assert rules.commitment(*NUMBERS["kommunen"]) == (
        "1d810624f1eadcc30d1a12b164fb5bc76ba80557f176af410b10b83db907ad12"
    )


def test_the_seed_and_the_draw_are_what_a_shell_works_out() -> None:
    assert rules.seed(LIST_SHA256, NUMBERS) == SEED
    assert rules.draw(SEED, rules.codes(LIST)["polisen"], 2) == DRAWN
    assert rules.draw(SEED, rules.codes(LIST)["kommunen"], 1) == ["6e034d3a740e3fa7cdbb63279f9244af"]


def test_the_order_of_the_list_and_of_the_parties_changes_nothing() -> None:
    shuffled = rules.codes(LIST)["polisen"]
    Random(7).shuffle(shuffled)

    assert rules.draw(SEED, shuffled, 2) == DRAWN
    assert rules.seed(LIST_SHA256, dict(reversed(NUMBERS.items()))) == SEED


def test_one_letter_of_one_party_gives_another_seed() -> None:
    assert rules.seed(LIST_SHA256, {**NUMBERS, "polisen": (4711, "en gul båt vid sjön")}) != SEED
    assert rules.seed(LIST_SHA256, {**NUMBERS, "kommunen": (271829, "tre små ekar")}) != SEED


def test_all_are_drawn_where_there_are_fewer() -> None:
    assert sorted(rules.draw(SEED, rules.codes(LIST)["polisen"], 40)) == rules.codes(LIST)["polisen"]


@pytest.mark.parametrize(
    "text",
    [
        LIST.replace("polisen e1", "polisen E1"),
        "".join(reversed(LIST.splitlines(keepends=True))),
        LIST + LIST.splitlines(keepends=True)[-1],
        LIST.rstrip("\n"),
        LIST + "\n",
        "polisen\n",
    ],
)
def test_a_list_that_is_written_otherwise_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=r"^"):
        rules.codes(text)


def test_what_could_not_be_judged_is_not_in_the_share() -> None:
    answers = rules.answers_of(["agrees"] * 38 + ["differs", "not_there", "cannot_tell", "cannot_tell"])

    assert (answers.n_drawn, answers.decided) == (42, 40)
    assert answers.share(800) == {"share": 95.0, "low": 83.5, "high": 98.6}  # Wilson of 38 of 40


def test_where_every_entry_was_judged_there_is_no_interval() -> None:
    assert rules.answers_of(["agrees"] * 3 + ["differs"]).share(4) == {
        "share": 75.0,
        "low": 75.0,
        "high": 75.0,
    }
    assert rules.answers_of(["cannot_tell"]).share(1) is None


def test_each_is_checked_by_another() -> None:
    signing = ["kommunen", "polisen", "grannen"]

    assert [rules.checker(one, signing) for one in signing] == ["polisen", "grannen", "kommunen"]
    assert rules.checker("bolaget", signing) == "kommunen"


@pytest.mark.long
def test_false_entries_that_were_planted_are_found_as_often_as_computed() -> None:
    listed, n_false, drawn, n_samples = 400, 40, 40, 10_000
    codes = [rules.code(SALT, f"nyckel {n}") for n in range(listed)]
    false = frozenset(codes[:n_false])

    found = Counter(
        len(false.intersection(rules.draw(rules.sha256(f"frö {n}"), codes, drawn))) for n in range(n_samples)
    )

    computed = [sampling.chance(k, n_false=n_false, listed=listed, drawn=drawn) for k in range(drawn + 1)]
    missed = found[0] / n_samples
    assert missed == pytest.approx(
        computed[0], abs=4 * (computed[0] / n_samples) ** 0.5
    )  # four standard errors
    cells = [k for k, share in enumerate(computed) if n_samples * share >= 5]  # chi-square wants five in each
    apart = sum((found[k] - n_samples * computed[k]) ** 2 / (n_samples * computed[k]) for k in cells)
    assert apart < len(cells) + 4 * (2 * len(cells)) ** 0.5  # four deviations above what chance gives
