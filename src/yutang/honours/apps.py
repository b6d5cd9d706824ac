from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HonoursConfig(AppConfig):
    name = "yutang.honours"
    label = "honours"
    verbose_name = _("Honours")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show honours on places and on the page "me"; offer how many are in force."""
        from yutang.honours import panels as ours  # noqa: PLC0415 - models are ready only now
        from yutang.honours.queries import in_force_counts, rows_address  # noqa: PLC0415
        from yutang.plumbing import figures, panels  # noqa: PLC0415

        panels.hang("place", ours.of_place, order=50)
        panels.hang("me", ours.of_me, order=45)
        figures.offer(
            figures.Figure(
                name="honours.in_force",
                title=_("Honours in force"),
                unit=_("honours"),
                told=_(
                    "Honours of the place and of all that lies in it that were in force at the end "
                    "of the year, or are today: neither withdrawn nor expired."
                ),
                read=in_force_counts,
                rows=rows_address,
                order=70,
            )
        )
