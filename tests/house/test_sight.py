"""Nothing goes round the layer that decides who sees which row: what asks for all rows is listed here.

The walk through every address as every role (test_roles.py) meets what is asked at run time: while somebody
looks, a protected model refuses every way but the layer's. This reads the source for what it cannot see.
"""

import re

from django.apps import apps
from django.db.models import Model

from lofte.accounts.sight import Guarded, Purpose, Sight
from lofte.accounts.walls import WALLS
from tests.house.source import ROOT

LOFTE = ROOT / "lofte"
# Where every row is asked for while somebody may look, and what for; each was read when it was put here.
ASKS_FOR_ALL = {
    "beginning/queries.py": "ACTING",
    "followup/actions.py": "ACTING",
    "followup/approving.py": "ACTING",
    "followup/foreseeing.py": "COUNTING",
    "followup/frozen.py": "COUNTING",
    "followup/holding.py": "ACTING",
    "followup/out.py": "COUNTING",
    "followup/queries.py": "ACTING COUNTING",
    "followup/sample_content.py": "ACTING",
    "followup/sample_list.py": "COUNTING",
    "followup/sampling.py": "ACTING",
    "followup/sampling_desk.py": "CHOSEN COUNTING",
    "overview/trail/queries.py": "TRACING",
    "promises/actions/drafts.py": "ACTING",
    "promises/actions/headings.py": "ACTING",
    "promises/actions/receiving.py": "ACTING",
    "promises/actions/revising.py": "ACTING",
    "promises/actions/stopping.py": "ACTING",
    "promises/queries.py": "ACTING",
    "promises/views/beginning.py": "ACTING",
    "promises/waiting.py": "ACTING",
    "publication/actions.py": "ACTING",
    "records/registering/desk.py": "REGISTERING",
    "records/registering/things.py": "REGISTERING",
    "situation/actions.py": "ACTING",
    "situation/queries.py": "COUNTING",
    "work/actions.py": "ACTING",
    "work/behind.py": "CHOSEN",
    "work/delivered.py": "ACTING",
    "work/deliveries/actions.py": "ACTING",
    "work/deliveries/facts.py": "COUNTING",
    "work/deliveries/fates.py": "ACTING",
    "work/deliveries/overlaps.py": "ACTING",
    "work/deliveries/reach.py": "COUNTING",
    "work/deliveries/sheet.py": "ACTING",
    "work/deliveries/telling.py": "SETTLING",
    "work/deliveries/waiting.py": "ACTING",
    "work/deliveries/writing.py": "ACTING",
    "work/doubles.py": "SETTLING",
    "work/field.py": "CHOSEN",
    "work/obligations/duties.py": "COUNTING",
    "work/phone/receiving.py": "ACTING",
    "work/queries/entries.py": "COUNTING",
    "work/queries/late.py": "COUNTING",
    "work/sharing/actions.py": "ACTING",
    "work/sharing/queries.py": "CHOSEN",
    "work/weighing/moves.py": "CHOSEN COUNTING",
}
# Where a manager is passed by: names of what the trail speaks of, erasing and clearing by decision.
PASSES_BY = {
    "base/clearing.py",
    "base/erasing.py",
    "base/models.py",
    "overview/trail/naming.py",
    "records/actions.py",
    "site/commands/admin.py",
}
# Statements of our own that name a protected table: they add up, or ask for keys as a viewer sees them.
NAMES_TABLES = {
    "accounts/walls.py",
    "work/benching.py",
    "work/queries/behind.py",
    "work/queries/doubles.py",
    "work/queries/standing.py",
    "work/queries/sums.py",
}
# Where a row brings another along in one statement: both are the same organisation's, or both are registered.
JOINS = {
    "records/registering/answering.py": ["document"],
    "records/registering/queries.py": ["document"],
    "records/registering/request_views.py": ["document"],
    "work/deliveries/reach.py": ["delivery"],
    "work/field.py": ["reverses"],
}
PROTECTED = [model for model in apps.get_models() if isinstance(getattr(model, "sight", None), Sight)]


def sources() -> dict[str, str]:
    found = (path for path in sorted(LOFTE.rglob("*.py")) if "migrations" not in path.parts)
    return {path.relative_to(LOFTE).as_posix(): path.read_text(encoding="utf-8") for path in found}


def test_each_place_that_asks_for_every_row_is_listed_with_its_purpose() -> None:
    found = {
        name: " ".join(sorted(set(re.findall(r"Purpose\.(\w+)\)", text)))) for name, text in sources().items()
    }

    assert {
        name: said for name, said in found.items() if said and name != "accounts/sight.py"
    } == ASKS_FOR_ALL
    assert {word for said in ASKS_FOR_ALL.values() for word in said.split()} == {one.name for one in Purpose}


def test_no_other_place_passes_the_managers_by() -> None:
    found = {name for name, text in sources().items() if re.search(r"\._(base|default)_manager\b", text)}

    assert found == PASSES_BY


def test_no_other_statement_names_a_protected_table() -> None:
    tables = "|".join(re.escape(model._meta.db_table) for model in PROTECTED)
    found = {
        name
        for name, text in sources().items()
        if re.search(rf"\b(FROM|JOIN|UPDATE|INTO) \"?({tables})\b", text)
    }

    assert found == NAMES_TABLES


def test_each_protected_model_has_the_layer_for_its_manager_and_the_wall_stands_before_it() -> None:
    def told(model: type[Model]) -> bool:
        return isinstance(model._default_manager, Guarded)

    assert [model for model in PROTECTED if not told(model)] == []
    behind = {model._meta.db_table for model in PROTECTED}
    assert set(WALLS) - behind == {"accounts_share", "base_auditevent", "followup_samplenumber"}
    assert behind <= set(WALLS)


def test_no_row_brings_along_an_entry_or_a_document_past_its_layer() -> None:
    """A join asks no manager: what is one organisation's own is read here, where it is joined to."""
    of_one = {model for model in PROTECTED if model.sight.own or model.__name__ == "SourceDocument"}  # type: ignore[attr-defined]
    names = {
        field.name
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model in of_one
    }
    joined = rf"select_related\([^)]*\"(?:\w+__)*({'|'.join(sorted(names))})(?:\"|__)"
    found = {name: sorted(set(re.findall(joined, text))) for name, text in sources().items()}

    assert {name: said for name, said in found.items() if said} == JOINS
