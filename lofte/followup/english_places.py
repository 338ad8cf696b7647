"""Where, in English: names stay as they are, and what is said around them is English. Pure."""

from collections.abc import Sequence

from lofte.base.wording import listed

SAID = {"hela kommunen": "the whole municipality", "kommunen": "the municipality"}
AROUND = {"övriga ": "the rest of ", "hela ": "all of "}


def place(name: str) -> str:
    """Huskvarna; the rest of Jönköpings kommun."""
    if name.lower() in SAID:
        return SAID[name.lower()]
    for swedish, english in AROUND.items():
        if name.lower().startswith(swedish):
            return english + name[len(swedish) :]
    return name


def places(names: Sequence[str]) -> str:
    return listed([place(name) for name in names], "en")
