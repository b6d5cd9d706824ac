from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EcologyConfig(AppConfig):
    name = "yutang.ecology"
    label = "ecology"
    verbose_name = _("Ecology and green jobs")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show plots on programmes and maps and on the page "me"; offer the room's figures."""
        from yutang.ecology import marks  # noqa: PLC0415 - models are ready only now
        from yutang.ecology.panels import of_me, of_programme  # noqa: PLC0415
        from yutang.ecology.queries import offer  # noqa: PLC0415
        from yutang.plumbing import panels  # noqa: PLC0415

        panels.hang("programme", of_programme, order=60)
        panels.hang("me", of_me, order=48)
        marks.offer()
        offer()
