"""Boards show what was published, hide small groups, and say plainly what is not there."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from tests.cast import ClientOf
from tests.published import published

from tests import invented
from yutang.boards.queries import BOARDS
from yutang.kernel.clock import today
from yutang.people.access import Person
from yutang.places import loading

pytestmark = pytest.mark.django_db
VILLAGES = ("130827106203", "130827100201")
HERE = "/boards/130827/"
THERE, NEXT_DOOR = "/boards/130623/", "130623100001"
NUMBER = re.compile(r'data-value="(-?[\d.]+)"')


@pytest.fixture(scope="module")
def store(django_db_setup: None, django_db_blocker: object) -> Iterator[invented.Store]:
    """An invented store of four months, published once for all tests that only look."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        loading.load(connection, ["13"])
        made = invented.store(VILLAGES, today(), days=120, orders_a_day=5, every=15)
        for kind, rows in made.items():
            published(kind, rows)
        yield made
        transaction.set_rollback(True)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def table(text: str, chart: str) -> str:
    return text.split(f'id="{chart}"', 1)[1].split("</table>", 1)[0]


def saved(client: Client, address: str) -> list[list[str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_every_board_draws_what_its_table_says_and_gives_it_away_as_a_file(
    client: Client, store: invented.Store
) -> None:
    for board in BOARDS:
        text = page(client, f"{HERE}{board.name}/")
        for name in board.charts:
            rows = saved(client, f"{HERE}{board.name}/{name}.csv")
            lines = rows[1 : rows.index([])]
            told = table(text, name)
            assert lines, name
            assert told.count("<tr") - 1 == min(len(lines), 60), name
            assert NUMBER.search(told), name


def test_flows_lead_down_to_their_lots_and_each_lot_to_its_trace_page(
    client: Client, store: invented.Store
) -> None:
    flows = table(page(client, f"{HERE}sales/"), "flows")
    asked = re.search(r'href="(/boards/130827/sales/[^"]*goal=11)#lots"', flows)
    assert asked
    lots = table(page(client, asked[1].replace("&amp;", "&")), "lots")
    assert "/trace/T" in lots
    place = re.search(r"origin=(\d+)", asked[1])
    assert place
    wanted = sum(
        line["net_fen"]
        for line in store["order_line"]
        if line["to_province"] == "11" and line["place"].startswith(place[1]) and line["is_paid"]
    )
    numbers = [NUMBER.findall(row)[0] for row in lots.split("<tr")[2:]]
    net = sum(float(number) for number in numbers)
    assert round(net * 100) == wanted


def test_all_the_flows_of_a_clerk_sum_to_the_net_sales_of_the_place(
    store: invented.Store, client_of: ClientOf, clerk: Person, client: Client
) -> None:
    rows = saved(client_of(clerk), f"{HERE}sales/flows.csv")
    net = sum(float(row[2]) for row in rows[1 : rows.index([])])
    assert round(net * 100) == sum(line["net_fen"] for line in store["order_line"])
    public = saved(client, f"{HERE}sales/flows.csv")
    assert sum(float(row[2]) for row in public[1 : public.index([])]) <= net


def test_the_public_reads_no_group_of_fewer_than_ten(
    client: Client,
    store: invented.Store,
    client_of: ClientOf,
    clerk: Person,
    other_clerk: Person,
) -> None:
    day = today() - timedelta(days=3)
    line = {"on": day, "place": NEXT_DOOR, "good": "板栗", "is_paid": True, "net_fen": 100}
    few = [{**line, "person": at, "order": str(at), "to_province": "44"} for at in range(4)]
    many = [{**line, "person": at, "order": f"b{at}", "to_province": "11"} for at in range(30)]
    more = [{**line, "person": at, "order": f"c{at}", "to_province": "12"} for at in range(12)]
    rows = [{"key": f"k{at}", **row} for at, row in enumerate([*few, *many, *more])]
    published("order_line", rows)

    for browser in (client, client_of(clerk)):
        text = page(browser, f"{THERE}buyers/")
        assert "广东省" not in text
        assert "北京市" in text
        assert "广东省" not in page(browser, f"{THERE}sales/")
    assert "广东省" in page(client_of(other_clerk), f"{THERE}buyers/")


def test_what_is_not_there_is_said_plainly(client: Client, store: invented.Store) -> None:
    assert "这里还没有订单的记录" in page(client, f"{THERE}sales/")
    day = today() - timedelta(days=300)
    published("order_line", [{"on": day, "place": NEXT_DOOR, "person": 1, "is_paid": True}])
    week = (today() - timedelta(days=6)).isoformat()
    text = page(client, f"{THERE}sales/?from={week}&to={today().isoformat()}")
    assert f"{day.isoformat()} 起有记录" in text


def test_any_place_may_be_chosen_and_what_is_no_place_is_not_there(
    client: Client, store: invented.Store
) -> None:
    assert "<h1>" in page(client, "/boards/all/")
    assert "<h1>" in page(client, f"/boards/{VILLAGES[0]}/sales/")
    for address in ("/boards/99/", "/boards/130827/nothing/", f"{HERE}sales/nothing.csv"):
        assert client.get(address).status_code == 404
    chosen = client.get("/boards/choose/?place=13&board=goods&from=2026-01-01&to=2026-02-01")
    assert chosen.headers["Location"] == "/boards/13/goods/?from=2026-01-01&to=2026-02-01"
    assert client.get("/boards/choose/?board=nothing").status_code == 404
    assert "没看懂这段时间" in page(client, f"{HERE}?from=yesterday")


def test_the_big_screen_tells_today_and_nothing_of_persons(
    client: Client, store: invented.Store
) -> None:
    text = page(client, f"{HERE}screen/")
    assert 'id="wall"' in text
    told = client.get(f"{HERE}screen/data/").json()
    lines = [line for line in store["order_line"] if line["on"] == today()]
    net = sum(line["net_fen"] for line in lines)
    assert told["figures"][0]["text"] == f"{net / 100:,.0f}"
    assert len(told["days"]) == 30
    assert told["on_air"] == []
    assert "person" not in str(told)


def test_in_english_every_word_is_english(client: Client, store: invented.Store) -> None:
    client.cookies["django_language"] = "en"
    text = page(client, f"{HERE}hosts/")
    assert "What hosts earn in a month" in text
    assert "The rows behind it" in page(client, f"{HERE}logistics/")


def test_the_public_reads_of_persons_the_same_whatever_days_it_asks_for(
    client: Client, store: invented.Store, client_of: ClientOf, clerk: Person
) -> None:
    year = today().year
    asked = [f"?from={year}-01-01&to={year}-{end}" for end in ("09-13", "09-14", "12-31")]
    charts = ("sales/flows", "buyers/provinces", "buyers/times", "hosts/income")
    for chart in (*charts, "logistics/provinces", "buyers/again"):
        files = [saved(client, f"{HERE}{chart}.csv{query}") for query in asked]
        told = [rows[: rows.index([])] for rows in files]
        assert told[0] == told[1] == told[2], chart
        assert all(f"{year}-12-31" in str(rows) for rows in files), chart
    staff = client_of(clerk)
    own = [saved(staff, f"{HERE}sales/flows.csv{query}") for query in asked[:2]]
    assert own[0] != own[1]
    assert "公开时只按整年" in page(client, f"{HERE}buyers/{asked[0]}")
    assert "公开的只到县" in page(client, f"/boards/{VILLAGES[0]}/sales/{asked[0]}")
