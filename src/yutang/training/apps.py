from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "yutang.training"
    label = "training"
    verbose_name = _("Training")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show classes on programmes, places, members and "me"; offer what places came to."""
        from yutang.plumbing import panels  # noqa: PLC0415 - models are ready only now
        from yutang.training import figures  # noqa: PLC0415
        from yutang.training import panels as ours  # noqa: PLC0415

        panels.hang("programme", ours.of_programme, order=20)
        panels.hang("place", ours.of_place, order=60)
        panels.hang("member", ours.of_member, order=20)
        panels.hang("me", ours.of_me)
        panels.hang("programmes-work", ours.of_work, order=20)
        figures.offer()
