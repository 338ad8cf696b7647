"""Bench `reader`: a text PDF into a draft against pypdfium2 extracting its text; memory of a long file."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import pypdfium2
import typst

from lofte import reader
from lofte.site.bench.rows import Goal, Row, compared
from lofte.site.bench.timing import side_by_side

DOCUMENT = Path(__file__).parents[1] / "demo" / "documents" / "jonkoping-2021-2022.md"
SPEED = Goal("<=", 10)
MEMORY = Goal("<=", 1)
MEMORY_MB = 200
LONG = 200  # pages
_SETTING = b"""
#set page("a4", numbering: "1")
#set text(lang: "sv", size: 11pt)
#for part in json(bytes(sys.inputs.parts)) {
  if part.first() == "#" { heading(part.trim("#").trim()) }
  else if part.first() == "-" { list.item(part.slice(1).trim()) }
  else { par(part) }
}
"""
# The reader works in a child process of its own: the peaks of both are added, though they may come apart.
# A process's ru_maxrss begins at the size of the one that started it, so its own peak is asked of the kernel.
_MEASURE = """
import re, resource, sys
from pathlib import Path
from lofte.site.cli import main
sys.stdout = open("/dev/null", "w")
code = main(["read", sys.argv[1], "--json"])
own = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
sys.stderr.write(f"\\n{code} {(own + child) / 1024}")
"""


def rows(*, full: bool) -> Iterator[Row]:
    """Compare the speed on short documents, then the memory on a long one."""
    for copies in (1, 4, 12) if full else (1, 4):
        yield _speed(_pdf(copies))
    yield _memory()


def _pdf(copies: int) -> bytes:
    """Set the demonstration's document as a PDF, so many times over."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    parts = [line.strip() for line in lines if line.strip()] * copies
    made: bytes = typst.compile(_SETTING, sys_inputs={"parts": json.dumps(parts)})
    return made


def _speed(data: bytes) -> Row:
    draft = reader.read_bytes(data)
    ours, theirs = side_by_side(
        lambda: reader.read_bytes(data), lambda: _their_text(data), rounds=15, clock=process_time
    )
    n_pages = len(pypdfium2.PdfDocument(data))
    return compared(
        "reader",
        size=f"{n_pages} pages",
        ours=ours,
        theirs=theirs,
        unit="ms",
        goal=SPEED,
        are_equal=_letters(draft.text) == _letters(_their_text(data)) and bool(draft.activities),
        note=f"draft with {len(draft.activities)} activities against text alone: warm, processor time",
    )


def _their_text(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return text


def _letters(text: str) -> str:
    """Line ends and hyphens are written in different ways; the letters and figures must be the same."""
    return "".join(letter for letter in text if letter.isalnum())


def _memory() -> Row:
    data, copies = b"", LONG // 2
    while len(pypdfium2.PdfDocument(data)) < LONG if data else True:
        data, copies = _pdf(copies), copies + LONG // 4
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        command = [sys.executable, "-c", _MEASURE, file.name]
        run = subprocess.run(command, capture_output=True, text=True, check=True, env=dict(os.environ))
    code, peak = run.stderr.rsplit("\n", 1)[1].split()
    return compared(
        "reader memory",
        size=f"{len(pypdfium2.PdfDocument(data))} pages",
        ours=float(peak),
        theirs=MEMORY_MB,
        unit="MB",
        goal=MEMORY,
        are_equal=code == "0",
        note="peak of `lofte read` with its child process, against the limit",
    )
