"""Offers as the board and their pages show them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _

from yutang.kernel.money import yuan
from yutang.placement.access import on_board
from yutang.placement.models import Application, Offer, OfferKind, OfferState, PayBasis
from yutang.placement.rules import applying, offers


class OfferView(NamedTuple):
    """An offer; nothing in it is a person's."""

    id: int
    title: str
    about: str
    kind: str
    kind_name: str
    offered_by: str
    place_code: str
    pay: str
    wanted: int
    left: int
    housing: bool
    age_least: int
    until: date
    state: str
    state_name: str
    since: datetime
    waiting: int
    """Applications that nobody answered yet."""
    is_demo: bool


def cards(found: Iterable[Offer]) -> list[OfferView]:
    """Return these offers in their order."""
    rows = list(found)
    asked = Application.objects.filter(offer__in=rows, state=applying.APPLIED).order_by()
    waiting = dict(asked.values_list("offer").annotate(Count("pk")))
    return [_view(row, waiting.get(row.pk, 0)) for row in rows]


def offer_view(offer: Offer) -> OfferView:
    """Return one offer."""
    return cards([offer])[0]


def counts_by_kind() -> list[tuple[str, str, int]]:
    """Return the kinds that the board has, with how many offers."""
    rows = on_board().order_by().values_list("kind").annotate(Count("pk"))
    found = dict(rows)
    return [(kind.value, str(kind.label), found[kind]) for kind in OfferKind if kind in found]


def flagged(offer: Offer) -> list[str]:
    """Return the words of an offer that whoever checks has to look at."""
    return offers.flags(f"{offer.title} {offer.about}")


def has_demo() -> bool:
    """Tell whether the demo has painted offers."""
    return Offer.objects.filter(is_demo=True).exists()


def pay_of(offer: Offer) -> str:
    """Return the pay in words, as ``¥2,800–3,500 a month``."""
    if offer.pay_basis == PayBasis.SHARE:
        return _("%(n)s%% of what is sold") % {"n": offer.share_percent}
    if offer.pay_basis == PayBasis.NONE:
        return _("without pay")
    low, high = _whole(offer.pay_from_fen), _whole(offer.pay_to_fen)
    amount = f"¥{low}" if low == high else f"¥{low}–{high}"
    if offer.pay_basis == PayBasis.DAY:
        return _("%(amount)s a day") % {"amount": amount}
    return _("%(amount)s a month") % {"amount": amount}


def _whole(fen: int) -> str:
    return yuan(fen).removesuffix(".00")


def _view(row: Offer, waiting: int) -> OfferView:
    return OfferView(
        id=row.pk,
        title=row.title,
        about=row.about,
        kind=row.kind,
        kind_name=row.get_kind_display(),
        offered_by=row.offered_by,
        place_code=row.place_code,
        pay=pay_of(row),
        wanted=row.wanted,
        left=row.wanted - row.hired,
        housing=row.housing,
        age_least=row.age_least,
        until=row.until,
        state=row.state,
        state_name=str(OfferState(row.state).label),
        since=row.since,
        waiting=waiting,
        is_demo=row.is_demo,
    )
