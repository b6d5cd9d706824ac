"""Figures of places that this room offers. Of fewer than ten persons none is known to anybody."""

from django.utils.translation import gettext_lazy as _

from yutang.indemnity.queries import paid
from yutang.plumbing.figures import Figure

FIGURES = (
    Figure(
        name="indemnity.person_times",
        title=_("Insurance cases paid"),
        unit=_("person-times"),
        told=_(
            "Cases whose payment the bank confirmed in the year. Of fewer than ten persons nothing "
            "is shown."
        ),
        read=paid.person_times,
        order=75,
        counts="person_times",
    ),
    Figure(
        name="indemnity.persons",
        title=_("People paid by insurance"),
        unit=_("persons"),
        told=_("Different persons who were paid a case in the year. Fewer than ten are not shown."),
        read=paid.persons,
        order=76,
        counts="persons",
    ),
    Figure(
        name="indemnity.yuan",
        title=_("Paid for insurance cases"),
        unit=_("yuan"),
        told=_("Yuan that arrived with insured people in the year, of ten persons or more."),
        read=paid.yuan,
        order=77,
        counts="yuan",
        digits=2,
    ),
    Figure(
        name="indemnity.days",
        title=_("Days from filing to payment"),
        unit=_("days"),
        told=_("The median of the cases paid in the year, of ten or more."),
        read=paid.days,
        order=78,
        digits=1,
    ),
)
