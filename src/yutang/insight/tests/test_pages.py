"""Who sees what of a sale's results, and that every number on the page opens."""

import csv
import io
import json
import re
from decimal import Decimal
from itertools import product

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries
from tests.cast import ClientOf
from tests.sales import COUNTIES, Made, MakeSale

from yutang.insight import access, measures
from yutang.insight.rows import Kind
from yutang.people import actions as people
from yutang.people.access import Person

FULL_NAME = re.compile(r"买家\d")


@pytest.fixture
def made(make_sale: MakeSale) -> Made:
    return make_sale(2, orders=120)


def body(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return b"".join(response).decode("utf-8")


def rows_of_book(client: Client, target: str) -> list[list[tuple[object, str]]]:
    """Return value and type of every cell of the first sheet."""
    response = client.get(target)
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    content = b"".join(response)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows()]


def address(made: Made, rest: str = "") -> str:
    return f"/live/{made.sale.pk}/results/{rest}"


@pytest.fixture
def clerk_of_both(clerk: Person) -> Person:
    """A clerk of all counties of the sale."""
    for county in COUNTIES:
        people.give_grant(clerk, "clerk", county, by=None)
    return clerk


def test_its_own_people_see_all_of_it(
    made: Made, host: Person, clerk_of_both: Person, operator: Person, client_of: ClientOf
) -> None:
    for person in (host, clerk_of_both, operator):
        page = body(client_of(person), address(made))
        for indicator in measures.EVERY:
            assert str(indicator.title) in page
            assert str(indicator.formula) in page
            assert f'href="{address(made, f"rows/{indicator.id}/")}"' in page


def test_everybody_else_sees_the_short_form(  # noqa: PLR0917 - the cast
    made: Made,
    stranger: Person,
    buyer: Person,
    officer: Person,
    clerk: Person,
    client_of: ClientOf,
) -> None:
    """A clerk of one of the sale's two counties too: its rows are of both."""
    clerk_elsewhere = people.enrol("13800000009", "别县干事")
    people.give_grant(clerk_elsewhere, "clerk", "130202", by=None)
    readers = [Client(), *map(client_of, (stranger, buyer, officer, clerk, clerk_elsewhere))]
    for client in readers:
        page = body(client, address(made))
        assert str(measures.NET_SALES.title) in page
        assert str(measures.GMV.title) not in page
        assert "家果园" not in page  # producers are households
        assert "summary.csv" not in page
        assert "screen/?link=" not in page
        for indicator in measures.EVERY:
            status = 404 if indicator.has_persons else 200
            body(client, address(made, f"rows/{indicator.id}/"), status)
            body(client, address(made, f"rows/{indicator.id}.csv"), 404)
        body(client, address(made, "summary.xlsx"), 404)


def test_a_sale_that_has_not_started_is_only_its_own_peoples(
    made: Made, host: Person, stranger: Person, client_of: ClientOf
) -> None:
    made.sale.state, made.sale.live_at, made.sale.ended_at = "planned", None, None
    made.sale.save()
    for client in (Client(), client_of(stranger)):
        body(client, address(made), 404)
        body(client, address(made, "data/"), 404)
    assert "未开播" in body(client_of(host), address(made))


def test_the_public_data_holds_no_persons_money_of_households_or_more_figures_than_the_page(
    made: Made,
) -> None:
    data = json.loads(body(Client(), address(made, "data/")))
    assert {name for name in data["cells"] if name.startswith("v-")} == {
        f"v-{each.id}" for each in measures.PUBLIC
    }
    assert "producers" not in data["charts"]
    assert not [name for name in data["cells"] if name.startswith("producer-")]


def test_no_row_shows_a_persons_name(made: Made, host: Person, client_of: ClientOf) -> None:
    client = client_of(host)
    for measure in measures.COUNTED:
        page = body(client, address(made, f"rows/{measure.id}/"))
        kept = body(client, address(made, f"rows/{measure.id}.csv"))
        for text in (page, kept):
            assert not FULL_NAME.search(text.replace(host.name, "")), measure.id


