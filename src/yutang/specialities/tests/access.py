"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
specialities:place             GET    200  200  200  200  200  200  200  200  200  200  200
specialities:rows              GET    200  200  200  200  200  200  200  200  200  200  200
specialities:county            GET    200  200  200  200  200  200  200  200  200  200  200
specialities:clusters          GET    200  200  200  200  200  200  200  200  200  200  200
specialities:scoring           GET    200  200  200  200  200  200  200  200  200  200  200
specialities:scoring           POST   401  404  404  404  404  404  404  404  404  404  422
specialities:plans             GET    200  200  200  200  200  200  200  200  200  200  200
specialities:plan-new          GET    401  404  404  404  404  404  404  200  200  404  200
specialities:plan-new          POST   401  404  404  404  404  404  404  422  422  404  422
specialities:plan              GET    404  404  404  404  404  404  404  200  404  404  200
specialities:plan-edit         GET    401  404  404  404  404  404  404  200  404  404  200
specialities:plan-edit         POST   401  404  404  404  404  404  404  422  404  404  422
specialities:plan-move         POST   401  404  404  404  404  404  404  302  404  404  302
specialities:plan-version      GET    401  404  404  404  404  404  404  200  404  404  200
specialities:task              POST   401  404  404  404  404  404  404  302  404  404  302
specialities:task-evidence     GET    401  404  404  404  404  404  404  404  404  404  404
"""

FORMS: dict[str, dict[str, str]] = {
    "specialities:plan-edit": {"do": "goal", "version": "1"},
    "specialities:plan-move": {"to": "proposed"},
    "specialities:task": {"state": "done"},
}


def rows(stage: Any) -> dict[str, Any]:
    """A draft of a village's plan with one task; the orders of the sale are counted."""
    from datetime import date

    from yutang.specialities.actions.counting import count
    from yutang.specialities.actions.plans import make_plan
    from yutang.specialities.models import ClassYear
    from yutang.specialities.rules.plans import PlanFacts, TaskFacts

    facts = PlanFacts(
        class_code="010307",
        good="板栗",
        owner="村委会",
        begins_on=date(2026, 1, 1),
        ends_on=date(2028, 12, 31),
        tasks=(TaskFacts("建冷库", "合作社", date(2027, 9, 1)),),
    )
    plan = make_plan("130827100201", facts, stage.cast["clerk"])
    count()
    line = ClassYear.objects.filter(place_code="130827").first()
    assert line is not None, "the stage has sold something"
    return {
        "plan_id": plan.pk,
        "task_id": plan.tasks.get().pk,
        "plan_version": 1,
        "speciality": line.class_code,
    }
