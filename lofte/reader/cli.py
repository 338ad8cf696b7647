"""The commands `lofte read` and `lofte schema`: what they print and how they end."""

import json
import sys
from pathlib import Path

from lofte.reader.errors import Unreadable
from lofte.reader.extract import MAX_BYTES
from lofte.reader.guarded import read_guarded
from lofte.reader.schema import schema
from lofte.reader.summary import summary

BAD_INPUT = 2


def read_command(path_or_dash: str, as_json: bool) -> int:
    """Print the draft of a file, or of standard input for `-`."""
    try:
        data = bytes_of(path_or_dash)
        draft = read_guarded(data, Path(path_or_dash).name)
    except Unreadable as error:
        return refuse(error.message())
    except FileNotFoundError:
        return refuse(f"Filen {path_or_dash} finns inte.")
    except IsADirectoryError:
        return refuse(f"{path_or_dash} är en mapp; ange en fil.")
    except OSError:
        return refuse(f"Filen {path_or_dash} går inte att läsa.")
    text = json.dumps(draft.as_dict(), ensure_ascii=False, indent=2) + "\n" if as_json else summary(draft)
    sys.stdout.write(text)
    return 0


def schema_command(name: str) -> int:
    """Print the JSON Schema of a kind of document; `promise` is the only one."""
    if name != "promise":
        return refuse(f"Det finns inget schema som heter {name}; det som finns är promise.")
    sys.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=2) + "\n")
    return 0


def bytes_of(path_or_dash: str) -> bytes:
    """Return the input, no more of it than may be read."""
    if path_or_dash == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(path_or_dash).open("rb") as file:
        return file.read(MAX_BYTES + 1)


def refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return BAD_INPUT
