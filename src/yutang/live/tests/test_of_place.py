"""The sales of a place: its county's for a village, those of all its counties for a province."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import COUNTY, OTHER_COUNTY, VILLAGE

from yutang.kernel.clock import now
from yutang.live import actions, queries
from yutang.live.models import Sale
from yutang.people.access import Person

PlanOf = Callable[..., Sale]


@pytest.fixture
def planned(land: None, host: Person, clerk: Person) -> PlanOf:
    def plan(title: str, days: int = 1) -> Sale:
        told = actions.Plan(
            title=title, county_codes=[COUNTY], starts_at=now() + timedelta(days=days)
        )
        return actions.plan_sale(told, host=host, by=clerk)

    return plan


def test_every_level_shows_the_countys_sales_and_another_county_none(planned: PlanOf) -> None:
    sale = planned("板栗专场")
    for code in (VILLAGE, VILLAGE[:9], COUNTY, COUNTY[:4], COUNTY[:2]):
        with CaptureQueriesContext(connection) as asked:
            assert list(queries.sales_of_place(code)) == [sale], code
        assert len(asked) <= 2
    assert not queries.sales_of_place(OTHER_COUNTY)


def test_those_on_the_air_come_first_then_those_to_come_then_those_over(
    planned: PlanOf, host: Person
) -> None:
    over, later, running = planned("旧"), planned("以后", 3), planned("正在")
    called_off = planned("取消")
    Sale.objects.filter(pk=over.pk).update(state="replay", live_at=now(), ended_at=now())
    Sale.objects.filter(pk=running.pk).update(state="live", live_at=now())
    Sale.objects.filter(pk=called_off.pk).update(state="ended")
    assert list(queries.sales_of_place(COUNTY)) == [running, later, over]


def test_everybody_reads_the_list(client: Client, planned: PlanOf) -> None:
    planned("板栗专场")
    assert "板栗专场" in client.get(f"/places/{COUNTY}/sales/").text
    assert "empty" in client.get(f"/places/{OTHER_COUNTY}/sales/").text
    assert "板栗专场" in client.get(f"/places/{COUNTY}/").text


def test_a_countys_sales_are_found_by_an_index(planned: PlanOf) -> None:
    planned("板栗专场")
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(
            "explain select id from live_sale where county_codes && array['130827']::varchar(6)[]"
        )
        plan = " ".join(row[0] for row in cursor.fetchall())
    assert "live_sale_counties" in plan
