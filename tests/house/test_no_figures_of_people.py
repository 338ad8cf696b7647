"""No figure per officer or employee exists anywhere: none is stored, none is asked for, none is shown."""

import ast
import re
from collections.abc import Iterator

from django.apps import apps
from django.db.models import DecimalField, FloatField, ForeignKey, IntegerField, Model

from lofte.accounts.models import User
from lofte.work.models import Entry, EntryNote, EntryQuantity, EntryRecipient
from tests.house import source

GROUPING = {"Count", "Sum", "Avg", "Min", "Max", "Counter", "groupby"}
OVER_VALUES = {"annotate", "aggregate"}
OURS = [model for model in apps.get_models() if model.__module__.startswith("lofte.")]


def person_columns() -> set[str]:
    """Return the names under which a row says who: every key to a person, and the trail's own."""
    keys = {
        field.name
        for model in OURS
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model is User
    }
    return keys | {f"{key}_id" for key in keys} | {"by_id"}


def names(node: ast.AST) -> Iterator[str]:
    """Give every word of the strings and names inside a piece of code."""
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield from re.split(r"__|\W+", part.value)
        elif isinstance(part, ast.keyword) and part.arg:
            yield from part.arg.split("__")
        elif isinstance(part, ast.Attribute):
            yield part.attr


def chosen(call: ast.Call) -> list[ast.AST]:
    """Give what was chosen by `values()` before an aggregate: that is what it groups by."""
    before = [part for part in ast.walk(call.func) if isinstance(part, ast.Call)]
    picks = [part for part in before if isinstance(part.func, ast.Attribute) and "values" in part.func.attr]
    return [given for part in picks for given in part.args]


def grouped(code: ast.Module, people: set[str]) -> Iterator[str]:
    """Give the calls that could make a figure for each person, and the SQL that groups by one."""
    for node in ast.walk(code):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = [*node.args, *node.keywords]
            given += chosen(node) if called in OVER_VALUES else []
            if called in GROUPING | OVER_VALUES and any(people & set(names(part)) for part in given):
                yield ast.unparse(node)[:80]
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for clause in re.findall(r"(?:GROUP|PARTITION) BY ([^()]*)", node.value, re.IGNORECASE):
                if people & set(re.split(r"\W+", clause)):
                    yield clause[:80]


def test_no_number_stands_beside_the_one_who_wrote_an_entry() -> None:
    beside = [
        model
        for model in OURS
        if {User, Entry}
        <= {f.related_model for f in model._meta.concrete_fields if isinstance(f, ForeignKey)}
    ]
    found = [
        f"{model._meta.label}.{field.name}"
        for model in beside
        for field in model._meta.concrete_fields
        if isinstance(field, IntegerField | FloatField | DecimalField) and not field.primary_key
    ]

    assert EntryNote in beside
    assert found == []


def test_no_entry_says_who_wrote_it_outside_the_part_that_is_purged() -> None:
    counted: list[type[Model]] = [Entry, EntryQuantity, EntryRecipient]

    people = [
        f for model in counted for f in model._meta.get_fields() if getattr(f, "related_model", None) is User
    ]

    assert people == []


def test_no_question_groups_by_a_person() -> None:
    people = person_columns()

    found = {source.name(path): list(grouped(source.tree(path), people)) for path in source.inside(".py")}

    assert {path: questions for path, questions in found.items() if questions} == {}


def test_such_a_question_would_be_found() -> None:
    wrong = """
Entry.objects.values("note__entered_by").annotate(n=Count("pk"))
Counter(entry.note.entered_by_id for entry in entries)
run("SELECT n.entered_by_id, COUNT(*) FROM work_entrynote n GROUP BY n.entered_by_id")
"""

    assert len(list(grouped(ast.parse(wrong), person_columns()))) == 3


def test_no_page_lists_what_somebody_did() -> None:
    said = re.compile(r"{%\s*(?:regroup|for)\b[^%]*(?:entered_by|on_behalf_of)")

    assert [
        source.name(path) for path in source.inside(".html") if said.search(path.read_text("utf-8"))
    ] == []
