"""What the pages on safety lean on exists: each test they name, and each file."""

import re
from pathlib import Path

import pytest

from tests.house import source

ON_SAFETY = {source.ROOT / "docs" / name for name in ("threat-model.md", "security-tests.md")}
PAGES = [path for path in source.tracked() if path in ON_SAFETY or path.parent.name == "dataskydd"]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
FILE = re.compile(r"`((?:lofte|docs|tests|house)/[\w/.-]+\.\w+)`")


def gone(text: str) -> list[str]:
    """Return what a page names and the house does not have."""
    tests = [
        f"{path}::{name}"
        for path, name in TEST.findall(text)
        if not (source.ROOT / path).is_file()
        or f"def {name}(" not in (source.ROOT / path).read_text(encoding="utf-8")
    ]
    return tests + [path for path in FILE.findall(text) if not (source.ROOT / path).is_file()]


@pytest.mark.parametrize("page", PAGES, ids=source.name)
def test_every_test_and_file_that_is_leant_on_exists(page: Path) -> None:
    assert gone(page.read_text(encoding="utf-8")) == []


def test_the_threat_model_is_among_the_pages_and_leans_on_tests() -> None:
    page = source.ROOT / "docs" / "threat-model.md"

    assert page in PAGES
    assert len(TEST.findall(page.read_text(encoding="utf-8"))) > 40


def test_a_test_or_a_file_that_is_gone_is_told() -> None:
    said = "`tests/house/test_views.py::test_that_never_was`, `tests/nowhere.py::test_it`, `lofte/nothing.py`"

    assert gone(said) == [
        "tests/house/test_views.py::test_that_never_was",
        "tests/nowhere.py::test_it",
        "lofte/nothing.py",
    ]
