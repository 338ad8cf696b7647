"""What of the log speaks of people and can go when its time is out: the figures stay as they are."""

from django.utils.translation import gettext_lazy as _

from lofte.base.clearing import Plan

TERTIAL = 123  # days: the sample of a tertial's entries is looked up after it has ended

PLANS = (
    Plan(
        key="entry-notes",
        name=_("Vem som loggade, och anteckningar"),
        why=_(
            "När det gallras står posten kvar, och allt den räknas till. Det syns inte längre vem som skrev"
            " den, åt vem, eller vad som antecknades."
        ),
        model="work.EntryNote",
        organisation="entry__organisation",
        since="entry__logged_at",
        least_days=2 * TERTIAL,
        thing="work.Entry",
        thing_key="entry_id",
        verbs=("entry.logged", "entry.reversed", "entry.waits", "text.read_through"),
    ),
    Plan(
        key="delivery-notes",
        name=_("Vem som lämnade en leverans"),
        why=_(
            "När det gallras står leveransen och dess antal kvar. Det syns inte längre vem som skrev in dem."
        ),
        model="work.DeliveryNote",
        organisation="delivery__organisation",
        since="delivery__delivered_at",
        least_days=2 * TERTIAL,
        thing="work.Delivery",
        thing_key="delivery_id",
        verbs=("delivery.brought",),
    ),
)
