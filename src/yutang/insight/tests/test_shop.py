"""A shop's mark on its page: counted from rows, which open and give the same count again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.cast import ClientOf

from yutang.care.models import Claim, Policy, Remark
from yutang.goods.models import Batch, Certificate, Producer, Product
from yutang.insight import evidence
from yutang.insight.kindness import VERSIONS, Count, Level, Part, mark
from yutang.kernel.clock import now
from yutang.kernel.ids import uuid7
from yutang.parcels.models import Parcel
from yutang.payouts.models import BankAccount, BankProfile, Payout, Run
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.shares.models import Payee, Share
from yutang.trade.models import Lot, Order, OrderChange

pytestmark = pytest.mark.django_db

ROWS = 60


@dataclass
class Shop:
    """What was written down, and beside it what of each part was kept."""

    producer: Producer
    kept: dict[Part, list[bool]] = field(default_factory=lambda: {part: [] for part in Part})

    def counts(self) -> dict[Part, Count]:
        return {part: Count(sum(each), len(each)) for part, each in self.kept.items()}


class Life:
    """A shop with a random year; the same seed, the same year."""

    def __init__(self, producer: Producer, product: Product, buyer: Person, seed: int) -> None:
        self.random, self.buyer, self.at = Random(seed), buyer, now()
        self.shop = Shop(producer)
        self.product = product
        self.lots = [self._lot(number) for number in range(4)]
        self.payee, _made = Payee.objects.get_or_create(kind="producer", producer=producer)
        self.policy = Policy.objects.first() or _policy()

    def live(self, orders: int = ROWS) -> Shop:
        self._pay_out()
        for _ in range(orders):
            self._order()
        for lot in self.lots:
            self._judge_batch(lot)
        return self.shop

    def _lot(self, number: int) -> Lot:
        batch = Batch.objects.create(
            product=self.product,
            number=f"B{number}",
            harvested_on=date(2025, 9, 15),
            quantity_g=9_000_000,
        )
        if self.random.random() < 0.6:
            by = people.enrol("13800000001", "板栗王大娘")
            reason = "种植户没有手机" if self.random.random() < 0.4 else ""
            Batch.objects.filter(pk=batch.pk).update(
                confirmed_at=self.at, confirmed_by=by, confirm_reason=reason
            )
        return Lot.objects.create(product=self.product, batch=batch, price_fen=2990)

    def _order(self) -> None:
        lot, bought = self.random.choice(self.lots), self._ago(380)
        due = bought + timedelta(hours=48)  # what nobody said otherwise, of fresh goods
        counts = due >= self._begin()
        if self.random.random() < 0.1:
            self.send(lot, bought, None)
            if counts and due < self.at:
                self.shop.kept[Part.PARCELS].append(False)
            return
        sent = bought + timedelta(hours=self.random.choice([1, 20, 47, 49, 90]))
        order = self.send(lot, bought, sent)
        if counts:
            self.shop.kept[Part.PARCELS].append(sent <= due)
        self._move(order, "received", sent)
        self._settle(order, sent)
        if self.random.random() < 0.5:
            self._claim(order, lot, sent)

    def send(self, lot: Lot, bought: datetime, sent: datetime | None) -> Order:
        """Write down an order that was paid then, and left then."""
        order = Order.objects.create(
            id=uuid7(),
            buyer=self.buyer,
            key=uuid4(),
            lot=lot,
            quantity=1,
            price_fen=2990,
            amount_fen=2990,
            state="held",
            placed_at=bought,
            expires_at=bought + timedelta(minutes=15),
        )
        self._move(order, "paid", bought)
        if sent is not None:
            self._move(order, "shipped", sent)
            Parcel.objects.filter(order=order).update(sent_at=sent)
        return order

    def _settle(self, order: Order, at: datetime) -> None:
        Share.objects.create(order=order, kind="farmer", payee=self.payee, amount_fen=2000, at=at)
        if at < self._begin():
            return
        due = at + timedelta(days=VERSIONS[0].paid_within_days)
        paid = [ended for counted, ended in self.payouts if counted >= at]
        if paid or due < self.at:
            self.shop.kept[Part.SHARES].append(bool(paid) and min(paid) <= due)

    def _claim(self, order: Order, lot: Lot, at: datetime) -> None:
        promised = at + timedelta(hours=48)
        answered = self.random.choice([None, at + timedelta(hours=3), at + timedelta(hours=60)])
        refunded, by_county = self.random.random() < 0.6, self.random.random() < 0.4
        closed = at + timedelta(hours=70)
        claim = Claim.objects.create(
            key=uuid4(),
            order=order,
            buyer=self.buyer,
            producer=self.shop.producer,
            product=self.product,
            batch=lot.batch,
            policy=self.policy,
            place_code="130827",
            kind="spoiled",
            bad=1,
            of=10,
            rule_fen=299,
            refund_fen=299 if refunded else 0,
            refunded_at=closed if refunded else None,
            state="closed",
            outcome="refunded" if refunded else "withdrawn",
            opened_at=at,
            promised_at=promised,
            answered_at=answered,
            closed_at=closed,
        )
        if by_county:
            Remark.objects.create(claim=claim, at=closed, side="county", step="decide")
        if promised >= self._begin() and (answered or promised < self.at):
            kept = answered is not None and answered <= promised
            self.shop.kept[Part.ANSWERS].append(kept)
        if refunded and closed >= self._begin():
            self.shop.kept[Part.REFUNDS].append(not by_county)

    def _pay_out(self) -> None:
        """Pay the balance out three times in the year, once late, once not at all."""
        profile, _made = BankProfile.objects.get_or_create(name="test", form="csv")
        first, second = (people.enrol(f"1391000000{n}", f"会计{n}") for n in (1, 2))
        account = BankAccount.objects.create(
            payee=self.payee,
            kind="card",
            holder_sealed=b"",
            holder_masked="王**",
            number_sealed=b"",
            number_digest=b"",
            number_tail="1234",
            bank="农商行",
            since=self.at - timedelta(days=500),
            by=first,
        )
        self.payouts = []
        for days, took, state in [(200, 3, "paid"), (120, 50, "paid"), (60, 3, "returned")]:
            counted = self.at - timedelta(days=days)
            ended = counted + timedelta(days=took)
            run = Run.objects.create(
                profile=profile,
                least_fen=1,
                state="done",
                made_by=first,
                made_at=counted,
                approved_by=second,
                approved_at=counted,
            )
            Payout.objects.create(
                run=run,
                position=1,
                reference=uuid4().hex[:20],
                kind="balance",
                payee=self.payee,
                account=account,
                gross_fen=1,
                amount_fen=1,
                state=state,
                counted_at=counted,
                ended_at=ended,
            )
            if state == "paid":
                self.payouts.append((counted, ended))

    def _judge_batch(self, lot: Lot) -> None:
        sent = Parcel.objects.filter(batch=lot.batch, sent_at__gte=self._begin())
        if sent.exists():
            batch = lot.batch
            assert batch is not None
            batch.refresh_from_db()
            kept = batch.confirmed_at is not None and not batch.confirm_reason
            self.shop.kept[Part.ORIGINS].append(kept)

    def _move(self, order: Order, state: str, at: datetime) -> None:
        Order.objects.filter(pk=order.pk).update(state=state)
        OrderChange.objects.filter(order=order, to_state=state).update(at=at)

    def _ago(self, days: int) -> datetime:
        return self.at - timedelta(hours=self.random.randrange(1, days * 24))

    def _begin(self) -> datetime:
        return self.at - timedelta(days=VERSIONS[0].window_days)


def _policy() -> Policy:
    hours = dict.fromkeys(("answer_h", "choose_h", "county_h", "complaint_h"), 48)
    days = dict.fromkeys(
        ("return_days", "claim_days", "send_back_days", "transit_days", "refund_days"), 7
    )
    return Policy.objects.create(
        valid_from=date(2019, 1, 1), source="test", late_percent=10, **hours, **days
    )


@pytest.fixture
def life(producer: Producer, product: Product, buyer: Person) -> Life:
    return Life(producer, product, buyer, seed=7)


def opened(client: Client, producer: int, part: Part) -> Iterator[bool]:
    """Yield of each row behind a part, over all of its pages, whether it was kept."""
    page, pages = 1, 1
    while page <= pages:
        text = client.get(f"/producers/{producer}/kind/{part}/?page={page}").text
        shown = re.search(r"(\d+) / (\d+)</span>", text)
        pages = int(shown[2]) if shown else 1
        yield from (said == "是" for said in re.findall(r'class="counted">(.)</td>', text))
        page += 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_mark_equals_its_recount_from_what_was_written_down_and_from_the_rows_that_open(
    seed: int, producer: Producer, product: Product, buyer: Person
) -> None:
    shop = Life(producer, product, buyer, seed).live()
    earned = evidence.mark_of(producer.pk)
    assert {each.part: each.count for each in earned.parts} == shop.counts()
    assert earned == mark(VERSIONS[0], shop.counts())
    assert earned.tenths is not None
    read = {part: list(opened(Client(), producer.pk, part)) for part in Part}
    assert {part: Count(sum(kept), len(kept)) for part, kept in read.items()} == shop.counts()
    page = Client().get(f"/producers/{producer.pk}/kind/").text
    assert f">{earned.tenths // 10}.{earned.tenths % 10}</b>" in page


def test_a_shop_without_evidence_has_no_mark(producer: Producer, client: Client) -> None:
    assert evidence.mark_of(producer.pk).level is Level.EARLY
    page = client.get(f"/producers/{producer.pk}/kind/").text
    assert "记录还不够" in page
    for part in Part:
        assert "还没有明细" in client.get(f"/producers/{producer.pk}/kind/{part}/").text


def test_certificates_count_where_the_goods_need_them(life: Life) -> None:
    with_one, without = life.lots[:2]
    for lot in (with_one, without):
        life.send(lot, life.at - timedelta(hours=3), life.at - timedelta(hours=1))
    assert with_one.batch_id is not None
    _certified(with_one.batch_id)

    def counted() -> Count:
        return evidence.mark_of(life.shop.producer.pk).parts[3].count

    assert counted() == Count(0, 0), "a household is encouraged, not bound"
    Producer.objects.update(kind="coop")
    assert counted() == Count(0, 2), "it came when the parcel had left"
    Parcel.objects.update(sent_at=now())
    assert counted() == Count(1, 2)


def _certified(batch: int) -> None:
    Certificate.objects.create(
        number="C1",
        batch_id=batch,
        by_control=True,
        product_name="板栗",
        quantity_g=1,
        origin_code="130827",
        origin_name="宽城",
        maker_name="合作社",
        contact_sealed=b"",
        contact_shown="138****0000",
        issued_on=date(2026, 2, 1),
    )


def test_only_who_runs_the_shop_reads_which_orders_they_were(
    life: Life, client_of: ClientOf, client: Client, farmer: Person, stranger: Person
) -> None:
    address = f"/producers/{life.live(20).producer.pk}/kind/parcels/"
    order = str(Order.objects.filter(parcel__isnull=False).latest("placed_at").pk)
    assert order in client_of(farmer).get(address).text
    for reader in (client, client_of(stranger)):
        page = reader.get(address).text
        assert order not in page
        assert "买家" not in page


def test_what_there_is_not_is_not_found(producer: Producer, client: Client) -> None:
    for path in (f"{producer.pk}/kind/stars/", "999999/kind/", "999999/kind/parcels/"):
        assert client.get(f"/producers/{path}").status_code == 404


def test_the_mark_stands_beside_the_goods_and_costs_two_questions(
    life: Life, product: Product, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    life.live(20)
    assert (
        f'href="/producers/{life.shop.producer.pk}/kind/"'
        in client.get(f"/goods/{product.pk}/").text
    )
    with django_assert_num_queries(1):  # the mark is kept for some minutes
        shop = evidence.shop(product=product.pk)
        assert shop is not None
        evidence.kept_mark(shop.id)
