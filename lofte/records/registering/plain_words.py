"""A fixed document as plain Swedish text that anybody can read, and that masks are laid over."""

from collections.abc import Iterator
from typing import Any

Body = dict[str, Any]
SIMULATED = "Simulerat: uppgifterna är påhittade."


def promise(content: Body) -> str:
    return "\n".join(_promise(content))


def _promise(content: Body) -> Iterator[str]:
    ours = content["promise"]
    yield from _head(ours, is_simulated=bool(content.get("simulated")))
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


def followup(body: Body) -> str:
    return "\n".join(_followup(body))


def _followup(body: Body) -> Iterator[str]:
    content = body["content"]
    yield from _head(content["promise"], is_simulated=bool(content["simulated"]))
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
        yield f"Godkänd av {one['name']}, {one['role']}, {one['party']}"


def _head(ours: Body, *, is_simulated: bool) -> Iterator[str]:
    if is_simulated:
        yield SIMULATED
    yield ours["title"]
    yield f"Gäller från {ours['starts']} till {ours['last_day']}"
    yield f"Parter: {', '.join(party['name'] for party in ours['parties'])}"


def _swedish(words: Any) -> str:
    return str(words["sv"]) if isinstance(words, dict) else str(words)


def clearing(facts: Body) -> str:
    days = facts["keeps_days"]
    how = "bevaras" if days is None else f"gallras efter {days} dagar"
    return "\n".join(
        [
            f"Gallringsbeslut {facts['reference']}",
            f"Beslutat av {facts['decided_by']} den {facts['decided_on']}",
            f"Uppgifterna ({facts['plan']}) {how}.",
        ]
    )
