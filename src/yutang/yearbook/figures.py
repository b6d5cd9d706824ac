"""The figures that the yearbook offers to maps and comparisons: its kinds that all places have."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yutang.plumbing import figures
from yutang.plumbing.figures import Figure
from yutang.yearbook.queries.values import values

_TOLD = _("As told to the yearbook; where a place told nothing, what the places in it come to.")
OFFERED = {
    "households": (_("Households"), _("households"), 0),
    "population": (_("Registered population"), _("persons"), 0),
    "income_per_head_yuan": (_("Income per head"), _("yuan"), 0),
    "output_yuan": (_("Output"), _("yuan"), 0),
    "leading_income_yuan": (_("Income of the leading product"), _("yuan"), 0),
    "leading_households": (_("Households in the leading product"), _("households"), 0),
    "coop_member_households": (_("Households in co-operatives"), _("households"), 0),
    "poor_households": (_("Households given help"), _("households"), 0),
    "ecommerce_sales_yuan": (_("Online sales on other platforms"), _("yuan"), 2),
    "broadband_households": (_("Households with broadband"), _("households"), 0),
    "road_hardened": (_("Villages with a hard road"), _("villages"), 0),
    "logistics_days": (_("Days of a parcel to the village"), _("days"), 1),
    "logistics_cost_yuan": (_("Freight a parcel"), _("yuan"), 2),
}
"""Kinds by name: title, unit, digits."""


def offer_all() -> None:
    """Offer each of them as ``yearbook.<kind>``."""
    for order, (kind, (title, unit, digits)) in enumerate(OFFERED.items()):
        figures.offer(
            Figure(
                name=f"yearbook.{kind}",
                title=title,
                unit=unit,
                told=_TOLD,
                read=partial(_read, kind),
                rows=partial(_rows, kind),
                digits=digits,
                order=10 + order,
            )
        )


def _read(kind: str, codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    return values(kind, codes, year)


def _rows(kind: str, code: str, year: int) -> str:
    return reverse("yearbook:fact", args=[code, kind, year])
