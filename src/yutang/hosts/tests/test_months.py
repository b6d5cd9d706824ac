"""Months: net income is what the ledger posted; late refunds, closed months, figures, few hosts."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.stall import OrderOf

from yutang.goods import actions as goods
from yutang.goods.rules import ProducerFacts, ProductFacts
from yutang.hosts import actions
from yutang.hosts.access import Path
from yutang.hosts.models import Month
from yutang.hosts.queries import incomes, outcomes, ruling, told
from yutang.hosts.rules import months as rules
from yutang.hosts.tests.conftest import COUNTY, VILLAGE, Certify, Settle
from yutang.kernel.clock import now, today
from yutang.kernel.counts import Persons
from yutang.ledger.models import Entry, Period
from yutang.live.models import Sale
from yutang.money import actions as money
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.plumbing import statements
from yutang.shares import actions as shares
from yutang.shares.rules import Part
from yutang.trade import actions as trade
from yutang.trade.models import Lot
from yutang.trade.rules.contact import Contact

Sold = Callable[..., UUID]
THIS = rules.first_of(today())


@pytest.fixture
def path(certify: Certify, host: Person) -> Path:
    """The cast's host, with the diploma."""
    return certify(host)[0]


@pytest.fixture
def lots(  # noqa: PLR0917 - who sells whose goods
    live_sale: Sale,
    lot: Lot,
    farmer: Person,
    host: Person,
    clerk: Person,
    chestnut_facts: ProductFacts,
) -> tuple[Lot, Lot]:
    """In the host's show: the farmer's chestnuts, of which the host has 7 %, and the host's own."""
    from yutang.live import actions as live

    carrier = shares.payee_of_organisation("顺丰", COUNTY)
    parts = (
        Part("packing", carrier.pk, fixed_fen=150, per="unit"),
        Part("host", shares.payee_of_person(host).pk, 700),
    )
    split = shares.propose(lot.pk, parts, clerk)
    shares.agree(split.pk, farmer)
    shares.agree(split.pk, host)
    home = goods.add_producer(
        ProducerFacts(kind="household", name="主播家", village_code=VILLAGE, person_id=host.pk)
    )
    product = goods.add_product(home.pk, chestnut_facts)
    batch = goods.add_batch(product.pk, _harvest())
    own = trade.make_lot(product.pk, batch_id=batch.pk, price_fen=1990, units=40, by=clerk)
    trade.add_units(lot.pk, 40, clerk)
    own = trade.open_lot(own.pk, clerk)
    live.put_in_lineup(live_sale.pk, own.pk, clerk)
    return lot, own


def _harvest() -> Any:
    from yutang.goods.rules import BatchFacts

    return BatchFacts(number="20250915-9", harvested_on=date(2025, 9, 15), quantity_g=500_000)


@pytest.fixture
def sold(
    buyer: Person, clerk: Person, live_sale: Sale, contact: Contact, order_of: OrderOf
) -> Sold:
    """Return a function that sells and delivers: ``sold(lot, quantity)``."""

    def sell(lot: Lot, quantity: int = 1) -> UUID:
        order = order_of(buyer, lot, quantity, live_sale.pk)
        trade.give_contact(order.pk, contact, buyer, knows_fresh=True)
        money.pay(order.pk, buyer, "test")
        trade.ship(order.pk, "SF1", clerk)
        trade.receive(order.pk, buyer)
        return order.pk

    return sell


def posted(person: Person) -> int:
    """Return what the ledger posted to the person's payees by settlements and reversals, in fen."""
    from django.db.models import Q, Sum

    from yutang.shares.payees import payees

    ours = payees().filter(Q(person=person) | Q(producer__person=person))
    owners = [f"payee:{payee.pk}" for payee in ours]
    found = Entry.objects.filter(
        account__kind="payable",
        account__owner__in=owners,
        transaction__cause__in=["settlement", "reversal"],
    )
    return -(found.aggregate(fen=Sum("amount_fen"))["fen"] or 0)


def verified() -> list[Any]:
    wrong: list[Any] = []
    for name in ("verify_month_net", "verify_month_once", "verify_path_steps", "verify_checked"):
        with connection.cursor() as cursor:
            cursor.execute(statements.load("hosts", name))
            wrong += cursor.fetchall()
    return wrong


def month(path: Path) -> Month:
    actions.count_now()
    found = incomes.month_of(path, THIS)
    assert found is not None
    return found


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["other", "own", "settle", "refund", "count"]),
        st.integers(1, 3),
        st.integers(1, 100),
    ),
    min_size=2,
    max_size=10,
)


