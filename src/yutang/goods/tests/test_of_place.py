"""The goods of a place: on its page and in a list, for everybody, by an index."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import COUNTY, OTHER_COUNTY, VILLAGE

from yutang.goods import queries
from yutang.goods.models import Product


def test_every_level_above_shows_a_good_and_no_other_place_does(product: Product) -> None:
    for code in (VILLAGE, VILLAGE[:9], COUNTY, COUNTY[:4], COUNTY[:2]):
        assert [each.pk for each, _ in queries.newest_of_place(code, 5)] == [product.pk], code
    assert queries.newest_of_place(OTHER_COUNTY, 5) == []


def test_the_panel_costs_two_queries_and_shows_one_more_than_it_says(
    product: Product, oil: Product
) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert len(queries.newest_of_place(COUNTY, 1)) == 2
    assert len(asked) == 2


def test_everybody_reads_the_list_and_an_empty_one_says_what_to_do(
    client: Client, product: Product
) -> None:
    assert product.name in client.get(f"/places/{COUNTY}/goods/").text
    assert "empty" in client.get(f"/places/{OTHER_COUNTY}/goods/").text
    assert client.get("/places/999999/goods/").status_code == 404
    assert product.name in client.get(f"/places/{COUNTY}/").text


def test_what_lies_under_a_place_is_found_by_an_index(product: Product) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute("explain select id from goods_product where origin_code like '1308%'")
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "goods_product_origin" in plan
