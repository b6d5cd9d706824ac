"""Payouts: how what is owed reaches a bank account: batches, statements, advances."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PayoutsConfig(AppConfig):
    name = "yutang.payouts"
    label = "payouts"
    verbose_name = _("Payouts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hang the room's panels on the pages of rooms below."""
        from yutang.payouts.pages import panels as ours  # noqa: PLC0415 - models come first
        from yutang.plumbing import panels  # noqa: PLC0415

        panels.hang("me", ours.links_of_me, order=40)
