"""What of the log speaks of people and can go when its time is out: the figures stay as they are."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lofte.base.clearing import Plan, Sweep, Tie

WEEK = 7  # days
MENDING = 4 * WEEK  # days: whoever wrote is asked first when an entry must be put right
TERTIAL = 123  # days: the sample of a tertial's entries is looked up after it has ended
WRITERS = ("entry.logged", "entry.reversed", "entry.waits", "text.read_through")
# Whoever writes is led to the entry, and reads it in the same moment; mostly it is the writer who shares it.
RECEIPT = ("entry.read", "entry.shared", "entry.not_shared", "entry.share_withdrawn")
PEOPLE = ("entered_by", "on_behalf_of")


def _shared(thing: str) -> Tie:
    return Tie("accounts.Share", {"thing": thing}, "key", ("said_by", "withdrawn_by"))


PLANS = (
    Plan(
        key="entry-writers",
        name=_("Vem som loggade"),
        why=_(
            "När det gallras står posten och anteckningen kvar, och allt posten räknas till. Det syns inte"
            " längre vem som skrev den, eller åt vem."
        ),
        model="work.EntryNote",
        organisation="entry__organisation",
        since="entry__logged_at",
        least_days=MENDING,
        thing="work.Entry",
        thing_key="entry_id",
        verbs=WRITERS,
        own_verbs=RECEIPT,
        lands="work:entry",
        people=PEOPLE,
        ties=(_shared("work.Entry"),),
        empties={"entered_by": None, "on_behalf_of": None},
        usual_days=WEEK * settings.WRITER_WEEKS,
    ),
    Plan(
        key="entry-notes",
        name=_("Anteckningar om arbete"),
        why=_(
            "När det gallras står posten kvar, och allt den räknas till. Anteckningen försvinner, och med den"
            " vem som skrev, om det inte är borta redan."
        ),
        model="work.EntryNote",
        organisation="entry__organisation",
        since="entry__logged_at",
        least_days=2 * TERTIAL,
        thing="work.Entry",
        thing_key="entry_id",
        verbs=WRITERS,
        own_verbs=RECEIPT,
        lands="work:entry",
        people=PEOPLE,
        ties=(_shared("work.Entry"),),
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
        verbs=("delivery.brought", "text.read_through"),
        own_verbs=("delivery.read", "delivery.level_chosen", "delivery.not_shared"),
        lands="work:delivery",
        people=("entered_by",),
        ties=(_shared("work.Delivery"),),
    ),
)

A_YEAR = timedelta(days=365)

SWEEPS = (
    Sweep("reminders", _("Skickade påminnelser"), "work.ReminderSent", "sent_at", A_YEAR),
    Sweep("calendar-feeds", _("Återkallade kalenderadresser"), "work.CalendarFeed", "revoked_at", A_YEAR),
)
