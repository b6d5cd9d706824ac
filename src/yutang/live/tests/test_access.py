import pytest
from tests.cast import OTHER_COUNTY

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.live import access, actions
from yutang.live.access import Doing
from yutang.live.models import Sale
from yutang.people.access import Person
from yutang.people.actions import give_grant

DOINGS: tuple[Doing, ...] = ("view", "plan", "run", "lineup", "moderate", "console")
ALL = set(DOINGS)


def may(person: Person | None, sale: Sale) -> set[str]:
    return {doing for doing in DOINGS if access.may(person, sale, doing)}


def test_host_clerk_and_operator_may_do_everything_and_others_only_look(
    sale: Sale, host: Person, clerk: Person, operator: Person, buyer: Person
) -> None:
    assert may(host, sale) == may(clerk, sale) == may(operator, sale) == ALL
    assert may(buyer, sale) == may(None, sale) == {"view"}


def test_neighbours_officers_and_farmers_only_look(
    sale: Sale, other_clerk: Person, officer: Person, farmer: Person
) -> None:
    assert may(other_clerk, sale) == may(officer, sale) == may(farmer, sale) == {"view"}


def test_an_assistant_runs_the_lineup_and_a_moderator_the_chat(
    sale: Sale, buyer: Person, stranger: Person, host: Person
) -> None:
    actions.add_helper(sale.pk, buyer, "assistant", host)
    actions.add_helper(sale.pk, stranger, "moderator", host)
    assert may(buyer, sale) == {"view", "lineup", "console"}
    assert may(stranger, sale) == {"view", "moderate", "console"}
    actions.remove_helper(sale.pk, buyer.pk, "assistant", host)
    assert may(buyer, sale) == {"view"}


def test_a_clerk_of_one_county_does_not_run_a_sale_of_two(
    sale: Sale, clerk: Person, other_clerk: Person, operator: Person
) -> None:
    Sale.objects.filter(pk=sale.pk).update(county_codes=[*sale.county_codes, OTHER_COUNTY])
    sale.refresh_from_db()
    assert may(clerk, sale) == may(other_clerk, sale) == {"view"}
    assert may(operator, sale) == ALL


def test_a_host_plans_their_own_sale_of_their_own_counties(
    sale: Sale, host: Person, clerk: Person, stranger: Person
) -> None:
    county = sale.county_codes
    assert access.may_plan(host, county, host_id=host.pk)
    assert not access.may_plan(host, county, host_id=clerk.pk)
    assert not access.may_plan(host, [OTHER_COUNTY], host_id=host.pk)
    assert not access.may_plan(stranger, county, host_id=stranger.pk)


def end_grants(person: Person) -> None:
    for grant in person.grants.filter(ended_at=None):
        grant.ended_at = now()
        grant.save()


def test_a_host_whose_grant_has_ended_runs_nothing_that_was_planned_before(
    live_sale: Sale, host: Person, clerk: Person
) -> None:
    end_grants(host)
    assert may(host, live_sale) == {"view"}
    assert may(clerk, live_sale) == ALL
    give_grant(host, "host", live_sale.county_codes[0], by=clerk)
    assert may(host, live_sale) == ALL


def test_a_grant_for_some_of_the_counties_is_not_enough(
    sale: Sale, host: Person, clerk: Person
) -> None:
    Sale.objects.filter(pk=sale.pk).update(county_codes=[*sale.county_codes, OTHER_COUNTY])
    sale.refresh_from_db()
    assert may(host, sale) == {"view"}
    give_grant(host, "host", OTHER_COUNTY, by=None)
    assert may(host, sale) == ALL


def test_helpers_rest_while_their_host_holds_no_role(
    sale: Sale, host: Person, buyer: Person, stranger: Person, clerk: Person
) -> None:
    actions.add_helper(sale.pk, buyer, "assistant", host)
    actions.add_helper(sale.pk, stranger, "moderator", host)
    end_grants(host)
    assert may(buyer, sale) == may(stranger, sale) == {"view"}
    Sale.objects.filter(pk=sale.pk).update(host=clerk)
    sale.refresh_from_db()
    assert may(buyer, sale) == {"view", "lineup", "console"}
    assert may(stranger, sale) == {"view", "moderate", "console"}


def test_a_closed_account_may_no_longer_run_anything(sale: Sale, host: Person) -> None:
    host.is_active = False
    assert may(host, sale) == {"view"}


def test_no_sale_and_not_yours_look_the_same(sale: Sale, buyer: Person) -> None:
    with pytest.raises(NotFound):
        access.sale_for(buyer, 0)
    with pytest.raises(NotFound):
        access.sale_for(buyer, sale.pk, "run")
