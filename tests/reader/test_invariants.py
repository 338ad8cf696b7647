"""What always holds: sources lie in the text, any text gives a draft or a refusal."""

import json
from contextlib import suppress
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lofte.reader import Draft, Unreadable, read_bytes, read_text, schema
from lofte.reader.revive import draft_from
from tests.reader.measure import cases, normal, read_once

DOCUMENTS = [document for document, _ in cases("seen")]
WORDS = st.sampled_from(
    "Polisen Kommunen ska kommer att minst högst 20 3,5 tre (3) procent timmar gånger per vecka i på "
    "Råby och samtliga varje fredag kl. "
    "18–23 senast den 31 juni 2022 varav 20 minuters * - • ## | : . \n \n\n "
    "Löfte: Resultat: En Ett en gång åk 7 100- %".split(" ")
)


def check_sources(draft: Draft) -> None:
    spans = [question.source for question in draft.questions] + [warning.source for warning in draft.warnings]
    for activity in draft.activities:
        spans += [
            activity.source,
            *(target.source for target in activity.targets),
            *(outcome.source for outcome in activity.outcomes),
        ]
        assert activity.targets
        assert activity.promise is None or activity.promise < len(draft.promises)
    for span in spans:
        assert span is None or 0 <= span.start <= span.end <= len(draft.text)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_every_source_holds_the_words_it_was_read_from(document: Path) -> None:
    draft = read_once(document.read_bytes())

    check_sources(draft)
    for activity in draft.activities:
        raw = normal(draft.text[activity.source.start : activity.source.end].replace("-\n", ""))
        assert normal(activity.text).split()[0] in raw
        for target in activity.targets:
            assert draft.text[target.source.start : target.source.end].strip()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_the_draft_meets_its_schema_and_comes_home_from_json(document: Path) -> None:
    draft = read_once(document.read_bytes())
    plain = json.loads(json.dumps(draft.as_dict()))

    jsonschema.Draft202012Validator(schema()).validate(plain)

    assert draft_from(plain) == draft


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=400), st.lists(WORDS, max_size=80).map(" ".join)))
def test_any_text_gives_a_draft_or_a_refusal(text: str) -> None:
    with suppress(Unreadable):
        check_sources(read_text(text))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=200).map(lambda tail: b"<html><body><p>" + tail),
        st.binary(max_size=200).map(lambda tail: b"%PDF-1.4" + tail),
        st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail),
    )
)
def test_any_bytes_give_a_draft_or_a_refusal(data: bytes) -> None:
    with suppress(Unreadable):
        check_sources(read_bytes(data))
