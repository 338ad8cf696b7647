"""What a role may do: rights in plain verbs, what a partnership begins with, what is refused. No Django.

docs/roles.md describes each role in words; this is read against it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """One thing that a role may do in a partnership."""

    SEE_PROMISES = "see_promises"
    SEE_FOLLOWUPS = "see_followups"
    SEE_FIGURES = "see_figures"
    LOG = "log"
    LOG_FOR_OTHERS = "log_for_others"
    SETTLE = "settle"
    PREPARE = "prepare"
    ADOPT = "adopt"
    REVISE = "revise"
    AGREE = "agree"
    MEASURE = "measure"
    WRITE_FOLLOWUP = "write_followup"
    SIGN = "sign"
    RELEASE = "release"
    ADMINISTER = "administer"
    READ_TRAIL = "read_trail"
    REPORT = "report"
    REGISTER = "register"
    PROTECT = "protect"


R = Right
READING = frozenset({R.SEE_PROMISES, R.SEE_FOLLOWUPS, R.SEE_FIGURES})
WATCHING = frozenset({R.READ_TRAIL, R.PROTECT})
SIGNATORY, DEPUTY = "approver", "deputy"
SIGNING = frozenset({SIGNATORY, DEPUTY})  # the roles by which a party's yes is said

WITHOUT_A_ROOM = frozenset({R.REPORT})  # nothing asks for it: no page offers to change it

# What a partnership begins with.
DEFAULTS: Mapping[str, frozenset[Right]] = {
    "reporter": frozenset({R.SEE_PROMISES, R.REPORT}),
    "field": READING | {R.LOG, R.LOG_FOR_OTHERS, R.REPORT},
    "coordinator": frozenset(Right) - WATCHING - {R.SIGN, R.ADMINISTER, R.REGISTER},
    "analyst": READING | {R.MEASURE},
    "member": READING,
    SIGNATORY: READING | {R.SIGN},
    DEPUTY: READING,
    "publisher": frozenset({R.SEE_PROMISES, R.SEE_FOLLOWUPS, R.RELEASE}),
    "administrator": frozenset({R.ADMINISTER}),
    "auditor": frozenset({R.READ_TRAIL}),
    "registrar": frozenset({R.SEE_PROMISES, R.SEE_FOLLOWUPS, R.REGISTER}),
    "protection": frozenset({R.PROTECT}),
}

# A right that is of no use, or does harm, without another.
STANDS_ON: Mapping[Right, Right] = {
    R.LOG_FOR_OTHERS: R.LOG,
    R.LOG: R.SEE_PROMISES,
    R.SETTLE: R.LOG,
    R.PREPARE: R.SEE_PROMISES,
    R.ADOPT: R.SEE_PROMISES,
    R.REVISE: R.SEE_PROMISES,
    R.AGREE: R.SEE_PROMISES,
    R.MEASURE: R.SEE_FIGURES,
    R.WRITE_FOLLOWUP: R.SEE_FOLLOWUPS,
    R.SIGN: R.SEE_FOLLOWUPS,
    R.RELEASE: R.SEE_FOLLOWUPS,
    R.SEE_FOLLOWUPS: R.SEE_PROMISES,
    R.SEE_FIGURES: R.SEE_PROMISES,
}


class Refused(Exception):
    """A table of rights that no partnership may have."""

    def __init__(self, fault: "Fault") -> None:
        super().__init__(fault.code)
        self.fault = fault


@dataclass(frozen=True)
class Fault:
    """What is wrong with a table of rights, and in which role."""

    code: str
    kind: str = ""
    right: Right | None = None
    needed: Right | None = None


def check(table: Mapping[str, Iterable[Right]]) -> None:
    """Refuse a table in which nobody administers, a signature is had by one, or a watcher also changes."""
    for kind in sorted(table):
        _check_role(kind, frozenset(table[kind]))
    if not any(R.ADMINISTER in rights for rights in table.values()):
        raise Refused(Fault("nobody_administers"))
    if R.SIGN not in table.get(SIGNATORY, ()):
        raise Refused(Fault("nobody_signs", SIGNATORY))


def _check_role(kind: str, rights: frozenset[Right]) -> None:
    if R.SIGN in rights and kind != SIGNATORY:
        raise Refused(Fault("signs_alone", kind))
    if R.ADMINISTER in rights and kind in SIGNING:
        raise Refused(Fault("signs_and_administers", kind))
    if rights & WATCHING and not rights <= READING | WATCHING:
        raise Refused(Fault("watches_and_acts", kind))
    for right in Right:
        needed = STANDS_ON.get(right)
        if right in rights and needed is not None and needed not in rights:
            raise Refused(Fault("stands_on", kind, right, needed))


def may_be_held_together(rights: Iterable[Right]) -> bool:
    """Return whether one person may have all this: who gives roles does not also watch how it is done."""
    held = frozenset(rights)
    return R.ADMINISTER not in held or not held & WATCHING
