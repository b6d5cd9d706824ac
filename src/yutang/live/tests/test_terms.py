"""On which terms goods are sold: what the host and the county office type, and what comes of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from tests.cast import ClientOf
from tests.stall import LOT_UNITS, OrderOf

from yutang.goods.models import Product
from yutang.kernel.clock import now, wall
from yutang.live import actions, queries
from yutang.live.actions import Terms
from yutang.live.errors import NotInLineup, SaleOver
from yutang.live.models import Sale
from yutang.people.access import Person
from yutang.plumbing import rounds
from yutang.trade import queries as trade
from yutang.trade.hauls import waves
from yutang.trade.models import Coupon, Lot, Wave
from yutang.trade.queries import LotView

TYPED = {
    "buyer_limit": "2",
    "household_limit": "3",
    "opens_at": "2126-12-01T20:05",
    "closes_at": "2126-12-01T22:00",
    "by_ticket": "on",
    "wave_minute": ["30", "", "60.5"],
    "wave_units": ["100", "", "50"],
    "save": "1",
}
AT = datetime(2126, 12, 1, 12, 5, tzinfo=UTC)


@pytest.fixture
def desk(client_of: ClientOf, clerk: Person) -> Client:
    """The clerk's browser."""
    return client_of(clerk)


def terms_page(sale: Sale, lot: Lot) -> str:
    return f"/sales/{sale.pk}/lots/{lot.pk}/"


def view_of(lot: Lot) -> LotView:
    (view,) = trade.lot_views([lot.pk])
    return view


def test_a_lot_takes_the_terms_that_were_typed(desk: Client, sale: Sale, lot: Lot) -> None:
    answer = desk.post(terms_page(sale, lot), TYPED)
    assert answer["Location"] == f"/sales/{sale.pk}/lineup/#lot-{lot.pk}"
    view = view_of(lot)
    assert (view.buyer_limit, view.household_limit, view.by_ticket) == (2, 3, True)
    assert view.opens_at == AT, "20:05 on China's clock"
    assert [(wave.after_s, wave.units) for wave in view.waves] == [(1800, 100), (3630, 50)]
    assert all(wave.at is None for wave in view.waves), "the sale is not live yet"


def test_the_page_shows_what_was_typed_before(desk: Client, sale: Sale, lot: Lot) -> None:
    desk.post(terms_page(sale, lot), TYPED)
    html = desk.get(terms_page(sale, lot)).content.decode()
    assert 'value="2126-12-01T20:05"' in html
    assert 'value="60.5"' in html
    assert "<details" in html
    lineup = desk.get(f"/sales/{sale.pk}/lineup/").content.decode()
    for said in ("12-01 20:05 开卖", "第 30 分钟放 100 件", "每户限 3 件", "凭号购买"):
        assert said in lineup


def test_a_time_that_nobody_changed_keeps_its_seconds(
    desk: Client, sale: Sale, lot: Lot, clerk: Person
) -> None:
    opens = AT + timedelta(seconds=30, microseconds=5)
    closed = now() - timedelta(minutes=3)
    Lot.objects.filter(pk=lot.pk).update(opens_at=closed - timedelta(hours=1), closes_at=closed)
    html = desk.get(terms_page(sale, lot)).content.decode()
    shown = dict(re.findall(r'name="(opens_at|closes_at)" value="([^"]+)"', html))
    desk.post(terms_page(sale, lot), shown | {"buyer_limit": "2", "save": "1"})
    view = view_of(lot)
    assert (view.buyer_limit, view.closes_at) == (2, closed), "and one that is past stays"
    actions.set_terms(sale.pk, lot.pk, Terms(opens_at=opens), clerk)
    desk.post(terms_page(sale, lot), {"opens_at": f"{wall(opens):%Y-%m-%dT%H:%M}", "save": "1"})
    assert view_of(lot).opens_at == opens
    desk.post(terms_page(sale, lot), {"opens_at": f"{wall(opens):%Y-%m-%dT%H}:07", "save": "1"})
    assert view_of(lot).opens_at == AT + timedelta(minutes=2)


def test_an_end_that_is_past_already_is_refused_with_the_reason(
    desk: Client, sale: Sale, lot: Lot
) -> None:
    past = f"{wall(now()) - timedelta(minutes=2):%Y-%m-%dT%H:%M}"
    html = desk.post(terms_page(sale, lot), {"closes_at": past, "save": "1"}).content.decode()
    assert "这个停卖时间已经过去了" in html
    assert f'value="{past}"' in html
    assert view_of(lot).closes_at is None