@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(steps=STEPS)
def test_net_income_is_what_the_ledger_posted(  # noqa: PLR0917
    path: Path, lots: tuple[Lot, Lot], sold: Sold, settle: Settle, host: Person, steps: Any
) -> None:
    with transaction.atomic():
        paid: dict[UUID, int] = {}
        back = 0
        for number, (what, quantity, percent) in enumerate(steps):
            if what in {"other", "own"}:
                lot = lots[what == "own"]
                paid[sold(lot, quantity)] = lot.price_fen * quantity
            elif what == "settle":
                settle()
            elif what == "refund" and paid:
                order = next(iter(paid))
                fen = max(1, paid.pop(order) * percent // 100)
                shares.refund(order, fen, None, "坏果", f"t{number}")
                back += fen
            elif what == "count":
                actions.count_now()
        row = month(path)
        assert row.net_fen + row.other_fen == posted(host)
        assert row.refunded_fen == back
        assert row.own_fen + row.others_fen == row.paid_fen - row.refunded_fen
        assert not verified()
        transaction.set_rollback(True)


def test_a_month_tells_shows_own_goods_and_each_share_apart(
    path: Path, lots: tuple[Lot, Lot], sold: Sold, settle: Settle
) -> None:
    sold(lots[0], 2)
    sold(lots[1], 1)
    settle()
    row = month(path)
    assert (row.shows, row.orders, row.paid_fen) == (1, 2, 2 * 2990 + 1990)
    assert (row.own_fen, row.others_fen) == (1990, 2 * 2990)
    assert row.host_fen == 2 * 2990 * 7 // 100
    assert row.farmer_fen == 1990
    assert (row.other_fen, row.net_fen) == (0, row.host_fen + 1990)
    path.refresh_from_db()
    assert path.first_sale_at is not None
    assert path.last_show_at is not None
    assert month(path).net_fen == row.net_fen, "counted twice it is the same"
    assert Month.objects.count() == 1


def test_a_late_refund_lessens_its_own_month_and_a_closed_month_stays(
    path: Path, lots: tuple[Lot, Lot], sold: Sold, settle: Settle
) -> None:
    order = sold(lots[1], 2)
    settle()
    before = month(path)
    Period.objects.create(month=rules.month_before(THIS))
    past = Month.objects.create(
        path=path, month=rules.month_before(THIS), counted_at=now(), ledger_id=0, closed_at=now()
    )
    shares.refund(order, 1990, None, "坏果", "late")
    after = month(path)
    assert after.farmer_fen == before.farmer_fen - 1990
    past.shows = 9
    with pytest.raises(IntegrityError, match="is closed"), transaction.atomic():
        past.save()
    assert actions.count([past.month], now()) == 0


def test_rows_behind_a_month_add_up_to_it(
    path: Path, lots: tuple[Lot, Lot], sold: Sold, settle: Settle, host: Person
) -> None:
    order = sold(lots[0], 3)
    settle()
    shares.refund(order, 500, None, "坏果", "r1")
    row = month(path)
    lines = incomes.lines(list(incomes.settled_lines(host, THIS)))
    assert sum(line.share.amount_fen for line in lines) == row.net_fen + row.other_fen
    assert {line.order.product_name for line in lines if line.order} == {"宽城板栗"}


def test_an_outcome_counts_persons_and_how_long_it_took(
    path: Path, lots: tuple[Lot, Lot], sold: Sold, settle: Settle
) -> None:
    assert path.cohort_id is not None
    assert outcomes.of_cohort(path.cohort_id).sold == Persons(0)
    sold(lots[1])
    settle()
    month(path)
    found = outcomes.of_cohort(path.cohort_id)
    assert (found.on_path, found.certified, found.sold) == (Persons(1), Persons(1), Persons(1))
    assert found.days_to_sale is not None
    assert found.days_to_sale.median == 0
    assert found.reached == Persons(0)
    target = ruling.rule_at(COUNTY)
    Month.objects.filter(path=path).update(host_fen=target.target_fen + 1, farmer_fen=0)
    found = outcomes.of_cohort(path.cohort_id)
    assert found.months_to_aim is not None
    assert (found.reached, found.months_to_aim.median) == (Persons(1), 1)


def test_few_hosts_are_not_told_and_ten_are(certify: Certify, clerk: Person) -> None:
    crowd = [people.enrol(f"139000010{n:02d}", f"主播{n}") for n in range(10)]
    paths = certify(*crowd)
    actions.count_now()
    last = rules.month_before(THIS)
    rows = [
        Month(path=path, month=last, counted_at=now(), ledger_id=0, host_fen=n * 300_000)
        for n, path in enumerate(paths)
    ]
    Month.objects.bulk_create(rows)
    codes, year = [COUNTY, "", "13", VILLAGE, "44"], last.year
    assert told.persons(codes, THIS.year) == {COUNTY: 10, "": 10, "13": 10, VILLAGE: 10, "44": 0}
    assert told.counties(codes, THIS.year) == {COUNTY: 1, "": 1, "13": 1, "44": 0}
    assert told.above(codes, year) == {COUNTY: 6, "": 6, "13": 6, VILLAGE: 6}
    assert told.months_above([""], year) == {"": 6}
    assert told.dormant([""], THIS.year) == {"": 0}
    shown = incomes.spread_of(incomes.at_place(COUNTY), last, 1_000_000, whole=False)
    assert shown is not None
    assert shown.median == 1_350_000
    assert incomes.beside(paths[0], last) == incomes.Beside(1_350_000, "class")
    actions.leave(paths[0].pk, "搬到外地去了", clerk)
    rows[0].delete()
    assert told.persons([COUNTY, "44"], THIS.year) == {"44": 0}
    assert told.above([""], year) == {}
    assert incomes.spread_of(incomes.at_place(COUNTY), last, 1_000_000, whole=False) is None
    assert incomes.beside(paths[1], last) is None


def test_who_shows_nothing_for_as_long_as_the_rule_says_is_dormant(
    path: Path, operator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from yutang.hosts.queries import paths

    assert path.certified_at is not None
    later = path.certified_at + timedelta(days=60, hours=1)
    assert paths.is_dormant(path, later, ruling.rule_at(COUNTY).dormant_days)
    terms = actions.Terms(today(), 90, 1_000_000, "省商务厅通知（测试）")
    actions.set_rule(terms, operator)
    assert not paths.is_dormant(path, later, ruling.rule_at(COUNTY).dormant_days)
    assert ruling.rule_at(COUNTY, today() - timedelta(days=1)).dormant_days == 60
