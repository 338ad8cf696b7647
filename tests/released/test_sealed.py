"""A text outside the hash: opened by its salt, guessed by nobody, and forgotten by no new field."""

import hashlib

from lofte.released.sealed import Opened, fill, is_open, keyed, marks, seal

DOCUMENT = {
    "schema": "lofte/followup/2",
    "content": {
        "lead": {"sv": "Det gick bra.", "en": ""},
        "signs": ["Kim", "Kim"],
        "status": "behind",
        "n": 3,
    },
}


def test_what_is_sealed_is_filled_to_the_same_document() -> None:
    sealed = seal(DOCUMENT)
    texts = {pointer: one.text for pointer, one in sealed.openings.items()}

    assert fill(sealed.frozen, texts) == DOCUMENT
    assert dict(marks(sealed.frozen)) == {at: one.commitment for at, one in sealed.openings.items()}


def test_texts_are_sealed_and_codes_figures_and_what_is_empty_are_not() -> None:
    content = seal(DOCUMENT).frozen["content"]

    assert set(seal(DOCUMENT).openings) == {"/content/lead/sv", "/content/signs/0", "/content/signs/1"}
    assert (content["status"], content["n"], content["lead"]["en"]) == ("behind", 3, "")


def test_a_field_that_nobody_has_thought_of_is_sealed() -> None:
    assert not is_open("/content/activities/0/a_new_one")
    assert is_open("/content/activities/0/responsible/1/name")


def test_whose_map_it_is_was_written_by_somebody() -> None:
    assert (is_open("/content/map/attribution"), is_open("/content/map/areas/0/name")) == (False, True)


def test_the_same_word_twice_does_not_show() -> None:
    one, other = seal(DOCUMENT).frozen["content"]["signs"]

    assert one != other


def test_a_commitment_is_opened_by_any_shell() -> None:
    told = Opened("00ff", "Det gick bra.")

    assert told.commitment == hashlib.sha256(b"00ff\nDet gick bra.").hexdigest()  # sha256sum


def test_what_is_sealed_stays_sealed() -> None:
    sealed = seal(DOCUMENT)

    assert seal(sealed.frozen).frozen == sealed.frozen
    assert seal(sealed.frozen).openings == {}


def test_with_a_key_the_frozen_form_is_the_same_each_time() -> None:
    assert seal(DOCUMENT, keyed("a")) == seal(DOCUMENT, keyed("a"))
    assert seal(DOCUMENT, keyed("a")) != seal(DOCUMENT, keyed("b"))


def test_what_has_no_text_stays_a_commitment() -> None:
    sealed = seal(DOCUMENT)

    filled = fill(sealed.frozen, {"/content/lead/sv": "Det gick bra."})

    assert filled["content"]["signs"] == sealed.frozen["content"]["signs"]
