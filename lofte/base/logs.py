"""The log tells where something went wrong, never what anybody had written."""

import logging
import traceback
from types import TracebackType


class Discreet(logging.Formatter):
    """Leaves out what an exception says: a database quotes the row that it refuses."""

    def formatException(  # noqa: N802  (the name is the library's)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        kind, fault, _ = ei
        if kind is None or fault is None:
            return ""
        chain = [fault, *_causes(fault)]
        return "\n".join(line for one in reversed(chain) for line in _frames(one))


def _causes(fault: BaseException) -> list[BaseException]:
    earlier = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return [earlier, *_causes(earlier)] if earlier is not None else []


def _frames(fault: BaseException) -> list[str]:
    frames = traceback.format_tb(fault.__traceback__)
    return [*(frame.rstrip() for frame in frames), f"{type(fault).__module__}.{type(fault).__qualname__}"]
