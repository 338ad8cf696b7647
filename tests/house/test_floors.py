"""The floors hold: nothing imports upward, no key points upward, and the ground stands without the frame."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.apps import apps

from tests.house import source

LINTER = Path(sys.executable).with_name("lint-imports")


def floors() -> list[set[str]]:
    """Return the floors from the top, as pyproject.toml has them for import-linter."""
    settings = tomllib.loads((source.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["id"] == "floors")
    return [{room.strip(" ()") for room in layer.split("|")} for layer in layers]


def height(module: str) -> int:
    """Return how high a module's floor lies: 0 is the ground."""
    room = module.split(".")[1]
    from_top = next(number for number, rooms in enumerate(floors()) if room in rooms)
    return len(floors()) - 1 - from_top


def test_every_import_contract_holds() -> None:
    run = subprocess.run(
        [LINTER, "--no-logo", "--no-cache"], cwd=source.ROOT, capture_output=True, text=True, check=False
    )

    assert run.returncode == 0, run.stdout


def test_the_architecture_page_shows_the_same_floors() -> None:
    page = (source.ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    shown = re.findall(r"^    ([a-z]+(?: \| [a-z]+)*)   ", page, re.MULTILINE)

    built = [{room for room in rooms if (source.PACKAGE / room).is_dir()} for rooms in floors()]

    assert [set(line.split(" | ")) for line in shown] == [rooms for rooms in built if rooms]


def test_no_foreign_key_points_up_or_across() -> None:
    upward = []
    for model in apps.get_models():
        if not model.__module__.startswith("lofte."):
            continue
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete and field.is_relation else None
            if target is None or not target.__module__.startswith("lofte."):
                continue
            same_app = target._meta.app_label == model._meta.app_label
            if not same_app and height(target.__module__) >= height(model.__module__):
                upward.append(f"{model._meta.label}.{field.name} → {target._meta.label}")

    assert upward == []


def test_nothing_released_points_at_anything_live() -> None:
    keys = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_app_config("released").get_models()
        for field in model._meta.get_fields()
        if field.is_relation and getattr(field.related_model, "__module__", "") != "lofte.released.models"
    ]

    assert keys == []


def late_imports(body: Sequence[ast.stmt], *, is_late: bool = False) -> Iterator[ast.stmt]:
    """Give the imports that stand inside a function, however deep."""
    for node in body:
        if is_late and isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        inside = is_late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for part in ("body", "orelse", "finalbody", "handlers", "cases"):
            yield from late_imports(getattr(node, part, ()), is_late=inside)


def test_nothing_is_imported_inside_a_function() -> None:
    late = [
        f"{source.name(path)}:{node.lineno}"
        for folder in (source.PACKAGE, source.ROOT / "house", source.ROOT / "tests")
        for path in source.inside(".py", under=folder)
        for node in late_imports(source.tree(path).body)
    ]

    assert late == []


def test_the_ground_and_the_reading_of_a_document_load_no_frame() -> None:
    modules = [
        source.module(path)
        for path in source.inside(".py")
        if path.relative_to(source.PACKAGE).parts[0] in floors()[-1] or path.name == "rules.py"
    ]
    code = f"import sys, importlib\nfor name in {modules!r}: importlib.import_module(name)\n"
    code += (
        "import lofte.site.cli\nprint(sorted(name for name in sys.modules if name.split('.')[0] == 'django'))"
    )

    run = subprocess.run(
        [sys.executable, "-c", code], cwd=source.ROOT, capture_output=True, text=True, check=True
    )

    assert modules
    assert run.stdout.strip() == "[]"
