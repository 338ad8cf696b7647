"""Draws a released follow-up's sample again, offline: the numbers, the seed, the entries, the totals."""

from collections.abc import Callable, Iterator
from typing import Any, Literal

from lofte.followup import sampling_rules as rules
from lofte.released.canonical import plain

Code = Literal["wrong_list", "wrong_number", "wrong_seed", "wrong_draw", "wrong_result"]
Plain = dict[str, Any]


def faults(document: Plain) -> Iterator[Code]:
    """Yield what does not come out the same when it is done again, the first step first."""
    sample = document["content"].get("sample") or {"state": "none"}
    if not isinstance(sample, dict):
        yield "wrong_result"
        return
    if sample.get("state") != "finished":
        if "sample_list" in document:
            yield "wrong_list"
        return
    for code, holds in STEPS.items():
        try:
            is_so = holds(sample, document)
        except (KeyError, TypeError, ValueError, AttributeError):
            is_so = False
        if not is_so:
            yield code
            return  # the steps lean on each other


def _list_holds(sample: Plain, document: Plain) -> bool:
    listing = document["sample_list"]
    counts = {slug: len(found) for slug, found in rules.codes(listing).items()}
    told = {part["organisation"]["slug"]: part["listed"] for part in sample["parts"]}
    return rules.sha256(listing) == sample["list_sha256"] and counts == told


def _numbers_hold(sample: Plain, document: Plain) -> bool:
    fixed = [(one["commitment"], rules.commitment(one["number"], one["words"])) for one in sample["numbers"]]
    return len(fixed) > 1 and all(commitment == told for commitment, told in fixed)


def _seed_holds(sample: Plain, document: Plain) -> bool:
    numbers = {one["organisation"]: (one["number"], one["words"]) for one in sample["numbers"]}
    is_ours = sample["scheme"] == rules.SCHEME
    return bool(is_ours and rules.seed(sample["list_sha256"], numbers) == sample["seed"])


def _draw_holds(sample: Plain, document: Plain) -> bool:
    codes = rules.codes(document["sample_list"])
    return all(
        part["drawn"] == rules.draw(sample["seed"], codes[part["organisation"]["slug"]], sample["size"])
        for part in sample["parts"]
    )


def _result_holds(sample: Plain, document: Plain) -> bool:
    return all(_totals_hold(part) for part in sample["parts"])


def _totals_hold(part: Plain) -> bool:
    answers = rules.Answers(**part["answers"])
    share = answers.share(part["listed"]) or dict.fromkeys(("share", "low", "high"))
    told = {key: part[key] for key in ("share", "low", "high")}
    return answers.n_drawn == len(part["drawn"]) and told == plain(share)


STEPS: dict[Code, Callable[[Plain, Plain], bool]] = {
    "wrong_list": _list_holds,
    "wrong_number": _numbers_hold,
    "wrong_seed": _seed_holds,
    "wrong_draw": _draw_holds,
    "wrong_result": _result_holds,
}
