from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RosterConfig(AppConfig):
    name = "yutang.roster"
    label = "roster"
    verbose_name = _("Roster")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show one's own data on "me"."""
        from yutang.plumbing import panels  # noqa: PLC0415 - models are ready only now
        from yutang.roster.panels import of_me  # noqa: PLC0415

        panels.hang("me", of_me)
