"""What goes when a request is answered: where the copy was to be sent."""

from django.utils.translation import gettext_lazy as _

from lofte.base.clearing import Plan

ASKERS = Plan(
    key="askers",
    name=_("Dit en begärd kopia skickas"),
    why=_("När det gallras står begäran, beslutet och kopiorna kvar, men inte vart de skickades."),
    model="records.Asker",
    organisation="request__organisation",
    since="request__answered_at",
    least_days=60,  # three weeks to appeal, with time to be told of the decision
    thing="records.DocumentRequest",
    thing_key="request_id",
    verbs=(),
)
