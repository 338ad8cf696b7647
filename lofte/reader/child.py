"""The child process of `read_guarded`: reads one file from standard input and writes its draft as JSON."""

import json
import resource
import sys

from lofte.reader.errors import Unreadable
from lofte.reader.guarded import MEMORY, SECONDS
from lofte.reader.reading import read_bytes


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(data: bytes, name: str) -> dict[str, object]:
    try:
        return {"draft": read_bytes(data, name=name).as_dict()}
    except Unreadable as error:
        return {"unreadable": error.code}
    except MemoryError:
        return {"unreadable": "too_heavy"}
    except RecursionError:
        return {"unreadable": "too_deep"}


def main() -> int:
    limit()
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    json.dump(answer(sys.stdin.buffer.read(), name), sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
