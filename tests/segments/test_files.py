"""What is written comes back as it was, or is told to be damaged."""

from pathlib import Path

import numpy as np
import pytest

from lofte.analysis import Events, SourceClass, cube, events
from lofte.analysis.columns import digest
from lofte.segments import files


def rows(n: int) -> Events:
    areas = np.arange(n) % 7
    return events(
        *(areas, np.full(n, 2900), areas, areas),
        x=np.full(n, 450_700),
        y=np.full(n, 6_404_400) + areas,
        source=SourceClass.REPORTED,
    )


def test_segments_come_back_in_order_with_their_digest_and_nothing_copied(tmp_path: Path) -> None:
    files.write(tmp_path, rows(5))
    files.write(tmp_path, rows(3))

    back = files.opened(tmp_path, check=True)

    assert [len(part) for part in back] == [5, 3]
    assert isinstance(back[0].x, np.memmap)
    assert not back[0].x.flags.writeable
    assert digest(back) == digest([rows(5), rows(3)])
    assert back[0].y.tolist() == rows(5).y.tolist()
    assert cube(back, n_areas=7, n_categories=7, first_week=2900, n_weeks=1).version == digest(back)


def test_ten_bytes_too_few_or_one_bit_changed_is_told(tmp_path: Path) -> None:
    path = files.write(tmp_path, rows(50))
    whole = path.read_bytes()
    changed = bytearray(whole)
    changed[200] ^= 1
    for content, why in (
        (whole[:-10], "bytes"),
        (whole[:20], "head"),
        (b"?" + whole[1:], "kind"),
        (changed, "digest"),
    ):
        path.write_bytes(content)
        with pytest.raises(files.Damaged, match=why):
            files.opened(tmp_path, check=True)


def test_a_file_of_sixteen_bytes_an_event_and_no_leftovers(tmp_path: Path) -> None:
    path = files.write(tmp_path, rows(1000))

    assert path.stat().st_size == 64 + 16 * 1000
    assert [found.name for found in tmp_path.iterdir()] == ["00000001.columns"]
