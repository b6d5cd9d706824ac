from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpecialitiesConfig(AppConfig):
    name = "yutang.specialities"
    label = "specialities"
    verbose_name = _("Specialities")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show what a place is known for on its page; offer figures of sales and producers."""
        from yutang.plumbing import panels  # noqa: PLC0415 - models are ready only now
        from yutang.specialities import figures, marks  # noqa: PLC0415
        from yutang.specialities.panels import known_for  # noqa: PLC0415

        panels.hang("place", known_for, order=35)
        figures.offer()
        marks.offer()
