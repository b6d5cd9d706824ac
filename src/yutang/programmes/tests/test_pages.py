"""The pages: what everybody sees, what a donor sees, and a yuan's way through the forms."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import uuid4

import pytest
from django.test import Client
from tests.cast import ClientOf

from yutang.kernel.clock import today
from yutang.people.access import Person
from yutang.people.models import Opening
from yutang.plumbing import kept
from yutang.programmes import actions, queries
from yutang.programmes.actions import DonorFacts
from yutang.programmes.models import Bill, Donation, Fund, Grant, Programme
from yutang.programmes.queries import arrived
from yutang.programmes.tests.conftest import AIM, PDF, Given, Granted, bill_facts, spend

REAL = "王善人"


def text(client: Client, address: str) -> str:
    """Return a page's text, which must be there."""
    page = client.get(address)
    assert page.status_code == 200, address
    return page.content.decode()


@pytest.fixture
def private_donor(rich: Programme, fund: Fund, clerk: Person, buyer: Person) -> Donation:
    """A person who gave 100 yuan, not confirmed yet."""
    facts = DonorFacts("person", REAL, "热心人", "13900009999", "13800000003")
    donor = actions.write_donor(fund.pk, facts, clerk)
    said = actions.DonationFacts(100_00, today(), "R-private")
    return actions.note_donation(fund.pk, donor.pk, said, clerk, key=uuid4())


@pytest.fixture
def desks(clerk: Person, second_clerk: Person, client_of: ClientOf) -> tuple[Client, Client]:
    """The browsers of the county's two clerks."""
    return client_of(clerk), client_of(second_clerk)


def test_everybody_sees_funds_and_programmes_and_no_person(
    rich: Programme, fund: Fund, private_donor: Donation, second_clerk: Person, client: Client
) -> None:
    actions.decide_donation(private_donor.pk, second_clerk, confirms=True)
    spend(rich, 200_00, "1")
    pages = "".join(
        text(client, address)
        for address in (
            "/programmes/",
            f"/programmes/{rich.pk}/",
            f"/programmes/{rich.pk}/disclosure/",
            f"/programmes/{rich.pk}/movements.csv",
            "/programmes/funds/",
            f"/programmes/funds/{fund.pk}/",
            f"/programmes/funds/{fund.pk}/movements.csv",
            "/programmes/rules/",
        )
    )
    for words in (rich.name, fund.name, "某公司", "农产品上行", "33.3%", "¥600.00"):
        assert words in pages
    for words in (REAL, "热心人", "宽城干事", "13900009999", "payee"):
        assert words not in pages
    assert [each.amount_fen for each in arrived.donations()] == [900_00, 100_00]
    assert arrived.given_back() == []


def test_a_list_is_found_by_direction_and_place(
    land: None, rich: Programme, client: Client
) -> None:
    assert rich.name in text(client, "/programmes/?direction=ecommerce&place=宽城")
    assert rich.name not in text(client, "/programmes/?direction=health")
    assert rich.name not in text(client, "/programmes/?place=涞水")
    assert rich.name in text(client, "/places/130827/")


def test_a_donation_goes_through_the_forms_and_its_donor_follows_it(
    rich: Programme,
    private_donor: Donation,
    granted: Granted,
    desks: tuple[Client, Client],
    client_of: ClientOf,
) -> None:
    (own, other), fund = desks, private_donor.fund
    buyer, clerk = private_donor.donor.account, private_donor.noted_by
    assert buyer is not None
    address = f"/programmes/donations/{private_donor.pk}/"
    assert "R-private" not in text(client_of(buyer), address)
    own.post(f"{address}decide/", {"decision": "confirm"})
    private_donor.refresh_from_db()
    assert private_donor.state == "noted"
    other.post(f"{address}decide/", {"decision": "confirm"})
    granted(fund, rich, 200_00)
    spend(rich, 400_00, "1")
    seen = text(client_of(buyer), address)
    assert "¥50.00" in seen
    assert "¥25.00" in seen  # half of what arrived: 200 of 800 are of the second grant
    assert fund.name in text(client_of(buyer), "/programmes/giving/")
    assert Client().get(address).status_code == 401
    assert REAL not in text(own, address)
    opened = own.post(f"{address}donor/", {"reason": "核对回单"}).content.decode()
    assert REAL in opened
    assert Opening.objects.filter(by=clerk, what="donor", of=buyer).count() == 1


