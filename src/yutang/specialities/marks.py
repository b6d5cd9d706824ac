"""What this room draws on maps: industry clusters, their towns joined."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yutang.plumbing import overlays
from yutang.plumbing.overlays import Mark, Overlay
from yutang.specialities.queries import clusters


def offer() -> None:
    """Offer the overlay; called once when Django is ready."""
    overlays.offer(
        Overlay(
            name="specialities.clusters",
            title=_("Industry clusters"),
            told=_("Neighbouring towns that sell the same good and share suppliers or buyers."),
            read=cluster_marks,
            order=35,
        )
    )


def cluster_marks(code: str, year: int) -> list[Mark]:
    """Return the industry clusters with a town in a place, those of the year."""
    found = clusters.cluster_views(clusters.clusters(code, year)[: overlays.MARKS_MOST])
    return [
        Mark(
            title=each.class_label,
            codes=tuple(town.code for town in each.towns),
            said=", ".join(town.name for town in each.towns[:3]),
            href=reverse("specialities:clusters"),
            weight=len(each.towns),
        )
        for each in found
    ]
