"""What sending a parcel costs the sender, and what of that the buyer pays.

Weights in grams, money in whole fen, areas by code: a county lies in an area when its code begins
with the area's. Two figures are kept apart: the carrier's price, and the buyer's freight, which
is 0 unless the sender says otherwise (包邮).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from yutang.delivery.errors import BadTariff

Charge = Literal["free", "surcharge", "full"]
FEN_MAX = 1_000_000
WEIGHT_G_MAX = 50_000
ZONES_MAX = 20
NAME_MAX = 40


@dataclass(frozen=True, kw_only=True)
class ZoneFacts:
    """Areas of one price. No areas: everywhere else."""

    areas: tuple[str, ...] = ()
    is_delivered: bool = True
    first_fen: int = 0
    step_fen: int = 0
    surcharge_fen: int = 0


@dataclass(frozen=True, kw_only=True)
class TariffFacts:
    """What is written down about a tariff; see the tables for the words."""

    name: str
    zones: tuple[ZoneFacts, ...] = ()
    first_g: int = 1000
    step_g: int = 1000
    pack_g: int = 0
    """Weight of box and filling, added to what is in it."""
    charge: Charge = "free"
    free_from_fen: int | None = None
    """Goods of this amount and above: the buyer pays no more than a remote area's surcharge."""
    is_default: bool = False


@dataclass(frozen=True)
class Freight:
    """What one parcel costs: the carrier's price, and what of it the buyer pays."""

    carrier_fen: int
    buyer_fen: int
    is_delivered: bool = True


ASSUMED = TariffFacts(
    name="",
    zones=(
        ZoneFacts(areas=("54", "65"), first_fen=2000, step_fen=1500),
        ZoneFacts(areas=("15", "46", "62", "63", "64"), first_fen=1200, step_fen=600),
        ZoneFacts(areas=("71", "81", "82"), is_delivered=False),
        ZoneFacts(first_fen=800, step_fen=200),
    ),
    pack_g=200,
)
"""Where neither producer nor county wrote a tariff down: roughly what county carriers ask.

Unverified: replace it by a county's default. The buyer pays nothing.
"""


def check_tariff(facts: TariffFacts) -> TariffFacts:
    """Return the tariff fit to be kept: its rest zone last.

    Raises:
        BadTariff: no name, no rest zone or two, an area twice, a figure out of bounds.
    """
    name = facts.name.strip()
    rest = [zone for zone in facts.zones if not zone.areas]
    areas = [area for zone in facts.zones for area in zone.areas]
    money = [
        fen for zone in facts.zones for fen in (zone.first_fen, zone.step_fen, zone.surcharge_fen)
    ]
    if not 0 < len(name) <= NAME_MAX:
        raise BadTariff(zh_what="请给运费表起个名字", en_what="please give it a name")
    if len(rest) != 1:
        raise BadTariff(
            zh_what="要有一行，也只能有一行不写地区，管“其他地方”",
            en_what="exactly one line names no area: it is for everywhere else",
        )
    if len(set(areas)) != len(areas):
        raise BadTariff(zh_what="有一个地区写了两次", en_what="an area stands there twice")
    if len(facts.zones) > ZONES_MAX or any(not 0 <= fen <= FEN_MAX for fen in money):
        raise BadTariff(
            zh_what="金额太大，或者行数太多", en_what="an amount or the list is too long"
        )
    if not (0 < facts.first_g <= WEIGHT_G_MAX and 0 < facts.step_g <= WEIGHT_G_MAX):
        raise BadTariff(zh_what="首重和续重要大于 0", en_what="both weights are more than 0")
    ordered = (*(zone for zone in facts.zones if zone.areas), *rest)
    return TariffFacts(**{**vars(facts), "name": name, "zones": ordered})


def zone_of(zones: Sequence[ZoneFacts], region_code: str) -> ZoneFacts:
    """Return the zone that a county lies in: the longest area that fits, else the rest."""
    fits = [
        (len(area), zone)
        for zone in zones
        for area in (zone.areas or ("",))
        if region_code.startswith(area)
    ]
    if not fits:
        return ZoneFacts(is_delivered=False)
    return max(fits, key=lambda fit: fit[0])[1]


def weight_of(units: int, unit_g: int | None, pack_g: int = 0) -> int:
    """Return what a parcel of so many units weighs; 0 where nobody weighed a unit."""
    return units * unit_g + pack_g if unit_g else 0


def steps(weight_g: int, first_g: int, step_g: int) -> int:
    """Return how many further weights are begun beyond the first."""
    return -(-max(weight_g - first_g, 0) // step_g)


def freight(tariff: TariffFacts, region_code: str, weight_g: int, goods_fen: int) -> Freight:
    """Return what a parcel of this weight to this county costs.

    `goods_fen`: what the goods in it cost, for "free from". An unknown county is the rest zone.
    """
    there = zone_of(tariff.zones, region_code)
    if not there.is_delivered:
        return Freight(0, 0, is_delivered=False)
    further = steps(weight_g, tariff.first_g, tariff.step_g)
    table_fen = there.first_fen + further * there.step_fen
    is_free = tariff.free_from_fen is not None and goods_fen >= tariff.free_from_fen
    buyer_fen = 0
    if tariff.charge != "free":
        buyer_fen = there.surcharge_fen
    if tariff.charge == "full" and not is_free:
        buyer_fen += table_fen
    return Freight(table_fen + there.surcharge_fen, buyer_fen)


@dataclass(frozen=True)
class Terms:
    """How something is sent, as far as one step says; None: ask the next."""

    tariff_id: int | None = None
    ship_within_h: int | None = None
    packed_g: int | None = None


def merged(steps_up: Sequence[Terms]) -> Terms:
    """Return what counts of several steps, the nearest first (lot, then product)."""

    def first(name: str) -> int | None:
        return next((got for step in steps_up if (got := getattr(step, name)) is not None), None)

    return Terms(first("tariff_id"), first("ship_within_h"), first("packed_g"))