def test_terms_that_are_emptied_are_gone(desk: Client, sale: Sale, lot: Lot) -> None:
    desk.post(terms_page(sale, lot), TYPED)
    desk.post(terms_page(sale, lot), {"save": "1"})
    view = view_of(lot)
    assert (view.opens_at, view.buyer_limit, view.by_ticket, view.waves) == (None, None, False, ())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"closes_at": "2126-12-01T20:00"}, "停卖的时间要比开卖晚"),
        ({"wave_minute": ["soon"], "wave_units": ["5"]}, "请填开播后第几分钟"),
        ({"wave_minute": ["30"], "wave_units": [""]}, "请填开播后第几分钟"),
        ({"wave_minute": ["1e999"], "wave_units": ["5"]}, "请填开播后第几分钟"),
        ({"wave_minute": ["99999"], "wave_units": ["5"]}, "请填开播后第几分钟"),
        ({"household_limit": "0"}, "id_household_limit_error"),
        ({"household_limit": "9999999999"}, "id_household_limit_error"),
        ({"buyer_limit": "9999999999"}, "id_buyer_limit_error"),
        ({"opens_at": "0001-01-01T00:00"}, "id_opens_at_error"),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_changes_nothing(
    desk: Client, sale: Sale, lot: Lot, typed: dict[str, object], said: str
) -> None:
    answer = desk.post(terms_page(sale, lot), TYPED | typed)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert view_of(lot).opens_at is None
    assert not Wave.objects.exists()


def test_without_scripts_a_button_adds_a_row_and_another_takes_one_away(
    desk: Client, sale: Sale, lot: Lot
) -> None:
    typed = {name: value for name, value in TYPED.items() if name != "save"}
    more = desk.post(terms_page(sale, lot), typed | {"more_waves": "1"}).content.decode()
    assert more.count('name="wave_minute"') == 4 + 1, "four rows, and the blank one for scripts"
    less = desk.post(terms_page(sale, lot), typed | {"drop_wave": "0"}).content.decode()
    assert 'value="60.5"' in less
    assert 'value="30"' not in less
    assert not Wave.objects.exists(), "nothing is kept before one saves"


def test_waves_begin_to_count_when_the_sale_goes_live_for_the_first_time(
    sale: Sale, lot: Lot, clerk: Person
) -> None:
    actions.set_terms(sale.pk, lot.pk, Terms(waves=[(600, 5)]), clerk)
    live = actions.change_state(sale.pk, "live", clerk)
    assert live.live_at is not None
    due = live.live_at + timedelta(seconds=600)
    assert view_of(lot).next_wave_at == due
    actions.change_state(sale.pk, "paused", clerk)
    actions.change_state(sale.pk, "live", clerk)
    assert view_of(lot).next_wave_at == due, "a pause moves nothing"


def test_a_wave_that_came_while_the_form_was_open_does_not_come_twice(
    desk: Client, live_sale: Sale, lot: Lot, clerk: Person
) -> None:
    planned = [(0, 5), (3600, 7)]
    actions.set_terms(live_sale.pk, lot.pk, Terms(waves=planned), clerk)
    for _saved in range(2):
        connection.ensure_connection()
        rounds.run(connection.connection, waves.release(now()))
        assert view_of(lot).stocked == LOT_UNITS + 5
        typed = {"wave_minute": ["0", "60"], "wave_units": ["5", "7"], "save": "1"}
        assert desk.post(terms_page(live_sale, lot), typed).status_code == 302
    assert [wave.units for wave in view_of(lot).waves] == [5, 7]


def test_in_a_running_sale_a_new_wave_has_its_moment_at_once(
    live_sale: Sale, lot: Lot, clerk: Person
) -> None:
    actions.set_terms(live_sale.pk, lot.pk, Terms(waves=[(3600, 5)]), clerk)
    assert live_sale.live_at is not None
    assert view_of(lot).next_wave_at == live_sale.live_at + timedelta(hours=1)


def test_a_lot_that_joins_a_running_sale_brings_its_waves_and_joins_the_caps(
    desk: Client, live_sale: Sale, product: Product, clerk: Person
) -> None:
    actions.cap_sale(live_sale.pk, {"orders": 100}, clerk)
    typed = {
        "product": product.pk,
        "price": "9.9",
        "units": "8",
        "hold_minutes": "15",
        "wave_minute": ["90"],
        "wave_units": ["4"],
        "coupon_count": "3",
    }
    desk.post(f"/sales/{live_sale.pk}/lineup/add/", typed)
    made = Lot.objects.latest("pk")
    assert live_sale.live_at is not None
    assert view_of(made).next_wave_at == live_sale.live_at + timedelta(minutes=90)
    assert Coupon.objects.filter(lot=made, uses_most=1).count() == 3
    (cap,) = trade.caps_of_sale(live_sale.pk)
    assert set(cap.lots) == set(queries.lineup_lots(live_sale.pk))


def test_a_lot_that_leaves_the_lineup_leaves_the_caps(
    sale: Sale, lot: Lot, oil_lot: Lot, clerk: Person
) -> None:
    actions.cap_sale(sale.pk, {"orders": 100}, clerk)
    actions.remove_from_lineup(sale.pk, oil_lot.pk, clerk)
    assert [cap.lots for cap in trade.caps_of_sale(sale.pk)] == [(lot.pk,)]
    actions.remove_from_lineup(sale.pk, lot.pk, clerk)
    assert trade.caps_of_sale(sale.pk) == []


