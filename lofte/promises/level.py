"""How far a source document reaches: what is asked with, and who decides."""

from datetime import date

from lofte.accounts import reaching, ruling
from lofte.accounts.level_form import Guidance
from lofte.accounts.models import Organisation, Partnership
from lofte.accounts.rights import Right
from lofte.accounts.viewers import Viewer
from lofte.promises.models import SourceDocument


def guidance(
    partnership: Partnership, viewer: Viewer, on: date, document: SourceDocument | None = None
) -> Guidance:
    """Return what is asked with when a document is read in, or chosen of anew."""
    keys = viewer.organisation_ids(partnership.pk, Right.PREPARE)
    ours = Organisation.objects.filter(pk__in=keys).order_by("pk")
    whose = document.organisation if document else ours.first()
    found = []
    if whose is not None:
        found = reaching.circles(whose, viewer, Right.PREPARE, on, is_ours=True, within=partnership)
    before = reaching.choice_of(document, whose) if document and whose else None
    return Guidance(SourceDocument.sight, found, ruling.read_first(partnership.pk, on), before)


def may_choose(document: SourceDocument, viewer: Viewer) -> bool:
    """Say whether the viewer decides: who prepares promises in the organisation whose document it is."""
    return document.organisation_id in viewer.organisation_ids(document.partnership_id, Right.PREPARE)
