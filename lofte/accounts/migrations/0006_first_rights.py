from django.db import migrations

SEEING = ["see_promises", "see_followups", "see_figures"]
FIRST = {
    "reporter": ["see_promises", "report"],
    "field": [*SEEING, "log", "log_for_others", "report"],
    "coordinator": [
        *SEEING, "log", "log_for_others", "settle", "prepare", "adopt", "revise", "agree", "measure",
        "write_followup", "release", "report",
    ],
    "analyst": [*SEEING, "measure"],
    "member": SEEING,
    "approver": [*SEEING, "sign"],
    "deputy": SEEING,
    "publisher": ["see_promises", "see_followups", "release"],
    "administrator": ["administer"],
    "auditor": ["read_trail"],
    "registrar": ["see_promises", "see_followups", "register"],
    "protection": ["protect"],
}


def give(apps, schema_editor):
    """Let the partnerships that there are begin with what a new one begins with."""
    made = apps.get_model("accounts", "RoleRight").objects
    made.bulk_create(
        made.model(partnership_id=key, kind=kind, may=may)
        for key in apps.get_model("accounts", "Partnership").objects.order_by("pk").values_list("pk", flat=True)
        for kind, rights in FIRST.items()
        for may in rights
    )


class Migration(migrations.Migration):

    dependencies = [("accounts", "0005_rights_and_delegations")]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
