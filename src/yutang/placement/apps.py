from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacementConfig(AppConfig):
    name = "yutang.placement"
    label = "placement"
    verbose_name = _("Placement")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show work on the pages of rooms below; offer how many were placed."""
        from yutang.placement import panels as ours  # noqa: PLC0415 - models are ready only now
        from yutang.placement.queries import figures as known  # noqa: PLC0415
        from yutang.plumbing import figures, panels  # noqa: PLC0415

        panels.hang("me", ours.of_me, order=35)
        panels.hang("member", ours.of_member, order=40)
        panels.hang("class", ours.of_class, order=40)
        panels.hang("programme", ours.of_programme, order=40)
        panels.hang("place", ours.of_place, order=60)
        figures.offer(
            figures.Figure(
                name="placement.persons",
                title=_("Persons placed"),
                unit=_("persons"),
                told=_(
                    "Persons living in the place who began to work in the year, through the board"
                    " or told by who helped; each counted once, internships apart."
                ),
                read=known.placed,
                order=82,
                counts="persons",
            )
        )
        figures.offer(
            figures.Figure(
                name="placement.interns",
                title=_("Internships begun"),
                unit=_("persons"),
                told=_(
                    "Persons living in the place who began an internship in the year, each counted"
                    " once."
                ),
                read=known.interns,
                order=83,
                counts="persons",
            )
        )
