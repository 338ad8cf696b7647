"""Reading what strangers upload: in a process of its own, with a limit on its memory and on its time."""

import json
import os
import subprocess
import sys

from lofte.reader.draft import Draft
from lofte.reader.errors import MESSAGES, Unreadable
from lofte.reader.extract import MAX_BYTES
from lofte.reader.revive import draft_from

MEMORY = 1_000_000_000  # bytes of address space; libraries map far more than they touch
SECONDS = 60  # a 500-page file takes some ten


def read_guarded(data: bytes, name: str = "", *, seconds: float = SECONDS) -> Draft:
    """Return the draft of a file, read by a child process that may fail without harm."""
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large")
    answer = asked(data, name, seconds)
    if "unreadable" in answer:
        code = str(answer["unreadable"])
        raise Unreadable(code if code in MESSAGES else "damaged")
    return draft_from(answer["draft"])


def asked(data: bytes, name: str, seconds: float) -> dict[str, object]:
    command = [sys.executable, "-m", "lofte.reader.child", name]
    # -m finds the package wherever this process found it, also when it is not installed.
    surroundings = os.environ | {
        "PYTHONPATH": os.pathsep.join(part for part in sys.path if part),
        "PYTHONIOENCODING": "utf-8",
    }
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds, env=surroundings, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("too_slow") from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        # Killed by its limit, or the library fell over: no answer came.
        raise Unreadable("too_heavy" if done.returncode in (-9, -6, -11, 1) else "damaged") from error
    return answer if isinstance(answer, dict) else {"unreadable": "damaged"}
