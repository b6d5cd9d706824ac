from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StationsConfig(AppConfig):
    name = "yutang.stations"
    label = "stations"
    verbose_name = _("Stations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show pickup codes on orders, and the keeper's way on the page "me"."""
        from yutang.plumbing import panels  # noqa: PLC0415 - models are ready only now
        from yutang.stations import marks  # noqa: PLC0415
        from yutang.stations.panels import fetch, of_place, way_of_keeper  # noqa: PLC0415

        panels.hang("order", fetch, order=10)
        panels.hang("me", way_of_keeper)
        panels.hang("place", of_place, order=45)
        marks.offer()
