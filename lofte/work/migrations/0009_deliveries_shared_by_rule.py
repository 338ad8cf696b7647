"""What was delivered before anybody chose says so: it was shared with its partnerships by rule."""

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
    deliveries = apps.get_model("work", "Delivery").objects.order_by("pk")
    links = apps.get_model("accounts", "RestrictedLink").objects.order_by("pk")
    things = [
        *(("work.Delivery", *row) for row in deliveries.values_list("pk", "organisation_id", "delivered_at")),
        *(("accounts.RestrictedLink", *row) for row in links.values_list("pk", "organisation_id", "made_at")),
    ]
    if not things:
        return
    rule, _ = apps.get_model("accounts", "SharingRule").objects.get_or_create(
        partnership=None, code=RULE["code"], starts=date(2025, 9, 1), defaults=RULE
    )
    places = {}
    members = apps.get_model("accounts", "Membership").objects.order_by("pk")
    for organisation_id, partnership_id in members.values_list("organisation_id", "partnership_id"):
        places.setdefault(organisation_id, []).append(partnership_id)
    shares = apps.get_model("accounts", "Share").objects
    shares.bulk_create(
        [
            shares.model(
                thing=thing,
                key=key,
                organisation_id=organisation_id,
                partnership_id=partnership_id,
                level="partnership",
                ground=rule,
                said_at=at,
            )
            for thing, key, organisation_id, at in things
            for partnership_id in places.get(organisation_id, [])
        ],
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("work", "0008_doubles_answered"),
        ("accounts", "0011_rules_that_stand"),
    ]

    operations = [migrations.RunPython(share, migrations.RunPython.noop)]
