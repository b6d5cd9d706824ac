"""Sets the stage of a journey on a running installation, through the rooms' doors.

A process of its own with the installation's environment: it reads what to do, a JSON list a line,
and answers each with what it made, a JSON object a line.
"""

import functools
import json
import re
import sys
import traceback
from collections.abc import Callable
from datetime import date
from typing import Any

from tests.journeys import agreement, board_store, county_office, hospital, school
from yutang.cli import boot

COUNTY, VILLAGE = "130827", "130827106203"
SHOPLESS = "130821100201"


def main() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr  # what is logged is no answer
    boot.django()
    from django.db import close_old_connections

    doings: dict[str, Callable[..., dict[str, object]]] = {
        "sale": sale,
        "yuan": yuan,
        "code": code,
        "rush": rush,
        "terms": terms,
        "coupons": coupons,
        "cap": cap,
        "village": village,
        "honour": honour,
        "notice_over": notice_over,
        "school": school.school,
        "class_over": school.class_over,
        "promise": agreement.promise,
        "boards": board_store.boards,
        "offices": county_office.offices,
        "sold": county_office.sold,
        "first_show": school.first_show,
        "hospital": hospital.hospital,
        "bank_paid": hospital.bank_paid,
        "hosts_looked_after": school.hosts_looked_after,
    }
    for line in sys.stdin:
        doing, *arguments = json.loads(line)
        close_old_connections()
        try:
            made = doings[doing](*arguments)
        except Exception:  # noqa: BLE001 - told to who asked, in whose test it is a failure
            made = {"failed": traceback.format_exc()}
        print(json.dumps(made), file=answers, flush=True)


@functools.cache
def land() -> None:
    """Load the province, once."""
    from django.db import connection

    from yutang.places import loading

    loading.load(connection, ["13"])


def sale(host_mobile: str, title: str, units: str, farmer: Any = None) -> dict[str, object]:
    """An announced sale of two lots: a plentiful one, and one of `units`."""
    from yutang.kernel.clock import now
    from yutang.live import actions as live
    from yutang.people import actions as people

    land()
    host = people.enrol(host_mobile, "主播大刘", is_demo=True)
    people.give_grant(host, "host", COUNTY, by=None)
    # A clerk for each sale: a number gets one code a minute.
    clerk_mobile = host_mobile.replace("139", "138", 1)
    clerk = people.enrol(clerk_mobile, "县办老赵", is_demo=True)
    people.give_grant(clerk, "clerk", COUNTY, by=None)
    made = live.plan_sale(
        live.Plan(title=title, county_codes=[COUNTY], starts_at=now(), is_demo=True),
        host=host,
        by=clerk,
    )
    lots = [
        lot_of(made.pk, name, count, clerk, farmer)
        for name, count in (("板栗", 500), ("香油", int(units)))
    ]
    return {"sale": made.pk, "lots": lots, "clerk": clerk_mobile, "host": host_mobile}


def yuan(host_mobile: str, farmer_mobile: str) -> dict[str, object]:
    """A sale on the air of one lot whose farmer has an account; both agreed to its split."""
    from yutang.goods import queries as goods
    from yutang.live import actions as live
    from yutang.people import actions as people
    from yutang.shares import actions as shares
    from yutang.shares.rules import Part
    from yutang.trade import queries as trade

    farmer = people.enrol(farmer_mobile, "老王")
    made = sale(host_mobile, "一块钱的去向", "3", farmer)
    sale_id, (lot, _scarce) = _numbers(made)
    host, clerk = _person(str(made["host"])), _person(str(made["clerk"]))
    packing = shares.payee_of_organisation("打包组", COUNTY)
    parts = [
        Part("packing", packing.pk, fixed_fen=120),
        Part("host", shares.payee_of_person(host).pk, basis_points=500),
    ]
    split = shares.propose(lot, parts, clerk)
    shares.agree(split.pk, farmer)
    shares.agree(split.pk, host)
    live.change_state(sale_id, "live", host)
    live.pin(sale_id, lot, host)
    (view,) = trade.lot_views([lot])
    (batch,) = goods.latest_batches(view.product.id)
    return {**made, "lot": lot, "batch": batch.id, "farmer": farmer_mobile}


def rush(host_mobile: str, title: str, units: str) -> dict[str, object]:
    """A sale on the air without a picture, its lot of `units` pinned."""
    from yutang.live import actions as live

    made = sale(host_mobile, title, units)
    sale_id, (_plenty, scarce) = _numbers(made)
    by = _person(str(made["host"]))
    live.change_state(sale_id, "live", by)
    live.pin(sale_id, scarce, by)
    return made


