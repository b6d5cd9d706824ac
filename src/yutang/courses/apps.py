from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "yutang.courses"
    label = "courses"
    verbose_name = _("Courses")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show courses on "me" and on a person's page; offer how many learned, and how much."""
        from yutang.courses import panels as ours  # noqa: PLC0415 - models are ready only now
        from yutang.courses.queries import figures as known  # noqa: PLC0415
        from yutang.plumbing import figures, panels  # noqa: PLC0415

        panels.hang("me", ours.of_me, order=30)
        panels.hang("member", ours.of_member, order=20)
        figures.offer(
            figures.Figure(
                name="courses.learners",
                title=_("Persons who learned online"),
                unit=_("persons"),
                told=_(
                    "Persons living in the place who finished a lesson of a course in the year,"
                    " each counted once."
                ),
                read=known.learners,
                order=80,
                counts="persons",
            )
        )
        figures.offer(
            figures.Figure(
                name="courses.lessons",
                title=_("Lessons finished online"),
                unit=_("person-times"),
                told=_(
                    "Lessons of courses finished in the year by persons living in the place: who"
                    " finished three counts three times."
                ),
                read=known.lessons,
                order=81,
                counts="person_times",
            )
        )
