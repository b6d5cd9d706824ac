from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DiplomasConfig(AppConfig):
    name = "yutang.diplomas"
    label = "diplomas"
    verbose_name = _("Diplomas")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show one's diplomas on the page "me"."""
        from yutang.diplomas.panels import of_me  # noqa: PLC0415 - models are ready only now
        from yutang.plumbing import panels  # noqa: PLC0415

        panels.hang("me", of_me, order=46)
