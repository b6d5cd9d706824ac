"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
forecasts:subjects             GET    200  200  200  200  200  200  200  200  200  200  200
forecasts:subject              GET    404  404  404  404  404  404  404  200  404  200  200
forecasts:sale                 GET    401  404  404  200  404  404  404  200  404  404  200
forecasts:sale                 POST   401  404  404  422  404  404  404  422  404  404  422
forecasts:plan                 GET    401  404  404  200  404  404  404  200  404  404  200
"""

FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """The sales of a good in the county, and a rehearsed decision of the stage's sale."""
    from yutang.forecasts.models import PackingRate, SalePlan, Subject
    from yutang.kernel.clock import now

    subject = Subject.objects.create(kind="sales", name="板栗", place_code="130827")
    plan = SalePlan.objects.create(
        sale_id=stage.ids["sale_id"],
        made_at=now(),
        viewers=1,
        minutes=1,
        rate=PackingRate.objects.get(),
        parcels=0,
        parcels_high=0,
        packers=0,
    )
    return {"subject_id": subject.pk, "plan_id": plan.pk}
