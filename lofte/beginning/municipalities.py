"""The municipalities of Sweden and their RegSO, as they ship with Löfte: SCB's borders of 2025, simplified.

`sweden/regso_2025.zip` holds one file a municipality. The borders are drawn to 250 m, in Jönköping's county
to 60 m and in Jönköping itself to 15 m: for choosing areas and drawing maps, not for measuring.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from shapely import set_precision, union_all
from shapely.geometry import mapping, shape

from lofte.base.keys import sort_key

HERE = Path(__file__).parent / "sweden"
YEAR = 2025
SOURCE = "Källa: SCB, RegSO 2025"
FINE = 0.00001  # degrees: about a metre
VOWELS = "aeiouyåäö"


@dataclass(frozen=True)
class Regso:
    """A RegSO with its border."""

    code: str
    name: str
    geometry: Mapping[str, Any]

    @property
    def label(self) -> tuple[float, float]:
        point = shape(self.geometry).representative_point()
        return round(point.x, 5), round(point.y, 5)


@cache
def names() -> Mapping[str, str]:
    """Return every municipality's name by its code, in Swedish order."""
    rows = json.loads((HERE / "municipalities.json").read_text(encoding="utf-8"))
    return {row["code"]: row["name"] for row in sorted(rows, key=lambda row: sort_key(row["name"]))}


def regso(code: str) -> list[Regso]:
    """Return the RegSO of a municipality, by their codes."""
    with ZipFile(HERE / f"regso_{YEAR}.zip") as together:
        rows = json.loads(together.read(f"{code}.json"))
    return [Regso(row["code"], row["name"], row["geometry"]) for row in rows]


def whole(parts: list[Regso]) -> dict[str, Any]:
    """Return the border of the municipality: its RegSO together."""
    together = union_all([shape(one.geometry) for one in parts])
    found: dict[str, Any] = mapping(set_precision(together, FINE))
    return found


def full_name(name: str) -> str:
    """Guess what a municipality is called as an organisation: Jönköpings kommun, Tranås kommun."""
    ending = name[-1].lower()
    return f"{name} kommun" if ending in VOWELS + "sxz" else f"{name}s kommun"
