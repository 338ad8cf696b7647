"""What was read in before anybody chose says so: it was shared with its partnership by rule.

Whose it is: of the one who took it in; where nobody knows, of the promise's first party, as in the register.
"""

from datetime import date

from django.db import migrations

RULE = {
    "code": "enligt-regel",
    "verdict": "stands",
    "title": "delat enligt regel",
    "law": "",
    "text": "Dokument och leveranser som kom in före den 27 november 2026 delades med samverkan "
    "utan att någon valde det. Den organisation som har lämnat dem kan välja om.",
    "position": 10,
    "checked_on": date(2025, 9, 1),
}


def share(apps, schema_editor):
    documents = list(
        apps.get_model("promises", "SourceDocument")
        .objects.defer("content", "text", "reading")
        .filter(organisation=None)
        .order_by("pk")
    )
    if not documents:
        return
    rule, _ = apps.get_model("accounts", "SharingRule").objects.get_or_create(
        partnership=None, code=RULE["code"], starts=date(2025, 9, 1), defaults=RULE
    )
    shares = apps.get_model("accounts", "Share").objects
    for one in documents:
        one.organisation_id = _whose(apps, one)
        if one.organisation_id is None:
            continue
        one.save(update_fields=["organisation"])
        shares.create(
            thing="promises.SourceDocument",
            key=one.pk,
            organisation_id=one.organisation_id,
            partnership_id=one.partnership_id,
            level="partnership",
            ground=rule,
            said_at=one.received_at,
        )


def _whose(apps, document):
    where = {"partnership_id": document.partnership_id}
    roles = apps.get_model("accounts", "Role").objects.filter(user=document.received_by_id, **where)
    parties = apps.get_model("promises", "PromiseParty").objects.filter(promise__document=document.pk)
    members = apps.get_model("accounts", "Membership").objects.filter(**where)
    ways = (roles.order_by("pk"), parties.order_by("position", "pk"), members.order_by("position", "pk"))
    found = (rows.values_list("organisation_id", flat=True).first() for rows in ways)
    return next((key for key in found if key is not None), None)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_rules_that_stand"),
        ("promises", "0005_document_has_its_organisation"),
    ]

    operations = [migrations.RunPython(share, migrations.RunPython.noop)]
