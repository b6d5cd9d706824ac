from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HostsConfig(AppConfig):
    name = "yutang.hosts"
    label = "hosts"
    verbose_name = _("Hosts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show hosts on classes, programmes, places, persons and "me"; offer their figures."""
        from yutang.hosts import figures as told  # noqa: PLC0415 - models are ready only now
        from yutang.hosts import panels as ours  # noqa: PLC0415
        from yutang.plumbing import figures, panels  # noqa: PLC0415

        panels.hang("class", ours.of_class, order=30)
        panels.hang("programme", ours.of_programme, order=40)
        panels.hang("place", ours.of_place, order=62)
        panels.hang("me", ours.of_me, order=42)
        panels.hang("member", ours.of_member, order=30)
        panels.hang("programmes-work", ours.of_work, order=40)
        for figure in told.FIGURES:
            figures.offer(figure)
