import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_rules_that_stand"),
        ("promises", "0004_target_says_what_its_kind_needs"),
    ]

    operations = [
        migrations.AddField(
            model_name="sourcedocument",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
                verbose_name="vems dokument",
            ),
        ),
    ]
