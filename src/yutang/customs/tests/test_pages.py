"""Rates by hand and by file, declarations, the second currency, and the list as a file."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.cast import COUNTY, ClientOf

from yutang.customs import actions, queries
from yutang.customs.errors import BadRate
from yutang.customs.models import Rate
from yutang.customs.rules import DeclarationFacts, RateFacts, Settings
from yutang.kernel.clock import now, wall
from yutang.money.models import Attempt
from yutang.people.access import Person
from yutang.trade import actions as trade
from yutang.trade.models import Lot, Order

CHESTNUTS = DeclarationFacts(
    hs_code="0802410000", declared_name="板栗", gross_g=1100, net_g=1000, unit_code="125"
)


def rate(days_ago: int, yuan: str) -> RateFacts:
    return RateFacts("USD", wall(now()).date() - timedelta(days=days_ago), Decimal(yuan))


def test_the_newest_rate_not_after_the_day_counts(clerk: Person) -> None:
    for days_ago, yuan in ((10, "7.10"), (3, "7.20"), (-1, "7.90")):
        actions.set_rate(rate(days_ago, yuan), clerk)
    today = wall(now()).date()
    found = queries.rate_on("USD", today)
    assert found is not None
    assert found.rate == Decimal("7.20")
    assert queries.rate_on("USD", today - timedelta(days=20)) is None
    actions.set_rate(rate(3, "7.25"), clerk)
    assert Rate.objects.count() == 3


def test_a_file_is_taken_whole_or_not_at_all(client_of: ClientOf, clerk: Person) -> None:
    with pytest.raises(BadRate):
        actions.take_rates([["USD", "2026-11-18", "7.1"], ["USD", "soon", "7.2"]], clerk)
    assert not Rate.objects.exists()
    file = SimpleUploadedFile(
        "rates.csv",
        "币种,日期,汇率,来源\nUSD,2026-11-18,7.1132,中行\nEUR,2026-11-18,8.2\n".encode(),
    )
    browser = client_of(clerk)
    assert browser.post("/customs/rates/file/", {"file": file}).status_code == 302
    assert Rate.objects.count() == 2
    assert "7.1132" in browser.get("/customs/rates/").content.decode()
    assert browser.post("/customs/rates/file/", {}).status_code == 302
    said = browser.post(
        "/customs/rates/", {"currency": "USD", "day": "2026-11-19", "rate": "7.12", "source": ""}
    )
    assert said.status_code == 302


def test_a_reader_chooses_a_second_currency(
    client_of: ClientOf, buyer: Person, clerk: Person, lot: Lot, live_sale: object
) -> None:
    browser, page = client_of(buyer), f"/goods/{lot.product_id}/"
    assert "USD" not in browser.get(page).content.decode()
    actions.set_rate(rate(40, "7.1132"), clerk)
    chosen = browser.post("/customs/currency/", {"product": lot.product_id, "currency": "USD"})
    assert chosen.status_code == 302
    text = browser.get(page).content.decode()
    assert "USD 4.20" in text
    assert "7.1132" in text
    assert "notice warn" in text, "an old rate is said to be old"
    browser.post("/customs/currency/", {"product": lot.product_id, "currency": "<script>"})
    assert "USD 4.20" not in browser.get(page).content.decode()


def test_a_declaration_is_written_by_who_runs_the_register_and_shown(
    client_of: ClientOf, farmer: Person, buyer: Person, other_clerk: Person, lot: Lot
) -> None:
    path = f"/customs/goods/{lot.product_id}/"
    form = {name: str(value) for name, value in vars(CHESTNUTS).items()}
    assert client_of(other_clerk).post(path, form).status_code == 404
    assert client_of(farmer).post(path, form | {"hs_code": "12"}).status_code == 422
    assert client_of(farmer).post(path, form).status_code == 302
    assert "0802410000" in client_of(buyer).get(f"/goods/{lot.product_id}/").content.decode()
    assert client_of(farmer).post(f"{path}remove/").status_code == 302
    assert queries.declaration_of(lot.product_id) is None


def test_only_whole_rows_of_chosen_orders_get_into_the_file(
    client_of: ClientOf,
    clerk: Person,
    other_clerk: Person,
    ready_order: Order,
) -> None:
    actions.declare(ready_order.lot.product_id, CHESTNUTS)
    trade.mark_paid(ready_order.pk, None)
    trade.ship(ready_order.pk, "SF1234567890", clerk)
    browser = client_of(clerk)
    assert "支付编号" in browser.get("/customs/").content.decode()
    assert ready_order.pk.hex not in browser.get("/customs/list.csv").content.decode()
    fields = {name: "1" for name, value in vars(Settings()).items() if not value}
    usual = {name: value for name, value in vars(Settings()).items() if value}
    assert browser.post(f"/customs/settings/{COUNTY}/", fields | usual).status_code == 302
    at = now()
    Attempt.objects.create(
        order=ready_order,
        provider="wechat",
        kind="code",
        out_trade_no="YT1",
        amount_fen=ready_order.amount_fen,
        state="paid",
        opened_at=at,
        until=at,
        ask_at=at,
        paid_at=at,
        transaction_no="P1",
    )
    text = browser.get("/customs/list.csv").content.decode()
    assert ready_order.pk.hex in text
    assert "0802410000" in text
    assert "59.80" in text
    assert ready_order.pk.hex not in browser.get("/customs/list.csv?order=0").content.decode()
    assert browser.get("/customs/list.xlsx").content[:2] == b"PK"
    assert ready_order.pk.hex not in client_of(other_clerk).get("/customs/").content.decode()
    assert client_of(other_clerk).get(f"/customs/settings/{COUNTY}/").status_code == 404
    row = queries.rows(clerk, rate(1, "1").day, rate(0, "1").day)[0]
    assert row.is_whole
    assert replace(row, lacks=("x",)).is_whole is False
