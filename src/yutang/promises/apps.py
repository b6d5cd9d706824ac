from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PromisesConfig(AppConfig):
    name = "yutang.promises"
    label = "promises"
    verbose_name = _("Promises")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show promises on places and programmes, and nag on "me" who answers for them."""
        from yutang.plumbing import panels  # noqa: PLC0415 - models are ready only now
        from yutang.promises.panels import of_me, of_place, of_programme  # noqa: PLC0415

        panels.hang("place", of_place, order=45)
        panels.hang("programme", of_programme, order=80)
        panels.hang("me", of_me, order=40)
