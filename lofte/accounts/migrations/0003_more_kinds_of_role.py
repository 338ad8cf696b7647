
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_groups'),
    ]

    operations = [
        migrations.AlterField(
            model_name='role',
            name='kind',
            field=models.CharField(choices=[('reporter', 'rapportör'), ('field', 'fältarbetare'), ('coordinator', 'samordnare'), ('analyst', 'analytiker'), ('member', 'gruppmedlem'), ('approver', 'godkännare'), ('deputy', 'ställföreträdare'), ('publisher', 'publicerare'), ('administrator', 'administratör'), ('auditor', 'granskare'), ('registrar', 'registrator'), ('protection', 'dataskyddsombud')], max_length=20, verbose_name='roll'),
        ),
    ]
