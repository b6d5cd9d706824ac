"""What the ecology room draws on maps of places: plots, by their village."""

from decimal import Decimal

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yutang.ecology.models import Plot
from yutang.plumbing import overlays
from yutang.plumbing.overlays import MARKS_MOST, Mark, Overlay


def offer() -> None:
    """Offer the overlay; called once when Django is ready."""
    overlays.offer(
        Overlay(
            name="ecology.plots",
            title=gettext_lazy("Planted plots"),
            told=gettext_lazy("Plots of programmes on which planting was confirmed, by village."),
            read=plot_marks,
            order=80,
        )
    )


def plot_marks(code: str, year: int) -> list[Mark]:
    """Return the plots planted in a place up to a year, the largest first; one query."""
    planted = Sum(
        "plantings__mu",
        filter=Q(
            plantings__state="confirmed", plantings__kind="new", plantings__on__year__lte=year
        ),
    )
    plots = Plot.objects.filter(place_code__startswith=code).annotate(mu=planted)
    found = plots.filter(mu__gt=0).order_by("-mu", "pk")[:MARKS_MOST]
    return [_mark(each, each.mu) for each in found]


def _mark(plot: Plot, mu: Decimal) -> Mark:
    return Mark(
        title=plot.name,
        codes=(plot.place_code,),
        said=_("%(mu)s mu planted") % {"mu": f"{mu:,.1f}"},
        href=reverse("ecology:plot", args=[plot.pk]),
        weight=max(1, int(mu)),
    )
