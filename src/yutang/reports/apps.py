from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "yutang.reports"
    label = "reports"
    verbose_name = _("Reports")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show cards on places and on "me"; tell indicators who has nothing to report."""
        from yutang.indicators import queries as indicators  # noqa: PLC0415 - models are ready now
        from yutang.plumbing import panels  # noqa: PLC0415
        from yutang.reports.panels import of_me, of_place  # noqa: PLC0415
        from yutang.reports.queries.declaring import declared  # noqa: PLC0415

        indicators.declares(declared)
        panels.hang("place", of_place, order=12)
        panels.hang("me", of_me, order=41)
