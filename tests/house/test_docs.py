"""What the pages say is true: settings are documented, examples run, links lead somewhere."""

import doctest
import importlib
import re
import tomllib
from pathlib import Path

import pytest

from tests.house import source

TEXT = {".py", ".md", ".html", ".css", ".js", ".mjs", ".toml", ".txt", ".json", ".svg", ".typ", ".po", ""}
GROUND = ("analysis", "reader", "periods", "charts", "screening")
# Each has a bracket in it, so that the test does not find itself.
ELSEWHERE = re.compile(
    r"(?<![\w.*}])/(?:work|root|home)/(?!\{)[\w.]|pyp[i]\.org|python[h]osted|npm[j]s\.|unpk[g]\.com|jsdel[i]vr"
)
UNFINISHED = re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X])\b|[Ll]orem [i]psum")


def documented() -> set[str]:
    page = (source.ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    return set(re.findall(r"^\| `(LOFTE_[A-Z_]+)`", page, re.MULTILINE))


def test_every_setting_stands_in_the_docs_and_none_that_is_gone() -> None:
    used = {
        name
        for path in source.inside(".py")
        for name in re.findall(r"[\"'](LOFTE_[A-Z_]+)[\"']", path.read_text(encoding="utf-8"))
    }

    assert used == documented()


@pytest.mark.parametrize(
    "path",
    [path for path in source.inside(".py") if path.relative_to(source.PACKAGE).parts[0] in GROUND],
    ids=source.name,
)
def test_every_example_on_the_ground_runs(path: Path) -> None:
    module = importlib.import_module(source.module(path))

    assert doctest.testmod(module).failed == 0


def test_no_file_names_this_machine_or_a_registry() -> None:
    found = [
        f"{source.name(path)}: {match[0]}"
        for path in source.tracked()
        if path.suffix in TEXT and "corpus" not in path.parts and "vendor" not in path.parts
        for match in ELSEWHERE.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == []


def test_no_work_is_left_unfinished_in_a_comment() -> None:
    found = [
        f"{source.name(path)}: {match[0]}"
        for path in source.inside(".py", ".html", ".css", ".js", ".mjs")
        for match in UNFINISHED.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_every_direct_dependency_is_pinned_and_says_why() -> None:
    text = (source.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)
    named = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]

    loose = [line for line in named if "==" not in line]
    silent = [line for line in named if not re.search(rf'^\s*"{re.escape(line)}",  # \S', text, re.MULTILINE)]

    assert (loose, silent) == ([], [])


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = [
        f"{source.name(path)}: {target}"
        for path in source.tracked()
        if path.suffix == ".md" and path.parent.name != "documents" and "corpus" not in path.parts
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]

    assert broken == []
