"""What the docstrings show is what comes out."""

import doctest
import importlib
import pkgutil

import pytest

import lofte.analysis

MODULES = sorted(
    name for _, name, _ in pkgutil.walk_packages(lofte.analysis.__path__, prefix="lofte.analysis.")
)


@pytest.mark.parametrize("name", MODULES)
def test_an_example_gives_what_it_says(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)

    assert failed == 0
