"""Sentences with somebody's words woven in: marked as Swedish, and never markup."""

from django.utils import translation
from django.utils.functional import lazystr

from lofte.base.quoting import woven


class Named:
    """A row that is shown by its name."""

    def __str__(self) -> str:
        return "<b>Åsvägen</b>"


def test_what_is_woven_in_is_escaped_whatever_it_is() -> None:
    for part in ("<b>Åsvägen</b>", lazystr("<b>Åsvägen</b>"), Named()):
        assert woven("Ändra %(what)s", what=part) == "Ändra &lt;b&gt;Åsvägen&lt;/b&gt;"


def test_numbers_keep_their_form_and_swedish_is_marked_in_english() -> None:
    with translation.override("en"):
        said = woven("%(title)s has %(count)d questions", title="Tryggt", count=3)

    assert said == '<span lang="sv">Tryggt</span> has 3 questions'
