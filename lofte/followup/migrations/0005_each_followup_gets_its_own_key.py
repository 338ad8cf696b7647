"""Each follow-up that is not out yet gets a key of its own; what was approved of it is approved anew."""

from typing import Any

from django.db import migrations

from lofte.released.sealed import new_key


def give(apps: Any, schema_editor: Any) -> None:
    followups = apps.get_model("followup", "FollowUp").objects
    followups.filter(state="released").update(seal_key="")
    for followup in followups.exclude(state="released").order_by("pk"):
        followups.filter(pk=followup.pk).update(seal_key=new_key())
    # An approval holds the checksum of the content as it was written down before.
    apps.get_model("followup", "Approval").objects.filter(followup__state="approving").delete()


class Migration(migrations.Migration):
    dependencies = [("followup", "0004_followup_is_sealed_when_approved")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
