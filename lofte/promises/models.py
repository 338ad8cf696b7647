"""All that a promise is made of. The rooms behind this door are vocabulary, editions and undertakings."""

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
from lofte.promises.undertakings import (
    Activity,
    ActivityParty,
    Question,
    Target,
    TargetPlace,
    TargetRecipient,
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
    "Signature",
    "SourceDocument",
    "Target",
    "TargetPlace",
    "TargetRecipient",
]
