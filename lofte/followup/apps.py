"""The floor `followup`, as Django knows it."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    name = "lofte.followup"
    label = "followup"
    verbose_name = "uppföljning"
    default_auto_field = "django.db.models.BigAutoField"