def terms(sale_id: str, lot_id: str, opens_in_s: str, by_ticket: str) -> dict[str, object]:
    """Have a lot open so many seconds from now, `by_ticket` "1" with a draw."""
    from datetime import timedelta

    from yutang.kernel.clock import now
    from yutang.live import actions as live
    from yutang.live.models import Sale

    opens_at = now() + timedelta(seconds=int(opens_in_s))
    asked = live.Terms(opens_at=opens_at, by_ticket=by_ticket == "1")
    live.set_terms(int(sale_id), int(lot_id), asked, Sale.objects.get(pk=sale_id).host)
    return {"opens_at": opens_at.timestamp()}


def village(clerk_mobile: str) -> dict[str, object]:
    """A county's clerk, and a village of seventy households in a county without shops."""
    from yutang.people import actions as people
    from yutang.yearbook import actions as yearbook

    land()
    clerk = people.enrol(clerk_mobile, "县办老赵", is_demo=True)
    people.give_grant(clerk, "clerk", SHOPLESS[:6], by=None)
    yearbook.record(
        SHOPLESS, "households", 2018, 70, source="农经统计", method="register", by=clerk
    )
    return {"clerk": clerk_mobile, "village": SHOPLESS}


def honour(cadre: str, county: str, city: str) -> dict[str, object]:
    """A village's cadre, and who decides for its county and its city."""
    from yutang.people import actions as people

    land()
    offices = (
        (cadre, "村主任老赵", VILLAGE),
        (county, "县里的同志", COUNTY),
        (city, "市里的同志", COUNTY[:4]),
    )
    for mobile, name, code in offices:
        people.give_grant(people.enrol(mobile, name, is_demo=True), "clerk", code, by=None)
    return {"cadre": cadre, "county": county, "city": city}


def notice_over(application_id: str) -> dict[str, object]:
    """Have a public notice been put up three weeks ago, and do what is due by now."""
    from datetime import timedelta

    from django.db.models import F

    from yutang.honours import actions
    from yutang.honours.models import Notice
    from yutang.kernel.clock import now

    past = timedelta(days=21)
    Notice.objects.filter(application=int(application_id)).update(
        begins_on=F("begins_on") - past, until=F("until") - past
    )
    return dict(actions.tidy_up(now()))


def coupons(sale_id: str, lot_id: str, count: str) -> dict[str, object]:
    """Make codes, each for one order."""
    from yutang.live import actions as live
    from yutang.live.models import Sale

    by = Sale.objects.get(pk=sale_id).host
    return {"codes": live.add_coupons(int(sale_id), int(lot_id), int(count), 1, by)}


def cap(sale_id: str, orders: str) -> dict[str, object]:
    """Have a sale stop at so many orders."""
    from yutang.live import actions as live
    from yutang.live.models import Sale

    by = Sale.objects.get(pk=sale_id).host
    live.cap_sale(int(sale_id), {"orders": int(orders)}, by)
    return {}


def _numbers(made: dict[str, object]) -> tuple[int, list[int]]:
    sale_id, lots = made["sale"], made["lots"]
    assert isinstance(sale_id, int)
    assert isinstance(lots, list)
    return sale_id, lots


def _person(mobile: str) -> Any:
    from yutang.people import queries

    return queries.by_mobile(mobile)


def lot_of(sale_id: int, name: str, units: int, by: Any, farmer: Any) -> int:
    from yutang.goods import actions as goods
    from yutang.goods.rules import BatchFacts, ProducerFacts, ProductFacts
    from yutang.live import actions as live
    from yutang.trade import actions as trade

    producer = goods.add_producer(
        ProducerFacts(
            kind="household",
            name=f"{name}老王家 {sale_id}",
            village_code=VILLAGE,
            person_id=farmer.pk if farmer else None,
        )
    )
    product = goods.add_product(
        producer.pk,
        ProductFacts(
            name=name,
            class_code="0103",
            processing="fresh",
            unit="bag",
            net_weight_g=1000,
            perishable=True,
        ),
    )
    batch = goods.add_batch(
        product.pk, BatchFacts(number="1", harvested_on=date(2018, 10, 1), quantity_g=10**10)
    )
    lot = trade.make_lot(
        product.pk, batch_id=batch.pk, price_fen=3290, units=units, buyer_limit=5, by=by
    )
    live.put_in_lineup(sale_id, lot.pk, by)
    live.open_lot(sale_id, lot.pk, by)
    return int(lot.pk)


def code(mobile: str) -> dict[str, object]:
    """The newest one-time code in the development inbox for this number."""
    from yutang.people import queries

    for message in queries.inbox(limit=50):
        if mobile.endswith(message.mobile_tail):
            found = re.search(r"\d{6}", message.text)
            if found:
                return {"code": found[0]}
    return {"code": ""}


if __name__ == "__main__":
    main()
