"""Every model has its word, says who may see it, and keeps what it promises about being written once."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db.models import Model

from lofte.base.privacy import Privacy
from lofte.base.written_once import WrittenOnce, WrittenOnceModel
from tests.house import source

# What is the same word in both languages, and what the frame brings with it.
SAME_WORD = {"id", "password", "last_login", "version", "period", "status", "text", "per"}
MODELS = [model for model in apps.get_models() if model.__module__.startswith("lofte.")]
WRITTEN_ONCE = [model for model in MODELS if issubclass(model, WrittenOnceModel)]
each_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)


def glossary() -> dict[str, str]:
    text = (source.ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| `(\w+)` \| ([^|]+?) \| [^|]+ \| [^|]+ \|$", text, re.MULTILINE))


@each_model
def test_a_model_stands_in_the_glossary_with_the_word_on_the_screens(model: type[Model]) -> None:
    assert glossary().get(model.__name__) == str(model._meta.verbose_name)


def test_the_glossary_holds_no_model_that_is_gone() -> None:
    assert sorted(glossary()) == sorted(model.__name__ for model in MODELS)


@each_model
def test_a_model_says_what_it_holds_of_people_and_how_long(model: type[Model]) -> None:
    said = model.__dict__.get("Privacy")

    assert isinstance(said, Privacy), f"{model._meta.label} has no Privacy of its own"
    assert said.holds in {"nothing", "office", "personal"}
    assert said.gallring is None or said.gallring > timedelta(0)


@each_model
def test_a_field_has_a_word_of_its_own(model: type[Model]) -> None:
    english = [
        field.name
        for field in model._meta.get_fields()
        if field.concrete
        and not field.is_relation
        and field.name not in {*SAME_WORD}
        and str(getattr(field, "verbose_name", "")) == field.name.replace("_", " ")
    ]

    assert english == []


@each_model
def test_no_model_has_an_order_of_its_own(model: type[Model]) -> None:
    assert model._meta.ordering == []


@pytest.mark.parametrize("model", WRITTEN_ONCE, ids=lambda model: model._meta.label)
def test_rows_written_once_cannot_be_changed_behind_their_back(model: type[Model], db: None) -> None:
    rows = model._default_manager.all()

    with pytest.raises(WrittenOnce):
        rows.update(pk=0)
    with pytest.raises(WrittenOnce):
        rows.delete()
    with pytest.raises(WrittenOnce):
        rows.bulk_update([], ["pk"])


def test_audit_forms_entries_and_releases_are_written_once() -> None:
    names = {model._meta.label for model in WRITTEN_ONCE}

    assert names >= {"base.AuditEvent", "base.ReceivedForm", "work.Entry", "released.Release"}
