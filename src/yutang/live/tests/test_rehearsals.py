"""A rehearsal copies a sale, shows nowhere, counts nowhere, and goes to its last row."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from tests.cast import ClientOf
from tests.stall import LOT_UNITS, OrderOf

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.passes import Keyring
from yutang.live import actions, queries, rehearsals
from yutang.live.models import Rehearsal, Sale
from yutang.live.rehearsals import Prepared
from yutang.money import hauls
from yutang.money import rehearsal as money
from yutang.people.models import Person
from yutang.plumbing import rounds
from yutang.plumbing.config import Config
from yutang.trade import actions as trade
from yutang.trade.models import Lot, Order, Wave

_CHANGES_EACH_TIME = re.compile(
    r'csrfmiddlewaretoken" value="[^"]*"|"now": [0-9.]+|data-cell="at">[^<]*<'
    r"|统计时间,[^ ]+ [0-9:.]+|/screen/\?link=[\w:=-]+"
    r'|<section class="stack tight">\s*<h2>(?:演练|Rehearsals)</h2>.*?</section>',
    re.DOTALL,
)


def _prepare(sale: Sale, buyers: int = 3, **how: Any) -> Prepared:
    return rehearsals.prepare(sale.pk, buyers=buyers, command="yutang rehearse 1", **how)


def _play(prepared: Prepared, order_of: OrderOf) -> list[Order]:
    """Have every buyer of the rehearsal order, and all but the last one pay."""
    actions.change_state(prepared.sale, "live", None)
    buyers = Person.objects.filter(pk__in=Rehearsal.objects.get(pk=prepared.id).buyers)
    lot = Lot.objects.get(pk=prepared.lots[0].lot)
    placed = [order_of(buyer, lot, 1, prepared.sale) for buyer in buyers]
    connection.ensure_connection()
    rounds.run(
        connection.connection, hauls.pay([order.pk for order in placed[:-1]], now(), rehearsed=True)
    )
    actions.pin(prepared.sale, lot.pk, None)
    return placed


def _remove(prepared: Prepared) -> dict[str, int]:
    (found,) = [each for each in rehearsals.all_of_them() if each.pk == prepared.id]
    lots = rehearsals.lots_of(found)
    payments = money.remove(lots)
    return {"money_payment": payments, **rehearsals.remove(found, lots)}


def _rows() -> dict[str, int]:
    """Return how many rows each table has, but for the days that are to be published again."""
    with connection.cursor() as cursor:
        counts = {}
        for table in sorted({*connection.introspection.table_names(cursor)} - {"facts_change"}):
            cursor.execute(f'select count(*) from "{table}"')
            counts[table] = int(cursor.fetchone()[0])
        return counts


def _report() -> dict[str, Any]:
    return {"orders": {"kept": 1}}


def test_the_copy_has_lots_of_its_own_on_the_same_terms(sale: Sale, lot: Lot, oil_lot: Lot) -> None:
    Lot.objects.filter(pk=lot.pk).update(
        buyer_limit=2, hold_s=900, opens_at=sale.starts_at + timedelta(seconds=60)
    )
    Wave.objects.create(lot=oil_lot, after_s=120, units=5)
    prepared = _prepare(sale, speed=2.0)
    assert [each.real for each in prepared.lots] == [lot.pk, oil_lot.pk]
    copy = Lot.objects.get(pk=prepared.lots[0].lot)
    assert copy.is_rehearsal
    assert (copy.stocked, copy.available, copy.buyer_limit) == (LOT_UNITS, LOT_UNITS, 2)
    assert (copy.price_fen, copy.product_id, copy.state) == (lot.price_fen, lot.product_id, "open")
    assert copy.hold_s == 450
    assert copy.opens_at is not None
    assert copy.opens_at.timestamp() == pytest.approx(prepared.begins_at + 30)
    (wave,) = Wave.objects.filter(lot=prepared.lots[1].lot)
    assert (wave.after_s, wave.units, wave.released_at) == (60, 5, None)
    lot.refresh_from_db()
    assert (lot.available, lot.is_rehearsal) == (LOT_UNITS, False)


def test_units_ordered_already_are_rehearsed_as_if_they_were_not(
    sale: Sale, lot: Lot, buyer: Person, order_of: OrderOf
) -> None:
    order_of(buyer, lot, 4)
    trade.withdraw_units(lot.pk, 1)
    assert _prepare(sale).lots[0].units == LOT_UNITS - 1


def test_passes_are_bound_to_the_rehearsal(sale: Sale) -> None:
    prepared = _prepare(sale, buyers=2)
    keys = Keyring(Config.load().secrets().pass_keys)
    claims = [keys.check(text, "buyer", now().timestamp()) for text in prepared.passes]
    assert {claim.sale for claim in claims} == {prepared.sale}
    assert len({claim.person for claim in claims}) == 2


def test_a_rehearsal_is_not_rehearsed_and_neither_is_what_is_not_there(sale: Sale) -> None:
    prepared = _prepare(sale)
    for number in (prepared.sale, 999_999):
        with pytest.raises(NotFound):
            rehearsals.prepare(number, buyers=1, command="")


def test_no_page_and_no_figure_changes_before_during_and_after(  # noqa: PLR0917 - the cast
    live_sale: Sale,
    lot: Lot,
    buyer: Person,
    clerk: Person,
    host: Person,
    farmer: Person,
    operator: Person,
    order_of: OrderOf,
    client_of: ClientOf,
) -> None:
    order = order_of(buyer, lot, 2, live_sale.pk)
    connection.ensure_connection()
    rounds.run(connection.connection, hauls.pay([order.pk], now(), rehearsed=True))
    actions.end_sale(live_sale.pk, host, keep_selling=True)  # so that no minute passes meanwhile
    pages = [
        reverse("home"),
        reverse("live:sales"),
        reverse("live:room", args=[live_sale.pk]),
        reverse("live:plan-lineup", args=[live_sale.pk]),
        reverse("insight:results", args=[live_sale.pk]),
        reverse("insight:summary-file", args=[live_sale.pk, "csv"]),
        reverse("parcels:packing"),
        reverse("trade:orders"),
        f"/goods/{lot.product_id}/",
        *(
            reverse(f"office:{name}_changelist")
            for name in ("trade_lot", "trade_order", "trade_orderchange", "money_payment")
        ),
        reverse("office:live_sale_changelist"),
    ]
    people = {"host": host, "clerk": clerk, "farmer": farmer, "buyer": buyer, "op": operator}
    browsers = {who: client_of(person) for who, person in people.items()}

    def looks() -> dict[tuple[str, str], str]:
        from django.core.cache import cache

        cache.clear()
        seen = {}
        for who, browser in browsers.items():
            for page in pages:
                answer = browser.get(page)
                body = b"".join(answer).decode() if answer.streaming else answer.content.decode()
                text = _CHANGES_EACH_TIME.sub("", body)
                seen[who, page] = " ".join([str(answer.status_code), *text.split()])
        return seen

    looks()  # the first look of somebody leaves cookies and notes
    before = looks()
    prepared = _prepare(live_sale)
    _play(prepared, order_of)
    assert looks() == before, "while it runs"
    actions.change_state(prepared.sale, "ended", None)
    rehearsals.finish(prepared.id, _report())
    assert looks() == before, "when it is over"
    _remove(prepared)
    assert looks() == before, "when it is gone"


def test_only_who_runs_the_real_sale_finds_its_rehearsal(  # noqa: PLR0917 - the cast
    sale: Sale,
    host: Person,
    clerk: Person,
    buyer: Person,
    farmer: Person,
    other_clerk: Person,
    operator: Person,
    client_of: ClientOf,
) -> None:
    prepared = _prepare(sale)
    rehearsals.finish(prepared.id, None)
    addresses = [
        reverse("live:room", args=[prepared.sale]),
        reverse("live:rehearsal", args=[prepared.sale]),
    ]
    for person in (host, clerk, operator):
        for address in addresses:
            answer = client_of(person).get(address)
            assert answer.status_code == 200
            assert "演练" in answer.content.decode()
        console = reverse("live:console", args=[prepared.sale])
        assert client_of(person).get(console).status_code == 404
        results = reverse("insight:results", args=[prepared.sale])
        assert client_of(person).get(results).status_code == 404
    for person in (buyer, farmer, other_clerk):
        for address in addresses:
            assert client_of(person).get(address).status_code == 404


def test_my_sales_lists_rehearsals_apart_for_who_runs_the_sale(
    sale: Sale, host: Person, client_of: ClientOf
) -> None:
    prepared = _prepare(sale)
    page = client_of(host).get(reverse("live:sales")).content.decode()
    assert reverse("live:rehearsal", args=[prepared.sale]) in page
    assert [card.sale.pk for card in queries.sales_of(host)] == [sale.pk]


def test_removal_leaves_every_table_as_it_was(
    sale: Sale, lot: Lot, oil_lot: Lot, order_of: OrderOf
) -> None:
    Wave.objects.create(lot=oil_lot, after_s=120, units=5)
    before = _rows()
    prepared = _prepare(sale, buyers=5)
    _play(prepared, order_of)
    rehearsals.finish(prepared.id, _report())
    during = _rows()
    grown = {table for table in during if during[table] != before[table]}
    assert {"live_sale", "trade_lot", "trade_order", "money_payment", "people_person"} <= grown
    gone = _remove(prepared)
    assert _rows() == before
    assert gone["trade_order"] == 5
    assert gone["money_payment"] == 4
    assert gone["people_person"] == 5


def test_removal_takes_nothing_that_is_real(
    sale: Sale, lot: Lot, buyer: Person, order_of: OrderOf
) -> None:
    order_of(buyer, lot, 2)
    real = [lot.pk]
    assert money.remove(real) == 0
    from yutang.people import rehearsal as people
    from yutang.trade import rehearsal

    assert not +rehearsal.remove(real)
    assert people.remove([buyer.pk]) == 0
    assert Order.objects.count() == 1


def test_a_real_sale_on_the_air_is_known(live_sale: Sale) -> None:
    assert rehearsals.real_sales_on_air() == [live_sale.pk]
    prepared = _prepare(live_sale)
    actions.change_state(prepared.sale, "live", None)
    assert rehearsals.real_sales_on_air() == [live_sale.pk]
