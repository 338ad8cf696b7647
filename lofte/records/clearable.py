"""What of the registrar's own work goes when its time is out."""

from django.utils.translation import gettext_lazy as _

from lofte.base.clearing import Plan

APPEALED = 28  # days: a refusal can be appealed for three weeks after it has been read

PLANS = (
    Plan(
        key="askers",
        name=_("Vart kopian skickades"),
        why=_("När det gallras står begäran och svaret kvar. Det syns inte längre vart kopian skickades."),
        model="records.Asker",
        organisation="request__organisation",
        since="request__answered_at",
        least_days=APPEALED,
        thing="records.DocumentRequest",
        thing_key="request_id",
        verbs=(),
    ),
)
