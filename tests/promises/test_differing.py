"""What a revision changes is told term by term, and no term of a target is left out."""

from datetime import date, time

from lofte.promises import revising
from lofte.promises.differing import TERMS, differences, in_language
from lofte.promises.models import Target


def bare(**given: object) -> Target:
    target = Target(pk=1, kind="count", **given)
    nothing: dict[str, list[object]] = {name: [] for name in ("places", "spots", "recipients", "points")}
    target._prefetched_objects_cache = nothing  # type: ignore[attr-defined]
    return target


def test_every_term_of_a_target_is_told() -> None:
    kept = {column.name for column in revising.columns()} | {"places", "spots", "recipients", "points"}

    assert set(TERMS) == kept


def test_only_what_reads_otherwise_is_told_in_both_languages() -> None:
    before = bare(value=800, weekdays="5", clock_from=time(14), each_place=True, ends=date(2022, 1, 1))
    after = bare(value=600.5, weekdays="67", clock_from=time(14), each_place=None, sign="Syns.")

    found = [one.as_json() for one in differences(before, after)]

    assert [(one.what, one.now, one.before) for one in in_language(found, "sv")] == [
        ("Tal", "600,5", "800"),
        ("Gäller talet varje område", "", "varje område för sig"),
        ("Egen sista dag", "", "31\N{NO-BREAK SPACE}december 2021"),
        ("Veckodagar", "lördag och söndag", "fredag"),
        ("Tecken på att det är uppfyllt", "Syns.", ""),
    ]
    english = in_language(found, "en")
    assert (english[0].now, english[3].now) == ("600.5", "Saturday and Sunday")
    assert [one.own_words for one in english] == [False, False, False, False, True]


def test_weights_of_months_are_told_where_they_count() -> None:
    weights = [1, *[0] * 11]
    even, season = bare(month_weights=weights), bare(pace="season", month_weights=weights)

    found = in_language([one.as_json() for one in differences(even, season)], "sv")

    assert [one.what for one in found] == ["Takt över tiden", "Månadernas vikter"]
    assert found[1].now == "1 0 0 0 0 0 0 0 0 0 0 0"
