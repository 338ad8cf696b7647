"""All that a promise is made of. Behind this door: vocabulary, editions, undertakings, revisions."""

from lofte.promises.editions import (
    Agreement,
    FocusArea,
    Programme,
    Promise,
    PromiseParty,
    PromisePoint,
    Signature,
    SourceDocument,
)
from lofte.promises.revisions import RevisionPlace, TargetRevision
from lofte.promises.undertakings import (
    Activity,
    ActivityParty,
    Question,
    Target,
    TargetPlace,
    TargetPoint,
    TargetRecipient,
    TargetSpot,
)
from lofte.promises.vocabulary import KindOfWork, Quantity

__all__ = [
    "Activity",
    "ActivityParty",
    "Agreement",
    "FocusArea",
    "KindOfWork",
    "Programme",
    "Promise",
    "PromiseParty",
    "PromisePoint",
    "Quantity",
    "Question",
    "RevisionPlace",
    "Signature",
    "SourceDocument",
    "Target",
    "TargetPlace",
    "TargetPoint",
    "TargetRecipient",
    "TargetRevision",
    "TargetSpot",
]
