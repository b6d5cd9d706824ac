from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class YearbookConfig(AppConfig):
    name = "yutang.yearbook"
    label = "yearbook"
    verbose_name = _("Yearbook")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show the newest facts on the page of a place, and offer figures to maps."""
        from yutang.plumbing import panels  # noqa: PLC0415 - models are ready only now
        from yutang.yearbook import figures  # noqa: PLC0415
        from yutang.yearbook.panels import of_place  # noqa: PLC0415

        panels.hang("place", of_place, order=15)
        figures.offer_all()
