"""Lists whose bullets are drawn, not written, as browsers print them."""

import json

import pytest
import typst

from lofte.reader import Draft, read_bytes
from lofte.reader.pdf_marks import Mark, mark_before

SETTING = """
#set text(lang: "sv", size: 11pt)
#let drawn = box(circle(radius: 1.6pt, fill: black), baseline: -2pt)
#set list(marker: if sys.inputs.marker == "drawn" { (drawn, drawn) } else { ([•], [•]) })
= Medborgarlöfte 2023
Lokalpolisområde Ås och Åsby kommun har kommit överens om att göra Åsby tryggare.
== Aktiviteter
#for part in json(bytes(sys.inputs.parts)) { list.item(part) }
#list.item[Kommunen ska göra två saker för ljuset på gatorna:
  - Minst 30 lampor ska bytas i Norrmalm.
  - Belysningen i Parken ska ses över.]
#square(size: 4pt) Rutan står för sig själv.
"""
ACTIVITIES = [
    "Polisen ska genomföra minst 40 fotpatruller i centrum i år för att synas och lyssna på dem som bor där.",
    "Kommunen ska ordna två trygghetsvandringar på Norrmalm.",
    "Polisen ska göra 12 trafikkontroller vid Norrskolan.",
]


def read(marker: str) -> Draft:
    made = typst.compile(SETTING.encode(), sys_inputs={"parts": json.dumps(ACTIVITIES), "marker": marker})
    return read_bytes(made)


def test_a_drawn_bullet_parts_a_list_like_a_written_one() -> None:
    drawn, written = read("drawn"), read("written")

    assert drawn.text == written.text
    assert drawn == written
    assert [one.text for one in drawn.activities][:3] == ACTIVITIES
    assert all(
        drawn.text[one.source.start : one.source.end].startswith(one.text[:20]) for one in drawn.activities
    )


@pytest.mark.parametrize(
    ("mark", "why"),
    [
        (Mark(102.0, 60.0, 63.0), "too far to the left"),
        (Mark(102.0, 81.0, 84.0), "under the words"),
        (Mark(116.0, 70.0, 73.0), "of the line above"),
        (Mark(97.0, 70.0, 73.0), "of the line below"),
        (Mark(102.0, 50.0, 78.0), "as large as a picture"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_shape_elsewhere_is_no_bullet(mark: Mark, why: str) -> None:
    beside = Mark(103.0, 70.0, 73.5)

    assert mark_before(sorted([mark, beside]), left=80.0, baseline=100.0, size=5.0) == beside, why
    assert mark_before([mark], left=80.0, baseline=100.0, size=5.0) is None, why
