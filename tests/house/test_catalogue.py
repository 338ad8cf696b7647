"""The catalogue tool sees every sentence, and every way in which a translation can be wrong."""

import pytest
from babel.messages import Catalog

from house import catalogue

SENTENCE = "Port %d kan inte användas."


def english(**messages: str) -> Catalog:
    made = Catalog(locale="en", charset="utf-8", fuzzy=False)
    made.add(
        SENTENCE, messages.get("string", "Port %d cannot be used."), flags=messages.get("flags", "").split()
    )
    return made


def faults(monkeypatch: pytest.MonkeyPatch, have: Catalog, want: Catalog) -> list[str]:
    monkeypatch.setattr(catalogue, "translated", lambda: have)
    monkeypatch.setattr(catalogue, "gathered", lambda: want)
    return [fault for fault in catalogue.faults() if not fault.startswith("not compiled")]


def test_sentences_are_gathered_from_python_and_from_templates() -> None:
    found = {message.id: message for message in catalogue.gathered() if isinstance(message.id, str)}

    assert "Webbplatsens adress är %s." in found
    assert "Du har inte behörighet hit" in found
    assert [text for text in found if "XX" in text] == []


def test_a_whole_translation_has_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(monkeypatch, english(), english()) == []


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        ({"string": ""}, "without a translation"),
        ({"flags": "fuzzy"}, "fuzzy"),
        ({"string": "Port %s cannot be used."}, "placeholder"),
    ],
)
def test_a_faulty_translation_is_told(
    messages: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (fault,) = faults(monkeypatch, english(**messages), english())

    assert said in fault
    assert SENTENCE in fault


def test_a_catalogue_out_of_step_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    empty = Catalog(locale="en")

    assert faults(monkeypatch, empty, english()) == [f"not gathered: {SENTENCE!r}"]
    assert faults(monkeypatch, english(), empty) == [f"no longer in the code: {SENTENCE!r}"]
