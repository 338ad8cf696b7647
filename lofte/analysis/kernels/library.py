"""Finds the built loops: `kernels-<digest>.shared` beside `kernels.c`, made by `house/kernels`."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

HERE = Path(__file__).parent
_allowed: ContextVar[bool] = ContextVar("lofte_analysis_c_allowed", default=True)


def _found() -> ctypes.CDLL | None:
    source = HERE / "kernels.c"
    if not source.is_file():
        return None
    built = HERE / f"kernels-{sha256(source.read_bytes()).hexdigest()[:16]}.shared"
    if not built.is_file():
        return None
    try:
        return ctypes.CDLL(str(built))
    except OSError:  # built for another kind of machine: a copied folder
        return None


LIBRARY = _found()


def have_c() -> bool:
    """Return whether the C loops are there and wanted.

    Asked once, in the thread that calls a public function; workers are told the answer.
    """
    return LIBRARY is not None and _allowed.get()


@contextmanager
def without_c() -> Iterator[None]:
    """Use numpy alone inside: for tests and benches, which hold the two against each other."""
    token = _allowed.set(False)
    try:
        yield
    finally:
        _allowed.reset(token)


def pointer(array: npt.NDArray[Any], dtype: Any) -> ctypes.c_void_p:
    """Return where the numbers lie; refuse what C would read wrongly."""
    if array.dtype != np.dtype(dtype) or not array.flags.c_contiguous:
        raise TypeError(f"a C loop was handed {array.dtype}, and reads contiguous {np.dtype(dtype)}")
    return array.ctypes.data_as(ctypes.c_void_p)
