from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BoardsConfig(AppConfig):
    name = "yutang.boards"
    label = "boards"
    verbose_name = _("Boards")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Lead from a place's page to its boards."""
        from yutang.boards.panels import of_place  # noqa: PLC0415 - models are ready only now
        from yutang.plumbing import panels  # noqa: PLC0415

        panels.hang("place", of_place, order=15)