def test_codes_are_made_shown_and_ended(desk: Client, sale: Sale, lot: Lot) -> None:
    base = terms_page(sale, lot)
    answer = desk.post(f"{base}coupons/add/", {"count": "12", "uses": "2"}, follow=True)
    html = answer.content.decode()
    codes = list(Coupon.objects.values_list("code", flat=True))
    assert len(codes) == 12
    assert all(code in html for code in codes)
    assert "已用 0 / 2 次" in html
    assert "只有拿到码的人才能买" in desk.get(base).content.decode()
    desk.post(f"{base}coupons/end/")
    assert not view_of(lot).by_coupon
    assert "还没有购买码" in desk.get(f"{base}coupons/").content.decode()


@pytest.mark.parametrize("count", ["0", "", "100000", "many"])
def test_codes_beyond_reason_are_not_made(desk: Client, sale: Sale, lot: Lot, count: str) -> None:
    answer = desk.post(f"{terms_page(sale, lot)}coupons/add/", {"count": count, "uses": "1"})
    assert answer.status_code == 200
    assert not Coupon.objects.exists()


def test_caps_are_set_shown_with_how_far_they_are_and_lifted(
    desk: Client, live_sale: Sale, lot: Lot, buyer: Person, order_of: OrderOf
) -> None:
    typed = {"orders": "2", "yuan": "1,000", "parcels_day": ""}
    desk.post(f"/sales/{live_sale.pk}/caps/", typed)
    order_of(buyer, lot, 2, live_sale.pk)
    html = desk.get(f"/sales/{live_sale.pk}/lineup/").content.decode()
    assert "1 / 2" in html
    assert "¥59.80 / ¥1,000.00" in html
    order_of(buyer, lot, 1, live_sale.pk)
    console = desk.get(f"/live/{live_sale.pk}/host/caps/").content.decode()
    assert "满了，不再接单" in console
    desk.post(f"/sales/{live_sale.pk}/caps/", {"orders": "", "yuan": "", "parcels_day": ""})
    assert trade.caps_of_sale(live_sale.pk) == []


@pytest.mark.parametrize(
    "typed", [{"yuan": "a lot"}, {"orders": "-5"}, {"yuan": "9" * 20}, {"parcels_day": "0"}]
)
def test_a_cap_that_is_none_is_said_beside_its_field(
    desk: Client, sale: Sale, typed: dict[str, str]
) -> None:
    answer = desk.post(f"/sales/{sale.pk}/caps/", typed)
    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode()
    assert trade.caps_of_sale(sale.pk) == []


def test_a_sale_that_is_over_changes_no_terms(live_sale: Sale, lot: Lot, clerk: Person) -> None:
    actions.end_sale(live_sale.pk, clerk, keep_selling=True)
    with pytest.raises(SaleOver):
        actions.set_terms(live_sale.pk, lot.pk, Terms(buyer_limit=1), clerk)
    with pytest.raises(SaleOver):
        actions.cap_sale(live_sale.pk, {"orders": 1}, clerk)


def test_a_lot_of_another_sale_is_not_there(
    desk: Client, empty_sale: Sale, lot: Lot, clerk: Person
) -> None:
    assert desk.get(terms_page(empty_sale, lot)).status_code == 404
    assert desk.post(terms_page(empty_sale, lot), TYPED).status_code == 404
    with pytest.raises(NotInLineup):
        actions.set_terms(empty_sale.pk, lot.pk, Terms(buyer_limit=1), clerk)


def test_the_room_carries_the_terms_for_its_scripts(
    client: Client, live_sale: Sale, lot: Lot, clerk: Person
) -> None:
    opens = now() + timedelta(hours=1)
    actions.set_terms(live_sale.pk, lot.pk, Terms(opens_at=opens, household_limit=2), clerk)
    actions.add_coupons(live_sale.pk, lot.pk, 1, 1, clerk)
    html = client.get(f"/live/{live_sale.pk}/lineup/").content.decode()
    assert f'data-opens="{int(opens.timestamp())}"' in html
    assert 'data-household="2" data-coupon="1"' in html
    assert "开卖" in html
    assert "凭码购买" in html


def test_the_console_says_when_a_lot_opens_and_gets_more(
    desk: Client, live_sale: Sale, lot: Lot, clerk: Person
) -> None:
    opens = now() + timedelta(hours=1)
    actions.set_terms(live_sale.pk, lot.pk, Terms(opens_at=opens, waves=[(7200, 5)]), clerk)
    html = desk.get(f"/live/{live_sale.pk}/host/").content.decode()
    assert "开卖 · " in html
    assert "再放一批" in html
    assert f"/sales/{live_sale.pk}/lots/{lot.pk}/" in html


def test_an_assistant_sees_no_way_to_the_terms(
    client_of: ClientOf, live_sale: Sale, stranger: Person, lot: Lot
) -> None:
    actions.add_helper(live_sale.pk, stranger, "assistant", live_sale.host)
    html = client_of(stranger).get(f"/live/{live_sale.pk}/host/").content.decode()
    assert f"/sales/{live_sale.pk}/lots/" not in html
