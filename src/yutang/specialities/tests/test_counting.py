"""What is counted of orders and facts, and what a place's pages say of it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import COUNTY, VILLAGE, ClientOf
from tests.stall import OrderOf

from yutang.goods.models import Product
from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.money import actions as money
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.places import queries as places
from yutang.plumbing import figures, statements
from yutang.specialities.actions.counting import count
from yutang.specialities.actions.scoring import write_scoring
from yutang.specialities.models import ClassYear, Cluster, DaySales
from yutang.specialities.queries import clusters, scoring, standings
from yutang.specialities.rules.scoring import Outcome
from yutang.trade import actions as trade
from yutang.trade.models import Lot, Order
from yutang.trade.rules.contact import Contact

pytestmark = pytest.mark.django_db
Bought = Callable[..., Order]


@pytest.fixture
def bought(order_of: OrderOf, contact: Contact) -> Bought:
    """Return a function with which somebody buys, to be paid on delivery: the order counts."""

    def buy(buyer: Person, lot: Lot, quantity: int = 1, at: datetime | None = None) -> Order:
        order = order_of(buyer, lot, quantity)
        trade.give_contact(order.pk, contact, buyer, knows_fresh=True)
        money.pay(order.pk, buyer, "cod")
        if at is not None:
            Order.objects.filter(pk=order.pk).update(placed_at=at)
        return order

    return buy


@pytest.fixture
def easy(operator: Person) -> None:
    """A scoring that suggests something from one order on."""
    held = scoring.weights()._replace(orders_min=1, cluster_yuan=1)
    write_scoring(held, "试点", operator, is_verified=False)


def _breaches(name: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statements.load("specialities", f"verify_{name}"))
        return list(cursor.fetchall())


def test_sales_are_counted_by_day_and_add_up_to_the_province(
    buyer: Person, lot: Lot, oil_lot: Lot, bought: Bought
) -> None:
    bought(buyer, lot, 2)
    bought(buyer, oil_lot, 1)
    counted = count()
    assert counted.product_days == 2
    rows = {row.class_code: row for row in ClassYear.objects.filter(place_code=VILLAGE)}
    assert (rows["010307"].sales_fen, rows["010307"].orders) == (5980, 1)
    for code in (VILLAGE, VILLAGE[:9], COUNTY, "1308", "13", ""):
        sums = ClassYear.objects.filter(place_code=code).values_list("sales_fen", flat=True)
        assert sum(sums) == 5980 + 5500, code


def test_counting_again_changes_nothing_and_follows_what_was_cancelled(
    buyer: Person, lot: Lot, bought: Bought
) -> None:
    bought(buyer, lot)
    gone = bought(buyer, lot)
    count()
    before = list(ClassYear.objects.order_by("id").values_list())
    count()
    assert list(ClassYear.objects.order_by("id").values_list()) == before
    money.cancel(gone.pk, buyer)
    count()
    assert ClassYear.objects.get(place_code=VILLAGE).sales_fen == 2990
    Product.objects.filter(pk=lot.product_id).update(class_code="010304")
    count()
    assert set(ClassYear.objects.values_list("class_code", flat=True)) == {"010304"}
    assert not _breaches("day_sales")
    assert not _breaches("class_years")


def test_unpaid_orders_count_for_nothing(held_order: Order) -> None:
    count()
    assert not DaySales.objects.exists()
    assert not ClassYear.objects.exists()


def test_three_orders_are_no_suggestion_until_the_bounds_are_lower(
    client: Client, buyer: Person, lot: Lot, bought: Bought, request: pytest.FixtureRequest
) -> None:
    for _ in range(3):
        bought(buyer, lot)
    count()
    assert standings.analysis(VILLAGE).suggestion.outcome is Outcome.THIN
    page = client.get(f"/places/{VILLAGE}/specialities/").content.decode()
    assert "只有 3 笔订单" in page
    request.getfixturevalue("easy")
    analysis = standings.analysis(VILLAGE)
    assert analysis.first is not None
    assert (analysis.first.class_code, analysis.first.share) == ("010307", 1)
    assert analysis.scoring.version == 2


def test_only_an_operator_writes_the_scoring_and_versions_stay(
    clerk: Person, operator: Person
) -> None:
    with pytest.raises(NotFound):
        write_scoring(scoring.weights(), "x", clerk, is_verified=True)
    for _ in range(2):
        write_scoring(scoring.weights(), "县里讨论过", operator, is_verified=True)
    assert [each.version for each in scoring.versions()] == [3, 2, 1]
    assert scoring.current().version == 3


def test_every_number_of_the_page_opens_into_its_rows(
    client: Client, buyer: Person, lot: Lot, oil_lot: Lot, bought: Bought
) -> None:
    bought(buyer, lot, 2)
    bought(buyer, oil_lot)
    count()
    for code in (VILLAGE, VILLAGE[:9], COUNTY, "1308", "13"):
        page = client.get(f"/places/{code}/specialities/")
        assert page.status_code == 200
        assert f"/places/{code}/specialities/010307/" in page.content.decode()
        rows = client.get(f"/places/{code}/specialities/010307/")
        assert "¥59.80 ÷ ¥114.80 = 52 %" in rows.content.decode()
        assert "香油" not in rows.content.decode(), "products are for who works here"
    assert client.get(f"/places/{VILLAGE}/specialities/02/").status_code == 404
    empty = client.get("/places/130623/specialities/")
    assert "还没有可以看的数据" in empty.content.decode()


def test_whoever_works_at_the_place_sees_the_products(
    client_of: ClientOf, clerk: Person, buyer: Person, lot: Lot, bought: Bought
) -> None:
    bought(buyer, lot)
    count()
    page = client_of(clerk).get(f"/places/{VILLAGE}/specialities/010307/").content.decode()
    assert "宽城板栗" in page
    assert "王大娘家" in page


def test_the_place_page_shows_what_it_is_known_for(
    client: Client, buyer: Person, lot: Lot, bought: Bought
) -> None:
    address = f"/places/{VILLAGE}/"
    assert "specialities" not in client.get(address).content.decode()
    bought(buyer, lot)
    count()
    assert f"/places/{VILLAGE}/specialities/010307/" in client.get(address).content.decode()


def test_a_page_asks_a_fixed_number_of_questions(
    client: Client, buyer: Person, lot: Lot, oil_lot: Lot, bought: Bought
) -> None:
    bought(buyer, lot)
    bought(buyer, oil_lot)
    count()
    client.get(f"/places/{COUNTY}/specialities/")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/places/{COUNTY}/specialities/")
    assert len(asked) <= 24, [query["sql"][:90] for query in asked]


def test_figures_are_offered_and_say_nothing_of_years_to_come(
    buyer: Person, lot: Lot, bought: Bought
) -> None:
    bought(buyer, lot)
    count()
    year = today().year
    for name, value in (
        ("specialities.sales_yuan", "29.9"),
        ("specialities.producers", "1"),
        ("specialities.marks", "0"),
    ):
        figure = figures.by_name(name)
        assert figure is not None
        assert {
            code: str(each.normalize()) for code, each in figure.read([COUNTY], year).items()
        } == {COUNTY: value}
        assert figure.read([COUNTY], year + 1) == {}


# industry clusters


@pytest.fixture
def two_towns(
    land: None, product: Product, chestnut_facts: object, clerk: Person, lot: Lot
) -> tuple[Lot, Lot]:
    """Chestnuts of two towns of the county."""
    from yutang.goods import actions
    from yutang.goods.rules import BatchFacts, ProducerFacts

    towns = places.children(COUNTY).exclude(code=VILLAGE[:9]).values_list("code", flat=True)
    village = places.children(towns[0]).values_list("code", flat=True)[0]
    other = actions.add_producer(
        ProducerFacts(kind="household", name="邻镇老李家", village_code=village)
    )
    grown = actions.add_product(other.pk, chestnut_facts)  # type: ignore[arg-type]
    batch = actions.add_batch(
        grown.pk, BatchFacts(number="1", harvested_on=date(2025, 9, 15), quantity_g=500_000)
    )
    made = trade.make_lot(grown.pk, batch_id=batch.pk, price_fen=3000, units=50, by=clerk)
    trade.add_units(lot.pk, 40, clerk)
    return lot, trade.open_lot(made.pk, clerk)


def test_towns_with_ten_buyers_in_common_are_a_cluster_and_nine_are_none(
    client: Client, two_towns: tuple[Lot, Lot], bought: Bought, easy: None
) -> None:
    one, other = two_towns
    for number in range(10):
        person = people.enrol(f"139000001{number:02d}", f"买家{number}")
        bought(person, one)
        if number == 9:
            count()
            assert not Cluster.objects.exists()
        bought(person, other)
    count()
    (view,) = clusters.cluster_views(clusters.clusters(COUNTY))
    assert [town.sales_fen for town in view.towns] == [30000, 29900]
    assert [(link.buyers, link.how) for link in view.links] == [(10, "same county")]
    page = client.get("/industry-clusters/").content.decode()
    assert "同时买过两地的有 10 人" in page
    assert not _breaches("cluster_towns")
    assert not list(clusters.clusters("130623"))


def test_last_years_sales_stand_in_last_year(buyer: Person, lot: Lot, bought: Bought) -> None:
    bought(buyer, lot, at=now() - timedelta(days=400))
    bought(buyer, lot)
    count()
    years = set(ClassYear.objects.filter(place_code=VILLAGE).values_list("year", flat=True))
    assert len(years) == 2
