"""Everything that changes a promise, divided by subject."""

from lofte.promises.actions.activities import (
    ActivityWords,
    ForeignPoint,
    add_activity,
    change_activity,
    confirm_activity,
    move_activity,
    remove_activity,
)
from lofte.promises.actions.adopting import (
    AdoptedOutside,
    NotAdopted,
    NotReady,
    Reason,
    TooEarly,
    adopt,
    extend,
    missing,
    obstacles,
)
from lofte.promises.actions.drafts import AlreadyAdopted, BackwardsPeriod, ForeignAreaSet, ForeignOrganisation
from lofte.promises.actions.headings import (
    Heading,
    Signed,
    change_heading,
    discard,
    new_promise,
    set_focus_areas,
    set_parties,
    set_points,
    set_signatures,
)
from lofte.promises.actions.kinds import install_kinds
from lofte.promises.actions.receiving import keep_draft, receive_document
from lofte.promises.actions.settling import EmptyAnswer, settle, targets_of
from lofte.promises.actions.stopping import AlreadyStopped, ReasonMissing, StoppedOutside, stop_activity
from lofte.promises.actions.targets import (
    ForeignQuantity,
    OutsidePromise,
    TargetTerms,
    add_target,
    change_target,
    remove_target,
)

__all__ = [
    "ActivityWords",
    "AdoptedOutside",
    "AlreadyAdopted",
    "AlreadyStopped",
    "BackwardsPeriod",
    "EmptyAnswer",
    "ForeignAreaSet",
    "ForeignOrganisation",
    "ForeignPoint",
    "ForeignQuantity",
    "Heading",
    "NotAdopted",
    "NotReady",
    "OutsidePromise",
    "Reason",
    "ReasonMissing",
    "Signed",
    "StoppedOutside",
    "TargetTerms",
    "TooEarly",
    "add_activity",
    "add_target",
    "adopt",
    "change_activity",
    "change_heading",
    "change_target",
    "confirm_activity",
    "discard",
    "extend",
    "install_kinds",
    "keep_draft",
    "missing",
    "move_activity",
    "new_promise",
    "obstacles",
    "receive_document",
    "remove_activity",
    "remove_target",
    "set_focus_areas",
    "set_parties",
    "set_points",
    "set_signatures",
    "settle",
    "stop_activity",
    "targets_of",
]
