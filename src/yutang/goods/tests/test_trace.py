"""Batches of batches: what goes in and comes out, who says where it grew, what a label tells."""

import threading
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import ClientOf

from yutang.goods import actions, errors, queries
from yutang.goods.actions import batches
from yutang.goods.models import Batch, BatchFlow, Product
from yutang.goods.rules import BatchFacts, InspectionFacts, ProductFacts, StepFacts, trace
from yutang.people.access import Person
from yutang.plumbing import panels
from yutang.trade import actions as trade
from yutang.trade.models import Lot

KG = 1000
PICKED = date(2025, 9, 15)
PACKED = StepFacts(kind="pack", done_on=date(2025, 9, 20), worker_name="王大娘家")


def made(number: str, grams: int) -> BatchFacts:
    return BatchFacts(number=number, harvested_on=PICKED, quantity_g=grams)


def pack(sources: dict[Batch, int], number: str, grams: int) -> Batch:
    taken = {batch.pk: each for batch, each in sources.items()}
    product = next(iter(sources)).product_id
    return actions.pass_on(taken, product, made(number, grams), PACKED, None)


@pytest.fixture
def second(product: Product) -> Batch:
    return actions.add_batch(product.pk, made("20250915-2", 300 * KG))


# Rules


@given(st.dictionaries(st.integers(1, 9), st.integers(-5, 50), max_size=5), st.integers(-5, 99))
def test_never_more_comes_out_than_goes_in(taken: dict[int, int], grams: int) -> None:
    put_in = sum(each for each in taken.values() if each > 0)
    try:
        kept = trace.check_flow(taken, grams)
    except errors.SourceNeeded:
        assert put_in == 0
    except errors.BadFlow:
        assert not 0 < grams <= put_in
    else:
        assert sum(kept.values()) == put_in >= grams > 0


@pytest.mark.parametrize("typed", ["abcd-2345-wxyz", " ABCD 2345 WXYZ", "abcd2345wxyz"])
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert trace.normal_code(typed) == "ABCD2345WXYZ"
    assert trace.shown_code("ABCD2345WXYZ") == "ABCD-2345-WXYZ"
    assert not trace.normal_code(typed[:-1])


# The graph


def test_batches_divide_and_mix_and_know_their_family(batch: Batch, second: Batch) -> None:
    small = pack({batch: 100 * KG}, "P1", 98 * KG)
    mixed = pack({batch: 50 * KG, second: 50 * KG}, "P2", 100 * KG)
    gift = pack({small: 10 * KG, mixed: 10 * KG}, "G1", 20 * KG)
    assert queries.batch_family(gift.pk, "up") == (gift.pk, mixed.pk, small.pk, second.pk, batch.pk)
    assert queries.batch_family(second.pk, "down") == (second.pk, mixed.pk, gift.pk)
    assert queries.stock_of(batch.pk).left_g == 350 * KG


def test_no_more_flows_out_of_a_batch_than_is_left(batch: Batch) -> None:
    pack({batch: 400 * KG}, "P1", 400 * KG)
    with pytest.raises(errors.BatchShort) as refused:
        pack({batch: 101 * KG}, "P2", 100 * KG)
    assert refused.value.fields == {"number": batch.number, "left_kg": "100", "asked_kg": "101"}


def test_the_database_itself_keeps_the_graph(batch: Batch, second: Batch) -> None:
    packed = pack({batch: 100 * KG}, "P1", 100 * KG)
    step = BatchFlow.objects.get().step
    for source, target, grams, named in (
        (packed, batch, 1, "goods_flow_goes_forward"),
        (batch, batch, 1, "goods_flow_goes_forward"),
        (second, packed, 301 * KG, "more comes out"),
    ):
        with pytest.raises(IntegrityError, match=named), transaction.atomic():
            BatchFlow.objects.create(step=step, source=source, target=target, grams=grams)
    with pytest.raises(IntegrityError, match="goods_batchflow is not changed"):
        BatchFlow.objects.all().delete()


def test_the_database_refuses_a_batch_that_is_more_than_went_into_it(
    batch: Batch, second: Batch
) -> None:
    pack({batch: 100 * KG}, "P1", 100 * KG)
    step = BatchFlow.objects.get().step
    later = actions.add_batch(batch.product_id, made("P3", 10 * KG))
    BatchFlow.objects.create(step=step, source=batch, target=later, grams=9 * KG)
    refused = pytest.raises(IntegrityError, match="said to be more")
    with connection.cursor() as cursor, refused:
        cursor.execute("set constraints goods_flow_fills immediate")


# Units and kilograms


