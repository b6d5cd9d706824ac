from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ParcelsConfig(AppConfig):
    name = "yutang.parcels"
    label = "parcels"
    verbose_name = _("Parcels")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show an order's parcel on its page, and on a batch's the way to who has it."""
        from yutang.parcels.panels import holders, story  # noqa: PLC0415 - models are ready only now
        from yutang.plumbing import panels  # noqa: PLC0415

        panels.hang("order", story, order=20)
        panels.hang("batch", holders, order=10)
