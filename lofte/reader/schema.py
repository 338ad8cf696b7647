"""The JSON Schema (draft 2020-12) of a promise draft."""

from lofte.reader.draft import SCHEMA
from lofte.reader.parties import KINDS

TARGET_KINDS = (
    "count",
    "hours",
    "rate",
    "cadence",
    "share",
    "coverage",
    "slot",
    "milestone",
    "on_demand",
    "follow_on",
    "indicator",
    "qualitative",
)
COMPARATORS = (">=", "<=", "=", "~", "between")
SLOTS = (
    "day",
    "week",
    "month",
    "quarter",
    "tertial",
    "term",
    "season",
    "year",
    "period",
    "night",
    "occasion",
)
RHYTHMS = ("week", "month", "quarter", "tertial", "half_year", "year", "end")
QUESTIONS = (
    "per_year_or_whole_period",
    "each_or_together",
    "length_or_minimum",
    "exactly_or_at_least",
    "share_of_what",
    "counted_when",
    "which_number",
    "which_period",
    "who",
)
WARNINGS = (
    "no_measurable_sign",
    "no_party",
    "no_place",
    "no_baseline",
    "no_end",
    "expired_basis",
    "effort_only",
    "small_share",
    "area_without_picture",
    "vague",
    "impossible_date",
    "several_years",
    "no_signature",
    "suspect_characters",
)

Schema = dict[str, object]
TEXT: Schema = {"type": "string"}
DATE: Schema = {"type": "string", "format": "date"}


def schema() -> Schema:
    """Return the schema that every draft's JSON meets."""
    return (
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": SCHEMA,
            "title": "Utkast till medborgarlöfte",
        }
        | record(
            schema={"const": SCHEMA},
            text=TEXT,
            title=unknown(TEXT),
            parties=several(record(name=TEXT, kind=one_of(KINDS))),
            period=unknown(ref("period")),
            agreed_on=unknown(DATE),
            signed_at=unknown(TEXT),
            extends=unknown(TEXT),
            signatories=several(record(name=TEXT, role=unknown(TEXT), party=unknown(TEXT))),
            based_on=several(TEXT),
            purpose=several(TEXT),
            grounds=several(TEXT),
            focus_areas=several(TEXT),
            follow_up=record(rhythm=unknown(one_of(RHYTHMS)), channels=several(TEXT)),
            promises=several(record(text=TEXT, reasons=several(TEXT), places=several(TEXT))),
            activities=several(activity()),
            questions=several(
                record(
                    code=one_of(QUESTIONS),
                    text=TEXT,
                    options=several(TEXT) | {"minItems": 2},
                    source=unknown(ref("source")),
                )
            ),
            warnings=several(record(code=one_of(WARNINGS), message=TEXT, source=unknown(ref("source")))),
        )
        | {"$defs": definitions()}
    )


def definitions() -> Schema:
    position: Schema = {"type": "integer", "minimum": 0}
    return {"source": record(start=position, end=position), "period": record(start=DATE, end=DATE)}


def activity() -> Schema:
    kinds = several(one_of(KINDS)) | {"uniqueItems": True}
    outcome = record(value=unknown({"type": "number"}), unit=unknown(TEXT), text=TEXT, source=ref("source"))
    return record(
        text=TEXT,
        promise=unknown({"type": "integer", "minimum": 0}),
        responsible=kinds,
        contributing=kinds,
        places=several(TEXT),
        targets=several(target()) | {"minItems": 1},
        outcomes=several(outcome),
        source=ref("source"),
    )


def target() -> Schema:
    number = unknown({"type": "number"})
    return record(
        kind=one_of(TARGET_KINDS),
        comparator=unknown(one_of(COMPARATORS)),
        value=number,
        upper=number,
        unit=unknown(TEXT),
        per=unknown(one_of(SLOTS)),
        period=unknown(ref("period")),
        places=several(TEXT),
        each_place=unknown({"type": "boolean"}),
        minimum_minutes=unknown({"type": "integer", "minimum": 0}),
        of=unknown(TEXT),
        source=ref("source"),
    )


def record(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def several(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def one_of(words: tuple[str, ...]) -> Schema:
    return {"enum": list(words)}


def unknown(kind: Schema) -> Schema:
    """Return the schema of a value that may be unknown."""
    return {"anyOf": [kind, {"type": "null"}]}


def ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
