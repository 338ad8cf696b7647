"""The two stylesheets: joined from all parts, small, and readable in both themes."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from lofte.base import stylesheet

TOKENS = (stylesheet.PARTS / "tokens.css").read_text(encoding="utf-8")
LIGHT, DARK = TOKENS.split("@media (prefers-color-scheme: dark)")
TEXT = ("ink", "ink-quiet", "accent", "accent-deep", "good", "late", "bad", "unknown")


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


def brightness(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, relative luminance."""
    dark, light = sorted((brightness(one), brightness(other)))
    return (light + 0.05) / (dark + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", [colours(LIGHT), colours(DARK)], ids=["light", "dark"])
def test_all_text_can_be_read_on_all_paper(theme: dict[str, str]) -> None:
    weak = {
        (name, paper): round(contrast(theme[name], theme[paper]), 1)
        for name in TEXT
        for paper in ("paper", "paper-raised", "paper-sunk")
        if contrast(theme[name], theme[paper]) < 7
    }

    assert weak == {}
    assert contrast(theme["on-accent"], theme["accent"]) >= 7
    assert contrast(theme["rule-strong"], theme["paper-raised"]) >= 3, "the edge of a field must be seen"
    assert contrast(theme["line-done"], theme["paper"]) >= 3


def test_both_themes_draw_every_colour() -> None:
    assert set(colours(LIGHT)) == set(colours(DARK))


def test_every_part_is_in_its_sheet() -> None:
    public, staff = stylesheet.joined(staff=False), stylesheet.joined(staff=True)

    assert staff.startswith(public.strip())
    assert ".staff-nav" in staff
    assert ".staff-nav" not in public
    for part in stylesheet.PARTS.glob("*.css"):
        bare = re.sub(r"/\*.*?\*/", "", part.read_text(encoding="utf-8"), flags=re.DOTALL)
        first = re.search(r"\.[a-z-]+|@font-face|:root", bare)
        assert first is not None
        assert first[0] in public


def test_the_sheets_stay_small() -> None:
    assert len(stylesheet.joined(staff=False).encode()) <= 25_000
    assert len(stylesheet.joined(staff=True).encode()) <= 60_000


def test_values_stand_in_tokens_alone() -> None:
    for part in stylesheet.parts(staff=True):
        if part.name not in {"tokens.css", "zz-print.css"}:
            assert re.findall(r"#[0-9a-fA-F]{3,8}\b", part.read_text(encoding="utf-8")) == [], part.name


def test_every_token_that_is_used_exists() -> None:
    used = set(re.findall(r"var\(--([a-z0-9-]+)", stylesheet.joined(staff=True)))
    made = set(re.findall(r"--([a-z0-9-]+):", stylesheet.joined(staff=True)))

    assert used - made == set()


def test_nothing_is_forced_and_every_side_is_logical() -> None:
    css = stylesheet.joined(staff=True)

    assert "!important" not in css
    assert re.findall(r"[{;](?:margin|padding|border)-(?:left|right|top|bottom)\b", css) == []
    assert re.findall(r"[{;](?:left|right|top|bottom|width|height):", css) == []


def test_a_changed_part_is_served_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in stylesheet.FIRST:
        (tmp_path / name).write_text("a { color: var(--ink); }", encoding="utf-8")
    monkeypatch.setattr(stylesheet, "PARTS", tmp_path)

    before = Path(str(finders.find("base/lofte.css"))).read_text(encoding="utf-8")
    (tmp_path / "new.css").write_text(".new { margin: 0; } /* why */", encoding="utf-8")
    after = Path(str(finders.find("base/lofte.css"))).read_text(encoding="utf-8")

    assert ".new" not in before
    assert ".new{margin:0}" in after
    assert "why" not in after


def test_the_parts_themselves_are_not_collected() -> None:
    found = {path for finder in finders.get_finders() for path, _ in finder.list([])}

    assert {"base/lofte.css", "base/staff.css", "base/mark.svg"} <= found
    assert [path for path in found if path.startswith("base/css/")] == []
