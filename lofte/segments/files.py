"""Column segments on disk: written once, opened as memory maps, known by their digest.

Outside `lofte.analysis`, because that floor touches no files. A segment is one file: a head of 64 bytes, then
the columns of `analysis.columns.COLUMNS` one after the other, each starting at a multiple of eight bytes.
"""

import os
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from lofte.analysis.columns import COLUMNS, Events, mapped

MAGIC = b"lofte/columns/1\n"
HEAD = struct.Struct("<16sQ8x32s")  # magic, rows, digest
SUFFIX = ".columns"


class Damaged(Exception):
    """A file that is no segment, is cut short, or does not hold what its digest says."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path = path
        self.why = why


def write(folder: Path, rows: Events) -> Path:
    """Write a new segment after those that are there, and return its path; a whole file or none.

    One process writes to a folder. `FileExistsError` says that another has taken the number.
    """
    path = folder / f"{len(list(_paths(folder))) + 1:08d}{SUFFIX}"
    unfinished = path.with_suffix(f".{os.getpid()}")
    with unfinished.open("xb") as file:
        file.write(HEAD.pack(MAGIC, len(rows), bytes.fromhex(rows.digest)))
        for _, column in rows.columns():
            file.write(np.ascontiguousarray(column).tobytes())
            file.write(bytes(-file.tell() % 8))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(unfinished, path)  # refuses where the name is taken, as rename would not
    finally:
        unfinished.unlink()
    _keep_names(folder)
    return path


def opened(folder: Path, *, check: bool = False) -> list[Events]:
    """Return all segments of a folder in order, mapped into memory; with `check` all are summed again."""
    return [_opened(path, check=check) for path in _paths(folder)]


def _opened(path: Path, *, check: bool) -> Events:
    size = path.stat().st_size
    if size < HEAD.size:
        raise Damaged(path, "is shorter than its head")
    magic, n_rows, known = HEAD.unpack(_head(path))
    if magic != MAGIC:
        raise Damaged(path, "is no segment of this kind")
    if size != _end(n_rows):
        raise Damaged(path, f"has {size} bytes, and {n_rows} rows take {_end(n_rows)}")
    columns = {
        name: np.memmap(path, dtype=kind, mode="r", offset=at, shape=(n_rows,))
        if n_rows
        else np.empty(0, kind)
        for name, kind, at in _places(n_rows)
    }
    rows = mapped(columns, known_digest=known.hex())
    if check and mapped(columns).digest != known.hex():
        raise Damaged(path, "does not hold what its digest says")
    return rows


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD.size)


def _places(n_rows: int) -> Iterator[tuple[str, np.dtype[np.generic], int]]:
    at = HEAD.size
    for name, kind in COLUMNS.items():
        yield name, kind, at
        at += kind.itemsize * n_rows
        at += -at % 8


def _end(n_rows: int) -> int:
    end = HEAD.size
    for kind in COLUMNS.values():
        end += kind.itemsize * n_rows
        end += -end % 8
    return end


def _paths(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.glob(f"*{SUFFIX}"))


def _keep_names(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
