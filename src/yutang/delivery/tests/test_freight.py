"""What a parcel costs and what the buyer pays: by table, and whatever the figures are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yutang.delivery.errors import BadTariff
from yutang.delivery.rules import freight as rates
from yutang.delivery.rules.freight import Freight, TariffFacts, Terms, ZoneFacts

NEAR = ZoneFacts(areas=("13", "11"), first_fen=500, step_fen=100)
FAR = ZoneFacts(areas=("65",), first_fen=2000, step_fen=1500, surcharge_fen=800)
NOT_THERE = ZoneFacts(areas=("6501",), is_delivered=False)
REST = ZoneFacts(first_fen=800, step_fen=200)
TABLE = TariffFacts(name="小件", zones=(NEAR, FAR, NOT_THERE, REST))


@pytest.mark.parametrize(
    ("region", "weight_g", "carrier_fen"),
    [
        ("130827", 1000, 500),
        ("130827", 1001, 600),
        ("130827", 3000, 700),
        ("440300", 900, 800),
        ("650200", 2500, 2000 + 2 * 1500 + 800),
        ("", 1000, 800),
        ("130827", 0, 500),
    ],
)
def test_the_carrier_takes_the_first_weight_and_each_one_begun(
    region: str, weight_g: int, carrier_fen: int
) -> None:
    assert rates.freight(TABLE, region, weight_g, 1000) == Freight(carrier_fen, 0)


def test_the_longest_area_counts_so_a_city_may_be_left_out_of_its_province() -> None:
    assert not rates.freight(TABLE, "650102", 1000, 1000).is_delivered
    assert rates.freight(TABLE, "650200", 1000, 1000).is_delivered


@pytest.mark.parametrize(
    ("charge", "free_from_fen", "region", "buyer_fen"),
    [
        ("free", None, "650200", 0),
        ("surcharge", None, "650200", 800),
        ("surcharge", None, "130827", 0),
        ("full", None, "130827", 500),
        ("full", None, "650200", 2800),
        ("full", 5000, "130827", 0),
        ("full", 5001, "130827", 500),
        ("full", 5000, "650200", 800),
    ],
)
def test_the_buyer_pays_what_the_sender_says(
    charge: rates.Charge, free_from_fen: int | None, region: str, buyer_fen: int
) -> None:
    tariff = replace(TABLE, charge=charge, free_from_fen=free_from_fen)
    assert rates.freight(tariff, region, 1000, 5000).buyer_fen == buyer_fen


_FEN = some.integers(0, rates.FEN_MAX)
_AREAS = some.sampled_from(["11", "13", "1308", "130827", "44", "65", "6501"])
_ZONES = some.lists(_AREAS, max_size=5, unique=True).flatmap(
    lambda areas: some.tuples(
        *(
            some.builds(
                ZoneFacts,
                areas=some.just((area,)),
                is_delivered=some.booleans(),
                first_fen=_FEN,
                step_fen=_FEN,
                surcharge_fen=_FEN,
            )
            for area in areas
        ),
        some.builds(ZoneFacts, first_fen=_FEN, step_fen=_FEN),
    )
)
_TARIFFS = some.builds(
    TariffFacts,
    name=some.just("小件"),
    zones=_ZONES,
    first_g=some.integers(1, 5000),
    step_g=some.integers(1, 5000),
    charge=some.sampled_from(["free", "surcharge", "full"]),
    free_from_fen=some.none() | _FEN,
)
_REGIONS = some.sampled_from(["", "110105", "130827", "130828", "130900", "440300", "650102"])
_GRAMS = some.integers(0, 60_000)


@given(_TARIFFS, _REGIONS, _GRAMS, _GRAMS, _FEN)
def test_heavier_is_never_cheaper(
    tariff: TariffFacts, region: str, one_g: int, other_g: int, goods_fen: int
) -> None:
    light, heavy = sorted((one_g, other_g))
    lighter = rates.freight(tariff, region, light, goods_fen)
    heavier = rates.freight(tariff, region, heavy, goods_fen)
    assert lighter.is_delivered == heavier.is_delivered
    assert lighter.carrier_fen <= heavier.carrier_fen
    assert lighter.buyer_fen <= heavier.buyer_fen


@given(_TARIFFS, _REGIONS, _GRAMS, _FEN, _FEN)
def test_the_buyer_never_pays_more_than_the_carrier_takes_nor_more_for_buying_more(
    tariff: TariffFacts, region: str, weight_g: int, one_fen: int, other_fen: int
) -> None:
    less, more = sorted((one_fen, other_fen))
    small, large = (rates.freight(tariff, region, weight_g, fen) for fen in (less, more))
    assert 0 <= large.buyer_fen <= small.buyer_fen <= small.carrier_fen == large.carrier_fen


@given(_TARIFFS, _REGIONS, _GRAMS, _FEN)
def test_checking_a_tariff_changes_no_price(
    tariff: TariffFacts, region: str, weight_g: int, goods_fen: int
) -> None:
    shuffled = replace(tariff, zones=tariff.zones[::-1])
    checked = rates.check_tariff(shuffled)
    assert checked.zones[-1].areas == ()
    before = rates.freight(tariff, region, weight_g, goods_fen)
    assert rates.freight(checked, region, weight_g, goods_fen) == before


@pytest.mark.parametrize(
    "wrong",
    [
        replace(TABLE, name=" "),
        replace(TABLE, zones=(NEAR,)),
        replace(TABLE, zones=(REST, REST)),
        replace(TABLE, zones=(NEAR, NEAR, REST)),
        replace(TABLE, zones=(replace(REST, first_fen=-1),)),
        replace(TABLE, zones=(replace(REST, first_fen=rates.FEN_MAX + 1),)),
        replace(TABLE, first_g=0),
        replace(TABLE, step_g=0),
    ],
)
def test_a_tariff_that_says_no_price_for_somewhere_is_refused(wrong: TariffFacts) -> None:
    with pytest.raises(BadTariff):
        rates.check_tariff(wrong)


def test_the_assumed_tariff_is_a_whole_one_and_free_for_buyers() -> None:
    assert rates.check_tariff(replace(rates.ASSUMED, name="x")).zones == rates.ASSUMED.zones
    assert rates.freight(rates.ASSUMED, "650102", 5000, 100).buyer_fen == 0
    assert not rates.freight(rates.ASSUMED, "710000", 1000, 100).is_delivered


def test_a_lot_says_it_before_its_product() -> None:
    lot, product = Terms(ship_within_h=12), Terms(tariff_id=3, ship_within_h=24, packed_g=1200)
    assert rates.merged([lot, product]) == Terms(3, 12, 1200)
    assert rates.merged([Terms(), Terms()]) == Terms()


def test_a_parcel_weighs_its_units_and_its_packing_where_a_unit_was_weighed() -> None:
    assert rates.weight_of(3, 1000, 200) == 3200
    assert rates.weight_of(3, None, 200) == 0
