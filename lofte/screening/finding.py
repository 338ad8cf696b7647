"""What is found in a text: its kind and its place."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal["personnummer", "phone", "email", "plate", "link", "name", "described"]
Sign = Literal["child", "crime"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# What is looked up as it stands leads straight to one person; a name or a description may be of several.
IDENTIFIERS: frozenset[Kind] = frozenset({"personnummer", "phone", "email", "plate", "link"})


@dataclass(frozen=True)
class Finding:
    """What was found, and where in the text."""

    kind: Kind
    start: int
    end: int
