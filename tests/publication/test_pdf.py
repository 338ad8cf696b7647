"""The PDF is tagged: its structure tree has order, headings, header cells and alternatives."""

import io
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest

from lofte.released.models import Page
from tests.released_world import World

PDF = "lillkoping/loften/2021/2021-T1/v1.pdf"


def made(path: str) -> bytes:
    return bytes(Page.objects.get(path=path).body)


def tree(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    """Yield every structure element with its role, in reading order."""
    yield from _under(pdf.Root.StructTreeRoot)


def _under(node: Any) -> Iterator[tuple[str, Any]]:
    if "/S" in node:
        yield str(node.S), node
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            yield from _under(child)


@pytest.mark.parametrize(("language", "path"), [("sv", f"/{PDF}"), ("en", f"/en/{PDF}")])
def test_it_says_its_language_its_title_and_what_it_conforms_to(
    world: World, db: None, language: str, path: str
) -> None:
    with pikepdf.open(io.BytesIO(made(path))) as pdf:
        assert str(pdf.Root.Lang).startswith(language)
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
            assert "Medborgarlöfte 2021" in str(meta["dc:title"])


def test_headings_stand_in_order_without_a_gap(world: World, db: None) -> None:
    with pikepdf.open(io.BytesIO(made(f"/{PDF}"))) as pdf:
        levels = [int(role[2]) for role, _ in tree(pdf) if role in {"/H1", "/H2", "/H3", "/H4"}]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(3) >= 5


def test_every_table_has_header_cells_that_say_what_they_head(world: World, db: None) -> None:
    with pikepdf.open(io.BytesIO(made(f"/{PDF}"))) as pdf:
        roles = [(role, node) for role, node in tree(pdf)]
        heads = [node for role, node in roles if role == "/TH"]

    n_tables = sum(role == "/Table" for role, _ in roles)
    assert n_tables >= 4
    assert len(heads) >= 3 * n_tables
    assert all("/A" in node for node in heads)


def test_every_figure_has_words_in_its_place(world: World, db: None) -> None:
    with pikepdf.open(io.BytesIO(made(f"/{PDF}"))) as pdf:
        words = [str(node.Alt) for role, node in tree(pdf) if role == "/Figure" and "/Alt" in node]
        n_bare = sum(role == "/Figure" and "/Alt" not in node for role, node in tree(pdf))

    assert n_bare == 0
    assert any("12 av 30 fotpatruller" in text for text in words)


def test_it_is_read_in_the_order_of_the_page(world: World, db: None) -> None:
    text = text_of(made(f"/{PDF}"))

    order = [
        "Uppföljning",
        "Av de fyra",
        "Sedan förra gången",
        "Fotpatrullering",
        "Samtal",
        "Område för område",
    ]
    places = [text.index(words) for words in [*order, "Så gjordes uppföljningen"]]
    assert places == sorted(places)


def text_of(body: bytes) -> str:
    with pypdfium2.PdfDocument(body) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf).replace("\r\n", " ")


def test_the_promise_has_its_own(world: World, db: None) -> None:
    text = text_of(made("/lillkoping/loften/2021.pdf"))

    assert "Vi ska synas på Norra och i Södra." in text
    assert "Det här ska vi göra" in text