def test_a_bill_goes_through_the_forms_and_its_invoice_is_sealed(
    rich: Programme, clerk: Person, second_clerk: Person, client_of: ClientOf
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    own, other = client_of(clerk), client_of(second_clerk)
    said = {
        "key": uuid4(),
        "purpose": "training",
        "amount": "120.50",
        "organisation": "县职教中心",
        "invoice_number": "FP-9",
        "what": "十月培训场地和电费",
    }
    refused = own.post(f"/programmes/{rich.pk}/bills/new/", said)
    assert refused.status_code == 422
    paper = SimpleUploadedFile("发票.pdf", PDF)
    own.post(f"/programmes/{rich.pk}/bills/new/", {**said, "paper": paper})
    bill = Bill.objects.get()
    assert bill.amount_fen == 120_50
    assert str(bill.what) in text(other, f"/programmes/bills/{bill.pk}/")
    other.post(f"/programmes/bills/{bill.pk}/decide/", {"decision": "confirm"})
    paid = {"paid_on": f"{today()}", "bank_reference": "R-2026"}
    other.post(f"/programmes/bills/{bill.pk}/paid/", paid)
    bill.refresh_from_db()
    assert bill.paid_on == today()
    kept_paper = bill.papers.get()
    assert kept.content("programmes", kept_paper.sha256) == PDF
    shown = other.get(f"/programmes/bills/{bill.pk}/papers/{kept_paper.pk}/")
    assert shown.content == PDF
    assert "no-store" in shown["Cache-Control"] or "no-cache" in shown["Cache-Control"]
    assert Opening.objects.filter(by=second_clerk, what="invoice").count() == 1


@pytest.mark.usefixtures("land")
def test_begun_planned_and_asked_for_on_pages(
    fund: Fund, given: Given, desks: tuple[Client, Client]
) -> None:
    given(fund, 100_00)
    own, other = desks
    year = today().year
    said = {
        "key": uuid4(),
        "name": "电商培训",
        "kind": "taobao-university",
        "direction": "education",
        "place": "宽城",
        "aim": AIM,
        "starts_on": f"{year}-01-01",
        "ends_on": f"{year}-12-31",
    }
    made = own.post("/programmes/new/", said)
    programme = Programme.objects.get(name="电商培训")
    assert made["Location"] == f"/programmes/{programme.pk}/work/"
    assert programme.place_code == "130827"
    own.post(f"/programmes/{programme.pk}/budget/", {"purpose": "training", "amount": "80"})
    asked = {"key": uuid4(), "fund": fund.pk, "amount": "80", "words": "第一批资金"}
    own.post(f"/programmes/{programme.pk}/grants/new/", asked)
    grant = Grant.objects.get()
    assert fund.name in text(other, "/programmes/waiting/")
    other.post(f"/programmes/grants/{grant.pk}/decide/", {"decision": "confirm"})
    money = queries.money(programme.pk)
    assert (money.planned_fen, money.arrived_fen) == (80_00, 80_00)
    assert "80" in text(own, f"/programmes/{programme.pk}/work/")


def test_an_operator_sets_the_next_version_of_a_rule(
    operator: Person, clerk: Person, client_of: ClientOf
) -> None:
    said = {
        "scheme": "rural-ecommerce",
        "valid_from": f"{today()}",
        "source": "县里的资金管理办法第三条",
        "upstream_least": "60",
        "training_least": "2000",
    }
    assert client_of(clerk).post("/programmes/rules/new/", said).status_code == 404
    client_of(operator).post("/programmes/rules/new/", said)
    newest = queries.rules()[0]
    assert [(line.name, str(line.least)) for line in newest.lines] == [
        ("upstream", "60.00"),
        ("training.person_times", "2000.00"),
    ]
    assert client_of(operator).post("/programmes/rules/new/", said).status_code == 422


@pytest.mark.parametrize("many", [3, 9])
def test_a_programmes_page_asks_the_same_however_much_moved(
    rich: Programme,
    clerk: Person,
    second_clerk: Person,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
    many: int,
) -> None:
    for number in range(many):
        facts = bill_facts(1_00, f"FP-{number:04d}")
        bill = actions.note_bill(rich.pk, facts, [("a.pdf", PDF)], clerk, key=uuid4())
        actions.decide_bill(bill.pk, second_clerk, confirms=True)
    with django_assert_max_num_queries(40):
        Client().get(f"/programmes/{rich.pk}/")
