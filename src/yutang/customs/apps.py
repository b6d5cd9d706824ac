"""Customs: selling across the border, first form: a second currency, HS codes, the 9610 list."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomsConfig(AppConfig):
    name = "yutang.customs"
    label = "customs"
    verbose_name = _("Customs")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say on the pages below what goods cost and are called across the border."""
        from yutang.customs import panels as ours  # noqa: PLC0415 - models are ready only now
        from yutang.plumbing import panels  # noqa: PLC0415

        panels.hang("product", ours.price_abroad, order=60)
        panels.hang("product-edit", ours.declared_of, order=60)
        panels.hang("me", ours.link_of_me, order=60)
