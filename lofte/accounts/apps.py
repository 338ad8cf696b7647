"""The floor `accounts`, as Django knows it."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate

from lofte.accounts import first_sharing_rules, walls
from lofte.accounts.clearable import PLANS, SWEEPS
from lofte.base import clearing, waiting


class AccountsConfig(AppConfig):
    name = "lofte.accounts"
    label = "accounts"
    verbose_name = "konton"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say what can be cleared and what waits for a second person; bring in the rules of sharing."""
        for plan in PLANS:
            clearing.register(plan)
        for sweep in SWEEPS:
            clearing.register_sweep(sweep)
        post_migrate.connect(first_sharing_rules.install, sender=self)
        pre_migrate.connect(walls.take_down, sender=self)
        post_migrate.connect(walls.put_up, sender=self)  # sent when every table is there
        waiting.register("lofte.accounts.people.waiting.waiting")
