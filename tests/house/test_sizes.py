"""Small rooms: files, functions, templates and scripts stay within reach of one reading."""

import ast
import re
from pathlib import Path
from statistics import median

import pytest

from tests.house import source

PYTHON = sorted(source.inside(".py"))
TEMPLATES = sorted(path for path in source.inside(".html", ".svg", ".txt") if "templates" in path.parts)
SCRIPTS = sorted(path for path in source.inside(".js", ".mjs") if "vendor" not in path.parts)
STYLES = sorted(source.inside(".css"))


def n_lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return a function's lines, its docstring left out: in `analysis` that is longer than the code."""
    said = ast.get_docstring(function, clean=False)
    own = (function.end_lineno or function.lineno) - function.lineno + 1
    return own - (said.count("\n") + 1 if said else 0)


def test_no_file_has_more_than_400_lines() -> None:
    assert [source.name(path) for path in PYTHON if n_lines(path) > 400] == []


def test_no_function_has_more_than_60_lines_and_half_have_fewer_than_10() -> None:
    lengths = {
        f"{source.name(path)}:{function.lineno} {function.name}": length(function)
        for path in PYTHON
        for function in source.functions(path)
    }

    assert [name for name, lines in lengths.items() if lines > 60] == []
    assert median(lengths.values()) < 10


def test_no_template_has_more_than_80_lines() -> None:
    assert [source.name(path) for path in TEMPLATES if n_lines(path) > 80] == []


def test_no_script_has_100_lines_or_more() -> None:
    assert [source.name(path) for path in SCRIPTS if n_lines(path) >= 100] == []


def test_no_style_sheet_shouts() -> None:
    assert [source.name(path) for path in STYLES if "!important" in path.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=source.name)
def test_a_template_carries_no_style_and_no_script_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", text, re.IGNORECASE)
    assert not re.search(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)", text, re.IGNORECASE)


def test_every_module_says_what_it_is_for_in_one_sentence() -> None:
    silent = [
        source.name(path)
        for path in PYTHON
        if not (said := ast.get_docstring(source.tree(path)))
        or not said.splitlines()[0].endswith((".", ":", "!", "?"))
    ]

    assert silent == []
