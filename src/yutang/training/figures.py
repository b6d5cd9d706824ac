"""What training knows of places, for comparisons, maps and promises."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yutang.plumbing import figures
from yutang.training.queries import tallies


def offer() -> None:
    """Offer the figures; persons and person-times are figures of their own."""
    came = _("Different people who were at a session of a class there in the year.")
    plan = _("Different people at a session of the Qingcheng plan there in the year.")
    for order, figure in enumerate(
        (
            _figure("persons", _("People trained"), _("persons"), came, tallies.persons)._replace(
                counts="persons"
            ),
            _figure(
                "person_times",
                _("Attendances at training"),
                _("person-times"),
                _("Each time somebody was at a session: three sessions are three."),
                tallies.person_times,
            )._replace(counts="person_times"),
            _figure("women", _("Women trained"), _("persons"), came, tallies.women)._replace(
                counts="persons"
            ),
            _figure(
                "completed",
                _("People who completed a class"),
                _("persons"),
                _("Different people judged to have completed a class there in the year."),
                tallies.completed,
            )._replace(counts="persons"),
            _figure(
                "classes",
                _("Classes held"),
                _("classes"),
                _("Classes there that began in the year, without cancelled ones."),
                tallies.classes,
            ),
            _figure(
                "qingcheng_schools",
                _("Schools of the Qingcheng plan"),
                _("schools"),
                _("Schools with a session of the Qingcheng plan that somebody attended."),
                tallies.qingcheng_schools,
            ),
            _figure(
                "qingcheng_students",
                _("Students of the Qingcheng plan"),
                _("persons"),
                plan,
                tallies.qingcheng_students,
            )._replace(counts="persons"),
            _figure(
                "qingcheng_teachers",
                _("Teachers of the Qingcheng plan"),
                _("persons"),
                plan,
                tallies.qingcheng_teachers,
            )._replace(counts="persons"),
        ),
        start=60,
    ):
        figures.offer(figure._replace(order=order))


def _figure(
    name: str, title: figures.Text, unit: figures.Text, told: figures.Text, read: figures.Read
) -> figures.Figure:
    return figures.Figure(f"training.{name}", title, unit, told, read, rows=_rows)


def _rows(code: str, year: int) -> str:
    del year
    return f"{reverse('training:classes')}?place={code}"