def test_a_lot_takes_no_more_than_is_left_of_its_batch(
    product: Product, second: Batch, clerk: Person
) -> None:
    first = trade.make_lot(product.pk, price_fen=100, units=200, batch_id=second.pk, by=clerk)
    trade.open_lot(first.pk, clerk)
    with pytest.raises(errors.BatchShort):
        trade.make_lot(product.pk, price_fen=100, units=101, batch_id=second.pk, by=clerk)
    with pytest.raises(errors.BatchShort):
        trade.add_units(first.pk, 101, clerk)
    with pytest.raises(errors.BatchShort):
        trade.plan_waves(first.pk, [(60, 101)], clerk)
    with pytest.raises(errors.BatchShort):
        pack({second: 101 * KG}, "P1", 100 * KG)
    with pytest.raises(errors.BatchShort):
        actions.edit_product(product.pk, replace(facts_of(product), net_weight_g=2000))
    trade.add_units(first.pk, 100, clerk)
    assert queries.stock_of(second.pk).left_g == 0


def test_units_that_no_buyer_took_are_free_again_when_their_lot_closes(
    product: Product, second: Batch, clerk: Person
) -> None:
    first = trade.make_lot(product.pk, price_fen=100, units=300, batch_id=second.pk, by=clerk)
    other = trade.make_lot(product.pk, price_fen=100, units=300, batch_id=second.pk, by=clerk)
    trade.open_lot(first.pk, clerk)
    with pytest.raises(errors.BatchShort):
        trade.open_lot(other.pk, clerk)
    trade.close_lot(first.pk, clerk)
    assert trade.open_lot(other.pk, clerk).state == "open"


def facts_of(product: Product) -> ProductFacts:
    names = ProductFacts.__dataclass_fields__
    return ProductFacts(**{name: getattr(product, name) for name in names})


@pytest.mark.parametrize("guarded", [False, True], ids=["guard off", "guard on"])
@pytest.mark.django_db(transaction=True)
def test_two_lots_that_take_the_last_of_a_batch(
    product: Product,
    second: Batch,
    clerk: Person,
    monkeypatch: pytest.MonkeyPatch,
    *,
    guarded: bool,
) -> None:
    """Each has counted before the other writes; only the lock makes one of them wait."""
    meet = threading.Barrier(2, timeout=1)
    counted = queries.stock_of

    def count_together(batch_id: int) -> object:
        stock = counted(batch_id)
        try:
            meet.wait()
        except threading.BrokenBarrierError:
            assert guarded, "both would have counted"
        return stock

    monkeypatch.setattr(batches, "stock_of", count_together)
    if not guarded:
        monkeypatch.setattr(batches, "lock_batch", lambda _batch: None)
    refused: list[errors.BatchShort] = []

    def offer(lot: int) -> None:
        try:
            trade.open_lot(lot, clerk)
        except errors.BatchShort as short:
            refused.append(short)
        finally:
            connection.close()

    lots = [
        Lot.objects.create(
            product=product, batch=second, price_fen=1, stocked=200, available=200
        ).pk
        for _each in range(2)
    ]
    both = [threading.Thread(target=offer, args=(lot,)) for lot in lots]
    for each in both:
        each.start()
    for each in both:
        each.join(20)
    assert Lot.objects.filter(state="open").count() == (1 if guarded else 2)
    assert len(refused) == (1 if guarded else 0)


# Who grew it


def test_the_grower_confirms_and_nobody_else_in_their_name(
    batch: Batch, farmer: Person, clerk: Person
) -> None:
    with pytest.raises(errors.GrowerConfirms):
        actions.confirm_batch(batch.pk, clerk, "电话里说的")
    assert not queries.trace_of(batch.pk).confirmed  # type: ignore[union-attr]
    actions.confirm_batch(batch.pk, farmer)
    view = queries.trace_of(batch.pk)
    assert view is not None
    assert view.origins[0].by_grower


def test_a_clerk_records_the_word_of_who_has_no_account(
    land: None, product: Product, clerk: Person
) -> None:
    product.producer.person = None
    product.producer.save()
    batch = actions.add_batch(product.pk, made("B1", KG))
    with pytest.raises(errors.ReasonNeeded):
        actions.confirm_batch(batch.pk, clerk)
    actions.confirm_batch(batch.pk, clerk, "入户核实")
    view = queries.trace_of(batch.pk)
    assert view is not None
    assert (view.confirmed, view.origins[0].by_grower) == (True, False)


def test_what_is_made_is_confirmed_when_all_that_is_in_it_is(
    batch: Batch, second: Batch, farmer: Person
) -> None:
    mixed = pack({batch: KG, second: KG}, "M1", 2 * KG)
    with pytest.raises(errors.NotARoot):
        actions.confirm_batch(mixed.pk, farmer)
    actions.confirm_batch(batch.pk, farmer)
    assert not queries.trace_of(mixed.pk).confirmed  # type: ignore[union-attr]
    actions.confirm_batch(second.pk, farmer)
    assert queries.trace_of(mixed.pk).confirmed  # type: ignore[union-attr]


