"""Lines written before the seals get random bits of their own: the column's default was made once for all."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SALTED = {
    "postgresql": "UPDATE base_auditevent SET salt = md5(gen_random_uuid()::text || gen_random_uuid()::text)",
    "sqlite": "UPDATE base_auditevent SET salt = lower(hex(randomblob(16)))",
}


def salted(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute(SALTED[editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("base", "0002_trail_is_sealed")]

    operations = [migrations.RunPython(salted, migrations.RunPython.noop, elidable=True)]
