"""Months entered by hand: by the keeper, or by the clerk of the place."""

from datetime import date

from django.db import transaction

from yutang.kernel.clock import now, today
from yutang.people.access import Person
from yutang.shops import access
from yutang.shops.actions.merging import Whence, merge
from yutang.shops.errors import BadMonth, MonthIsNewer, TypedHere
from yutang.shops.models import Origin
from yutang.shops.rules.merging import MOST_FEN, MOST_ORDERS, Figures, Said
from yutang.shops.rules.platforms import OWN


def enter_month(listing_id: int, month: date, figures: Figures, by: Person) -> None:
    """Write what a listing sold in a month; what was known before stays readable.

    Raises:
        NotFound: the shop is neither the person's own nor in their places.
        TypedHere: this platform's months are counted.
        BadMonth: before the shop opened, still to come, or figures that no month has.
        MonthIsNewer: a source has said something that was modified later.
    """
    listing = access.listing_to_keep(by, listing_id)
    if listing.platform == OWN:
        raise TypedHere
    first, at = month.replace(day=1), now()
    begins = min(listing.opened_on, listing.shop.opened_on).replace(day=1)
    too_much = max(figures.sales_fen, figures.refunds_fen) > MOST_FEN or (
        max(figures.orders, figures.units) > MOST_ORDERS
    )
    if not begins <= first <= today() or min(figures) < 0 or too_much:
        raise BadMonth
    with transaction.atomic():
        said = Said(listing.pk, first, figures, at)
        if merge([said], Whence(Origin.HAND, at, by=by))["older"]:
            raise MonthIsNewer
