"""Two who spend the last yuan at once: with the guard off both do, with it on one hears so."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.db import connection
from tests.at_once import at_once, kinds

from yutang.people.access import Person
from yutang.programmes import actions, queries
from yutang.programmes.models import Fund, Kind, Programme, Spending
from yutang.programmes.tests.conftest import Given, Granted, spend

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def shipped(db: None) -> None:
    """What migration 0005 wrote, which a test that commits may have emptied."""
    Kind.objects.get_or_create(slug="village-hosts", defaults={"title": "村播", "title_en": "x"})


@pytest.fixture
def last_yuan(
    programme: Programme, fund: Fund, given: Given, granted: Granted, clerk: Person
) -> Programme:
    """A programme with 100 yuan and a plan for more."""
    given(fund, 100_00)
    granted(fund, programme, 100_00)
    actions.plan(programme.pk, "training", 900_00, clerk)
    return programme


def _guard(word: str) -> None:
    with connection.cursor() as cursor:
        for name in ("programmes_programme_covers", "programmes_budget_covers"):
            cursor.execute(f"alter table programmes_spending {word} trigger {name}")


@pytest.fixture
def guard_off() -> Iterator[None]:
    _guard("disable")
    yield
    _guard("enable")


def test_without_the_guard_both_spend_the_same_yuan(last_yuan: Programme, guard_off: None) -> None:
    at_once(lambda: spend(last_yuan, 80_00, "1"), lambda: spend(last_yuan, 80_00, "2"))
    assert queries.has(last_yuan.pk) == -60_00


def test_with_the_guard_one_hears_that_it_is_gone(last_yuan: Programme) -> None:
    said = at_once(lambda: spend(last_yuan, 80_00, "1"), lambda: spend(last_yuan, 80_00, "2"))
    assert kinds(said) == ["ProgrammeShort", "int"]
    assert queries.has(last_yuan.pk) == 20_00


def test_two_taps_spend_once(last_yuan: Programme) -> None:
    said = at_once(lambda: spend(last_yuan, 30_00, "1"), lambda: spend(last_yuan, 30_00, "1"))
    assert said[0] == said[1]
    assert Spending.objects.count() == 1


def test_two_grants_of_the_same_money_make_one(
    programme: Programme, fund: Fund, given: Given, clerk: Person, second_clerk: Person
) -> None:
    given(fund, 100_00)
    first, second = (
        actions.ask_grant(fund.pk, programme.pk, 80_00, "第一批资金", clerk, key=uuid4())
        for _ in range(2)
    )
    said = at_once(
        lambda: actions.decide_grant(first.pk, second_clerk, confirms=True),
        lambda: actions.decide_grant(second.pk, second_clerk, confirms=True),
    )
    assert kinds(said) == ["FundShort", "Grant"]
    assert queries.fund_has(fund.pk) == 20_00
