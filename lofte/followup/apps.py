"""The floor `followup`, as Django knows it."""

from django.apps import AppConfig

from lofte.accounts import outside
from lofte.base import waiting
from lofte.work import counted, outlook


class FollowupConfig(AppConfig):
    name = "lofte.followup"
    label = "followup"
    verbose_name = "uppföljning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        waiting.register("lofte.followup.desk.waiting")
        waiting.register("lofte.followup.sampling_desk.waiting")
        counted.register("lofte.followup.frozen.sentences")
        outlook.register("lofte.followup.outlook.sentences")
        outside.register("promises.Promise", "lofte.followup.out.promises")
        outside.register("followup.FollowUp", "lofte.followup.out.followups")
        outside.register("followup.Sample", "lofte.followup.out.samples")
        outside.register("situation.IndicatorValue", "lofte.followup.out.values")
        counted.register_periods("lofte.followup.frozen.periods")
