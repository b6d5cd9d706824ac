import pytest
from tests.cast import ClientOf

from yutang.money import actions, rules
from yutang.people.access import Person
from yutang.trade.models import Order

LISTS = {
    "goods/producer": "王大娘家",
    "goods/product": "宽城板栗",
    "goods/batch": "20250915-1",
    "trade/lot": "宽城板栗",
    "trade/lotchange": "货",
    "trade/order": "买家小李",
    "trade/orderchange": "买家小李",
    "money/payment": "59",
}


@pytest.mark.parametrize("register", LISTS)
def test_the_office_shows_a_clerk_what_lies_in_their_county_only(
    client_of: ClientOf,
    ready_order: Order,
    buyer: Person,
    people_of_the_office: dict[str, Person],
    register: str,
) -> None:
    actions.pay(ready_order.pk, buyer, rules.CASH_ON_DELIVERY)
    path = f"/office/{register}/"
    rows = {
        name: client_of(person).get(path).content.decode().count(f'href="{path}')
        for name, person in people_of_the_office.items()
    }
    assert rows["operator"] == rows["clerk"] > rows["other_clerk"]
    shown = client_of(people_of_the_office["clerk"]).get(path).content.decode()
    assert LISTS[register] in shown
    assert "李小明" not in shown


@pytest.mark.parametrize("register", ["goods/product", "trade/order", "money/payment"])
def test_nobody_else_finds_the_office(
    client_of: ClientOf, stranger: Person, farmer: Person, register: str
) -> None:
    for person in (stranger, farmer):
        assert client_of(person).get(f"/office/{register}/").status_code == 404


def test_rows_are_to_look_at(client_of: ClientOf, ready_order: Order, clerk: Person) -> None:
    browser = client_of(clerk)
    page = browser.get(f"/office/trade/order/{ready_order.pk}/change/")
    assert page.status_code == 200
    assert "contact" not in page.content.decode()
    for path in (f"trade/order/{ready_order.pk}/delete", "trade/order/add", "goods/product/add"):
        assert browser.post(f"/office/{path}/").status_code == 403


@pytest.fixture
def people_of_the_office(clerk: Person, other_clerk: Person, operator: Person) -> dict[str, Person]:
    return {"clerk": clerk, "other_clerk": other_clerk, "operator": operator}
