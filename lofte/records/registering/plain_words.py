"""A fixed document as plain Swedish text that anybody can read, and that masks are laid over."""

from collections.abc import Iterator
from typing import Any

Body = dict[str, Any]
SIMULATED = "Simulerade uppgifter"


def is_marked(text: str) -> bool:
    return text.startswith(SIMULATED)


def marked(text: str, *, is_simulated: bool) -> str:
    """Let a text about something made up begin by saying so; one that does already is as it was."""
    return f"{SIMULATED}\n{text}" if is_simulated and not is_marked(text) else text


def mark(*, is_simulated: bool) -> Body:
    """Return what the content of something made up says beside its own."""
    return {"simulated": True, "note": SIMULATED} if is_simulated else {"simulated": False}


def promise(content: Body, *, is_simulated: bool) -> str:
    return marked("\n".join(_promise(content)), is_simulated=is_simulated)


def _promise(content: Body) -> Iterator[str]:
    ours = content["promise"]
    yield from _head(ours)
    for point in content["points"]:
        yield from (part for part in (point["text"], point["reasons"]) if part)
    for activity in content["activities"]:
        yield from ("", f"{activity['number']}. {activity['title']}", activity["text"])
        if names := [party["name"] for party in activity["responsible"]]:
            yield f"Ansvarar: {', '.join(names)}"
        yield from (f"Mål: {_swedish(target['description'])}" for target in activity["targets"])
    yield ""
    for one in content["signatures"]:
        yield f"Undertecknat: {one['name']}, {one['title']}, {one['party']}"


def followup(body: Body, *, is_simulated: bool) -> str:
    return marked("\n".join(_followup(body)), is_simulated=is_simulated)


def _followup(body: Body) -> Iterator[str]:
    content = body["content"]
    yield from _head(content["promise"])
    period = content["period"]
    yield f"Uppföljning från {period['starts']} till {period['last_day']}, version {content['version']}"
    if content["reason"]:
        yield f"Skäl till ny version: {content['reason']}"
    yield from ("", content["lead"]["sv"])
    for activity in content["activities"]:
        yield from ("", f"{activity['number']}. {activity['title']}", activity["text"])
        yield activity["sentence"]["sv"]
        if activity["comment"]["sv"]:
            yield f"Parternas kommentar: {activity['comment']['sv']}"
    yield ""
    for one in body.get("approvals", []):
        through = f", genom {one['through']['name']}" if "through" in one else ""
        yield f"Godkänd av {one['name']}, {one['title']}, {one['organisation']['name']}{through}"


def _head(ours: Body) -> Iterator[str]:
    yield ours["title"]
    yield f"Gäller från {ours['starts']} till {ours['last_day']}"
    yield f"Parter: {', '.join(party['name'] for party in ours['parties'])}"


def _swedish(words: Any) -> str:
    return str(words["sv"]) if isinstance(words, dict) else str(words)


def clearing(facts: Body) -> str:
    days = facts["keeps_days"]
    how = "bevaras" if days is None else f"gallras efter {days} dagar"
    if facts["after_delivery"]:
        how += ", först när tiden är levererad till e-arkivet"
    return "\n".join(
        [
            f"Gallringsbeslut {facts['reference']}",
            f"Beslutat av {facts['decided_by']} den {facts['decided_on']}",
            f"{facts['what']}: {how}.",
        ]
    )
