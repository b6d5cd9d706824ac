from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CriteriaConfig(AppConfig):
    name = "yutang.criteria"
    label = "criteria"
    verbose_name = _("Criteria")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show verdicts on the pages of places, and offer how many villages were identified."""
        from yutang.criteria import marks, offers  # noqa: PLC0415 - models are ready only now
        from yutang.criteria.pages import panels  # noqa: PLC0415

        panels.hang()
        offers.offer()
        marks.offer()
