"""Forecasts are made, kept, shown with their past error, and compared with what came."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction
from tests.cast import COUNTY, ClientOf
from tests.published import published

from yutang.forecasts import actions, queries
from yutang.forecasts.models import PackingRate, PlanLine, Point, Run, SalePlan, Subject
from yutang.kernel.clock import today

if TYPE_CHECKING:
    from yutang.live.access import Sale
    from yutang.people.access import Person
    from yutang.trade.access import Lot

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 2)


def sold(weeks: int, good: str = "板栗", until: date = MONDAY) -> list[dict[str, object]]:
    """So many weeks of sales of the county, up to the week before."""
    return [
        {
            "on": until - timedelta(days=7 * back - 2),
            "place": "130827100201",
            "good": good,
            "units": 20 + back % 5,
            "is_paid": True,
        }
        for back in range(1, weeks + 1)
    ]


def test_a_forecast_is_made_once_a_day_with_band_and_the_last_value_beside() -> None:
    published("order_line", [*sold(40), *sold(5, "红枣")])

    made = actions.make_all(MONDAY)
    again = actions.make_all(MONDAY)

    assert (made.runs, made.without) == (2, 1)
    assert again.runs == 0
    run = Run.objects.get(subject__name="板栗")
    assert (run.subject.place_code, run.last_week) == (COUNTY, MONDAY - timedelta(days=7))
    assert run.weeks == 40
    assert run.windows > 3
    assert run.error_percent is not None
    points = list(run.points.order_by("week"))
    assert [p.week for p in points] == [MONDAY + timedelta(days=7 * n) for n in range(4)]
    for p in points:
        assert 0 <= p.low_95 <= p.low_80 <= p.value <= p.high_80 <= p.high_95
        assert p.naive == pytest.approx(21)
    short = Run.objects.get(subject__name="红枣")
    assert (short.why_none, short.points.count()) == ("short", 0)


def test_what_came_is_written_beside_once_and_nothing_else_changes() -> None:
    published("order_line", sold(40))
    actions.make_all(MONDAY)
    later = MONDAY + timedelta(days=14)
    published("order_line", sold(42, until=later))

    made = actions.make_all(later)

    assert made.came == 2
    run = Run.objects.get(made_on=MONDAY)
    came = run.points.order_by("week").values_list("actual", flat=True)
    assert list(came) == [22, 21, None, None]
    assert queries.came_of(run.subject)[2] == 2
    point = run.points.order_by("week").first()
    assert point is not None
    for change in ({"value": 9.0}, {"actual": 7.0}):
        with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
            Point.objects.filter(pk=point.pk).update(**change)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        Run.objects.filter(pk=run.pk).update(method="another")


def test_the_pages_tell_how_far_off_it_was(
    clerk: "Person", other_clerk: "Person", client_of: ClientOf
) -> None:
    published("order_line", [*sold(40), *sold(5, "红枣")])
    actions.make_all(MONDAY)
    good, short = Subject.objects.get(name="板栗"), Subject.objects.get(name="红枣")
    client = client_of(clerk)

    listed = client.get("/forecasts/").content.decode()
    page = client.get(f"/forecasts/{good.pk}/").content.decode()
    table = b"".join(client.get(f"/forecasts/{good.pk}/?as=csv")).decode()

    assert "板栗" in listed
    assert "<svg" in page
    assert page.count("<tr>") == 5
    assert "%" in page
    assert table.count("\n") == 5
    assert client.get(f"/forecasts/{short.pk}/").status_code == 200
    assert client_of(other_clerk).get(f"/forecasts/{good.pk}/").status_code == 404
    assert "板栗" not in client_of(other_clerk).get("/forecasts/").content.decode()


@pytest.fixture
def before(sale: "Sale", lot: "Lot", clerk: "Person") -> "Sale":
    """A sale a month ago: 500 viewers, 20 orders of two bags, the last in minute 5."""
    from yutang.live import actions as live

    starts = sale.starts_at - timedelta(hours=1)
    plan = live.Plan(title="上一场", title_en="", county_codes=[COUNTY], starts_at=starts)
    made = live.plan_sale(plan, host=sale.host, by=clerk)
    _past(made, lot)
    return made


def _past(sale: "Sale", lot: "Lot") -> None:
    on = today() - timedelta(days=30)
    line = {
        "on": on,
        "place": "130827100201",
        "good": lot.product.name,
        "product": lot.product_id,
        "lot": lot.pk,
        "sale": sale.pk,
        "units": 2,
        "amount_fen": 6000,
        "is_paid": True,
        "minute": 5,
    }
    published("order_line", [line] * 20)
    show = {
        "on": on,
        "sale": sale.pk,
        "uv": 500,
        "live_s": 7200,
        "county_codes": ",130827,",
        "paid_orders": 20,
    }
    published("show", [show])


def test_a_planned_sale_is_rehearsed_from_past_ones_and_its_assumptions_may_change(
    sale: "Sale", before: "Sale", clerk: "Person", client_of: ClientOf
) -> None:
    client = client_of(clerk)
    prices = {f"price_{each.lot_id}": "30.00" for each in sale.lineup.all()}

    asked = client.get(f"/forecasts/sales/{sale.pk}/").content.decode()
    made = client.post(
        f"/forecasts/sales/{sale.pk}/", {"viewers": "1000", "minutes": "120", **prices}
    )

    assert 'value="500"' in asked
    assert made.status_code == 302
    plan = SalePlan.objects.get()
    assert made.headers["Location"] == f"/forecasts/plans/{plan.pk}/"
    known, unknown = plan.lines.order_by("pk")
    assert (known.units, known.units_low, known.units_high) == (80, 40, 160)
    assert (known.stock, known.likeness) == (160, "product")
    assert known.gone_minute == 15
    assert known.cases.get().units == 40
    assert (unknown.units, unknown.likeness, unknown.cases.count()) == (None, "", 0)
    assert (plan.parcels, plan.parcels_high, plan.packers) == (40, 80, 1)
    page = client.get(f"/forecasts/plans/{plan.pk}/").content.decode()
    assert f"/live/{before.pk}/results/" in page
    assert "80" in page
    assert (
        f"/forecasts/sales/{sale.pk}/" in client.get(f"/sales/{sale.pk}/lineup/").content.decode()
    )


def test_the_weekly_job_rehearses_sales_of_the_next_weeks_once(before: "Sale") -> None:
    assert actions.rehearse_all() == 1
    assert actions.rehearse_all() == 0
    assert SalePlan.objects.get().by is None


def test_a_rehearsed_sale_is_compared_with_what_came(sale: "Sale", before: "Sale") -> None:
    plan = actions.rehearse(sale, actions.Assumed(), None)
    type(sale).objects.filter(pk=sale.pk).update(state="ended")

    assert actions.compare() == 0
    published("show", [{"on": today(), "sale": sale.pk, "uv": 600, "paid_orders": 9}])
    assert actions.compare() == 1

    plan.refresh_from_db()
    assert (plan.viewers_came, plan.parcels_came) == (600, 9)
    assert set(PlanLine.objects.values_list("sold", flat=True)) == {0}
    assert queries.compared_plans(sale) == (None, 1)


def test_the_nearest_packing_rate_that_is_valid_counts() -> None:
    def rate(code: str, since: date, an_hour: int) -> None:
        PackingRate.objects.create(
            place_code=code,
            parcels_an_hour=an_hour,
            hours_a_day=8,
            days=2,
            valid_from=since,
            source="宽城县测量",
        )

    rate("130827", date(2026, 1, 1), 45)
    rate("130827", date(2027, 1, 1), 60)

    assert queries.rate_at("130827", date(2026, 6, 1)).parcels_an_hour == 45
    assert queries.rate_at("130827", date(2025, 6, 1)).parcels_an_hour == 30
    assert queries.rate_at("130623", date(2026, 6, 1)).parcels_an_hour == 30