# Tests and recalls


def test_what_failed_its_latest_test_is_not_sold(
    lot: Lot, batch: Batch, clerk: Person, farmer: Person
) -> None:
    own = InspectionFacts(kind="own", tested_on=PICKED, items="农残速测", passed=False)
    with pytest.raises(errors.ReportNeeded):
        actions.add_inspection(batch.pk, replace(own, kind="laboratory"), None, farmer)
    actions.add_inspection(batch.pk, own, None, farmer)
    trade.close_lot(lot.pk, clerk)
    with pytest.raises(errors.TestFailed):
        trade.open_lot(lot.pk, clerk)
    actions.add_inspection(
        batch.pk, replace(own, tested_on=date(2025, 9, 17), passed=True), None, farmer
    )
    assert trade.open_lot(lot.pk, clerk).state == "open"


def test_a_recall_closes_what_was_made_of_the_batch(
    client: Client, product: Product, batch: Batch, clerk: Person
) -> None:
    packed = pack({batch: 100 * KG}, "P1", 100 * KG)
    lot = trade.make_lot(product.pk, price_fen=100, units=5, batch_id=packed.pk, by=clerk)
    trade.open_lot(lot.pk, clerk)
    assert actions.recall_batch(batch.pk, "农残超标", clerk) == (batch.pk, packed.pk)
    lot.refresh_from_db()
    assert lot.state == "closed"
    with pytest.raises(errors.BatchRecalled):
        trade.open_lot(lot.pk, clerk)
    with pytest.raises(errors.BatchRecalled):
        pack({packed: KG}, "P2", KG)
    assert "农残超标" in client.get(f"/trace/{packed.code}/").content.decode()


# Pages


def test_a_label_leads_to_who_grew_it_where_and_when(
    client: Client, batch: Batch, farmer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_places", {})  # what other rooms hang there, they count
    actions.confirm_batch(batch.pk, farmer)
    packed = pack({batch: 100 * KG}, "P1", 98 * KG)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"/trace/{packed.code}/")
    assert len(asked) <= 16, [query["sql"][:90] for query in asked]
    text = page.content.decode()
    for said in ("王大娘家", "宽城", "2025-09-15", "2025-09-20", batch.number, "本人已确认"):
        assert said in text
    typed = trace.shown_code(packed.code).lower()
    assert client.get(f"/trace/{typed}/").headers["Location"] == f"/trace/{packed.code}/"
    assert client.get("/trace/ABCD2345WXYZ/").status_code == 404


def test_a_farmer_packs_tests_confirms_and_prints_on_the_phone(
    client_of: ClientOf,
    farmer: Person,
    batch: Batch,
    second: Batch,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(panels, "_places", {})
    browser, path = client_of(farmer), f"/batches/{batch.pk}/"
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(path).status_code == 200
    assert len(asked) <= 30, [query["sql"][:90] for query in asked]
    assert browser.post(f"{path}confirm/").status_code == 302
    washed = {"kind": "wash", "done_on": "2025-09-16", "worker_name": "王大娘家"}
    assert browser.post(f"{path}steps/new/", washed).status_code == 302
    test = {"kind": "own", "tested_on": "2025-09-16", "items": "农残速测", "passed": "yes"}
    assert browser.post(f"{path}tests/new/", test).status_code == 302
    form = {
        "kind": "mix",
        "done_on": "2025-09-20",
        "worker_name": "王大娘家",
        "product": str(batch.product_id),
        "number": "M1",
        "quantity_g_0": "20",
        "quantity_g_1": "kg",
        f"take_{batch.pk}_0": "20",
        f"take_{batch.pk}_1": "jin",
        f"take_{second.pk}_0": "10",
        f"take_{second.pk}_1": "kg",
    }
    assert browser.get(f"{path}flow/").status_code == 200
    assert browser.post(f"{path}flow/", form).status_code == 302
    mixed = Batch.objects.get(number="M1")
    assert queries.batch_family(mixed.pk, "up") == (mixed.pk, second.pk, batch.pk)
    assert browser.get(f"{path}labels/?count=12").content.decode().count("<svg") >= 12
    assert browser.post(f"{path}recall/", {"reason": ""}).status_code == 422
    assert browser.post(f"{path}recall/", {"reason": "农残超标"}).status_code == 302


def test_somebody_elses_batch_is_not_there(
    client_of: ClientOf, batch: Batch, other_clerk: Person, stranger: Person
) -> None:
    for person in (other_clerk, stranger):
        browser = client_of(person)
        for end in ("", "steps/new/", "flow/", "tests/new/", "certificate/", "labels/", "recall/"):
            assert browser.get(f"/batches/{batch.pk}/{end}").status_code == 404
        assert browser.post(f"/batches/{batch.pk}/confirm/").status_code == 404
