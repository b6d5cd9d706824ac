from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MoneyConfig(AppConfig):
    name = "yutang.money"
    label = "money"
    verbose_name = _("Money")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from yutang.money import panels as own  # noqa: PLC0415 - tables are there by now
        from yutang.plumbing import panels  # noqa: PLC0415

        panels.hang("order", own.order_money, order=20)
        panels.hang("me", own.work_of, order=60)