def test_every_number_of_every_table_opens_rows_with_that_number(
    made: Made, host: Person, client_of: ClientOf
) -> None:
    client = client_of(host)
    page = body(client, address(made))
    links = re.findall(r'<a (?:data-cell="[^"]+" )?href="([^"]+/rows/[^"]+)">([^<]+)</a>', page)
    assert len(links) > 60
    for target, number in links[:: max(1, len(links) // 40)]:
        opened = body(client, target.replace("&amp;", "&"))
        assert f'<b class="number">{number}</b>' in opened, target


def test_rows_are_paged_and_say_their_sum(made: Made, host: Person, client_of: ClientOf) -> None:
    client = client_of(host)
    first = body(client, address(made, "rows/orders/"))
    assert first.count("<tr>") - 2 == 50  # without head and foot
    assert 'rel="next" href="?page=2"' in first
    last = body(client, address(made, "rows/orders/?page=99"))
    assert "3 / 3" in last
    assert 'rel="next"' not in last


def test_a_part_that_there_is_not_is_not_found(
    made: Made, host: Person, client_of: ClientOf
) -> None:
    client = client_of(host)
    for wrong in ("period=never", "lot=x", "lot=99999999999999999999", "minute=now", "minute=-"):
        body(client, address(made, f"rows/orders/?{wrong}"), 404)
    body(client, address(made, "rows/uv/?lot=1"), 404)
    body(client, address(made, "rows/nothing/"), 404)
    body(client, address(made, "rows/conversion.csv"), 404)


def test_a_file_of_rows_gives_the_number_back(
    made: Made, host: Person, client_of: ClientOf
) -> None:
    client = client_of(host)
    for measure in (measures.NET_SALES, measures.UNITS, measures.ENTRIES, measures.GMV):
        text = body(client, address(made, f"rows/{measure.id}.csv"))
        assert text.startswith("\ufeff")
        lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        column = [each.name for each in measure.rows.columns].index(measure.column)
        total = sum(Decimal(line[column]) for line in lines[1:])
        page = body(client, address(made, f"rows/{measure.id}/"))
        fen = measure.rows.columns[column].kind is Kind.FEN
        assert (f"¥{total:,.2f}" if fen else f"{total:,}") in page


def test_the_workbook_says_the_same_as_the_csv(
    made: Made, host: Person, client_of: ClientOf
) -> None:
    client = client_of(host)
    rows = rows_of_book(client, address(made, "rows/net-sales.xlsx"))
    column = [each.name for each in measures.NET_SALES.rows.columns].index("net_fen")
    total = sum(Decimal(str(row[column][0])) for row in rows[1:])
    assert f"¥{total:,.2f}" in body(client, address(made, "rows/net-sales/"))


def test_no_cell_of_a_file_is_a_formula(made: Made, host: Person, client_of: ClientOf) -> None:
    client = client_of(host)
    lines = csv.reader(io.StringIO(body(client, address(made, "rows/messages.csv"))))
    texts = [line[2] for line in list(lines)[1:]]
    assert texts
    assert set(texts) == {"'=1+1 好吃吗"}
    rows = rows_of_book(client, address(made, "rows/messages.xlsx"))
    assert {row[2][1] for row in rows} == {"s"}


def test_the_summary_holds_every_figure_lot_county_and_producer(
    made: Made, host: Person, client_of: ClientOf
) -> None:
    client = client_of(host)
    text = body(client, address(made, "summary.csv"))
    lines = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    by_title = {line[0]: line for line in lines if line}
    page = body(client, address(made))
    for indicator in measures.EVERY:
        assert str(indicator.title) in by_title
    net = by_title[str(measures.NET_SALES.title)][1]
    assert f"¥{Decimal(net):,.2f}" in page
    book = rows_of_book(client, address(made, "summary.xlsx"))
    assert [row[0][0] for row in book][5:24] == [line[0] for line in lines[5:24]]


def test_the_big_screen_opens_for_its_people_officers_and_a_link_only(
    made: Made, stranger: Person, client_of: ClientOf, request: pytest.FixtureRequest
) -> None:
    screen = f"/live/{made.sale.pk}/screen/"
    for role in ("host", "clerk_of_both", "officer", "operator"):
        assert made.sale.title in body(client_of(request.getfixturevalue(role)), screen)
    for client in (Client(), client_of(stranger)):
        body(client, screen, 404)
        body(client, f"{screen}data/", 404)
        body(client, f"{screen}?link=forged", 404)
    link = access.display_link(made.sale.pk)
    assert made.sale.title in body(Client(), f"{screen}?link={link}")
    data = json.loads(body(Client(), f"{screen}data/?link={link}"))
    assert not FULL_NAME.search(json.dumps(data, ensure_ascii=False))
    body(Client(), f"/live/{made.sale.pk + 1}/screen/?link={link}", 404)


def test_a_display_link_ends(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    link = access.display_link(made.sale.pk)
    monkeypatch.setattr(access, "DISPLAY_LINK_LIFE_S", -1)
    assert not access.opens_screen(link, made.sale.pk)


def test_a_running_sale_asks_for_news_and_an_ended_one_does_not(
    make_sale: MakeSale, host: Person, client_of: ClientOf
) -> None:
    client = client_of(host)
    running, over = make_sale(1, ended=False), make_sale(2)
    assert "data-refresh=" in body(client, address(running))
    assert "data-refresh=" not in body(client, address(over))
    data = json.loads(body(client, address(running, "data/")))
    assert data["running"] is True
    page = body(client, address(running))
    named = set(re.findall(r'data-cell="([^"]+)"', page))
    assert named <= set(data["cells"])


def test_names_are_shown_as_text(make_sale: MakeSale, host: Person, client_of: ClientOf) -> None:
    made = make_sale(1)
    made.sale.title = "<script>alert(1)</script>"
    made.sale.save()
    client = client_of(host)
    for rest in ("", "rows/orders/", "rows/conversion/"):
        assert "<script>alert" not in body(client, address(made, rest))
    assert "<script>alert" not in body(client, f"/live/{made.sale.pk}/screen/")


def test_the_pages_stay_within_their_budget(
    made: Made,
    host: Person,
    client_of: ClientOf,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(host)
    with django_assert_max_num_queries(14):
        body(client, address(made))
    with django_assert_max_num_queries(10):
        body(client, address(made, "rows/orders/"))
    with django_assert_max_num_queries(10):
        body(client, f"/live/{made.sale.pk}/screen/")


def test_empty_rows_say_what_to_expect(
    make_sale: MakeSale, host: Person, client_of: ClientOf
) -> None:
    made, client = make_sale(1, orders=0), client_of(host)
    for measure in measures.COUNTED:
        body(client, address(made, f"rows/{measure.id}/"))


def test_a_part_that_there_cannot_be_is_not_found(
    made: Made, host: Person, client_of: ClientOf
) -> None:
    client = client_of(host)
    queries = [
        {"county": "\x00"},
        {"county": "' or 1=1 --"},
        {"minute": "0001-01-01T00:00:00+14:00"},
        {"minute": "9999-12-31T23:59:59-12:00"},
        {"minute": "2026-01-01"},
        {"lot": "²"},
        {"lot": "9" * 40},
        {"period": "never"},
    ]
    for query, kind in product(queries, ("rows/orders/", "rows/orders.csv")):
        assert client.get(address(made, kind), query).status_code == 404, query
