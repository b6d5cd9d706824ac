from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndemnityConfig(AppConfig):
    name = "yutang.indemnity"
    label = "indemnity"
    verbose_name = _("Indemnity")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show cases on "me", programmes, places and persons; offer what was paid."""
        from yutang.indemnity import figures as told  # noqa: PLC0415 - models are ready only now
        from yutang.indemnity import panels as ours  # noqa: PLC0415
        from yutang.plumbing import figures, panels  # noqa: PLC0415

        panels.hang("me", ours.of_me, order=43)
        panels.hang("programme", ours.of_programme, order=45)
        panels.hang("programmes-work", ours.of_work, order=45)
        panels.hang("place", ours.of_place, order=64)
        panels.hang("member", ours.of_member, order=45)
        for figure in told.FIGURES:
            figures.offer(figure)
