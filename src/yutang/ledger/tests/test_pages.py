"""The books as operators read them."""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse
from tests.cast import ClientOf

from yutang.kernel.clock import now
from yutang.ledger import actions
from yutang.ledger.models import Account, Period
from yutang.ledger.rules import CASHIER, ESCROW, Line, month_before, month_of
from yutang.people.access import Person


def test_from_the_trial_balance_to_the_cause_of_an_entry(
    operator: Person, client_of: ClientOf
) -> None:
    client, order = client_of(operator), uuid4()
    assert "yutang" in client.get(reverse("ledger:books")).content.decode().lower()
    lines = (Line(CASHIER, "test", 2990), Line(ESCROW, "", -2990))
    made = actions.post("payment", str(order), lines, order=order)
    shown = client.get(reverse("ledger:books")).content.decode()
    assert shown.count("¥29.90") >= 4
    listed = client.get(reverse("ledger:accounts"), {"kind": ESCROW}).content.decode()
    escrow = Account.objects.get(kind=ESCROW)
    account = reverse("ledger:account", args=[escrow.pk])
    assert account in listed
    assert str(order)[:30] in client.get(account).content.decode()
    file = client.get(reverse("ledger:account-file", args=[escrow.pk])).content.decode()
    assert f"{order},,29.90," in file
    page = client.get(reverse("ledger:transaction", args=[made])).content.decode()
    assert str(order) in page
    assert page.count("¥29.90") == 2
    assert client.get(reverse("ledger:accounts"), {"kind": "purse"}).status_code == 404


def test_a_month_is_closed_by_the_page(operator: Person, client_of: ClientOf) -> None:
    client, last = client_of(operator), month_before(month_of(now()))
    client.post(reverse("ledger:close"), {"month": f"{now() + timedelta(40):%Y-%m}"})
    assert not Period.objects.exists()
    client.post(reverse("ledger:close"), {"month": f"{last:%Y-%m}"})
    assert Period.objects.get().by == operator
    assert f"{last:%Y-%m}" in client.get(reverse("ledger:books")).content.decode()
    assert client.post(reverse("ledger:close"), {"month": "soon"}).status_code == 404
