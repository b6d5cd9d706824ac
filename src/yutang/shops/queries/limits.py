"""Natural persons and the yearly limit: one keeper over all their shops and platforms."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from yutang.shops.models import KeeperKind, Shop
from yutang.shops.rules.limits import Limit, Standing, limit_of, standing

_MOST = 500


@dataclass(frozen=True)
class KeeperYear:
    """What a natural person's shops sold in a calendar year, less refunds, in fen."""

    keeper: str
    """Masked."""
    shops: tuple[tuple[int, str], ...]
    """Ids and names of those in the places asked for."""
    sales_fen: int
    percent: int
    """Of the limit."""
    standing: Standing


def keeper_years(
    year: int, within: Collection[str], wanted: Collection[Standing] = ("over", "near")
) -> list[KeeperYear]:
    """Return the natural persons of these places who stand so, the highest sums first.

    A keeper's sum is over all their shops, also those elsewhere: the limit is a person's. At most
    500 are returned. Two queries.
    """
    limit = limit_of(year)
    if limit is None:
        return []
    here = Q(pk__in=[])
    for code in within:
        here |= Q(village_code__startswith=code)
    persons = Shop.objects.filter(keeper_kind=KeeperKind.PERSON)
    ours = persons.filter(here)
    sums = Sum("listings__months__sales_fen") - Coalesce(Sum("listings__months__refunds_fen"), 0)
    sold = (
        persons.filter(
            keeper_digest__in=ours.values("keeper_digest"),
            listings__months__month__year=year,
        )
        .values("keeper_digest")
        .annotate(sales_fen=sums)
        .filter(sales_fen__gt=0)
        .order_by("-sales_fen")
    )
    found = {bytes(row["keeper_digest"] or b""): int(row["sales_fen"]) for row in sold[: 4 * _MOST]}
    shops: dict[bytes, list[Shop]] = {}
    for shop in ours.filter(keeper_digest__in=found).order_by("name"):
        shops.setdefault(bytes(shop.keeper_digest or b""), []).append(shop)
    years = [_year(shops[mark], fen, limit) for mark, fen in found.items() if mark in shops]
    return [each for each in years if each.standing in wanted][:_MOST]


def standing_of(shop: Shop, year: int) -> KeeperYear | None:
    """Return where a shop's keeper stands; None for firms, and where nothing was sold."""
    if shop.keeper_kind != KeeperKind.PERSON:
        return None
    every: Collection[Standing] = ("over", "near", "below", "own_grown")
    found = keeper_years(year, [shop.village_code], every)
    return next((each for each in found if shop.pk in dict(each.shops)), None)


def _year(shops: list[Shop], fen: int, limit: Limit) -> KeeperYear:
    own_grown = all(shop.own_grown for shop in shops)
    return KeeperYear(
        keeper=shops[0].keeper_masked,
        shops=tuple((shop.pk, shop.name) for shop in shops),
        sales_fen=fen,
        percent=fen * 100 // limit.fen,
        standing=standing(fen, limit, own_grown=own_grown),
    )
