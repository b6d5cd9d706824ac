"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any
from uuid import uuid4

# The path is of a person whom a helper wrote down, who is none of these; its host has a month.
TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
hosts:front                    GET    200  200  200  200  200  200  200  200  200  200  200
hosts:rules                    GET    200  200  200  200  200  200  200  200  200  200  200
hosts:rules                    POST   401  404  404  404  404  404  404  404  404  404  422
hosts:place                    GET    200  200  200  200  200  200  200  200  200  200  200
hosts:cohort                   GET    401  404  404  404  404  404  404  200  404  200  200
hosts:apply                    GET    401  200  200  200  200  200  200  200  200  200  200
hosts:apply                    POST   401  422  422  422  422  422  422  422  422  422  422
hosts:mine                     GET    401  302  302  302  302  302  302  302  302  302  302
hosts:my-months                GET    401  302  302  302  302  302  302  302  302  302  302
hosts:paths                    GET    401  404  404  404  404  404  404  200  200  404  200
hosts:path                     GET    401  404  404  404  404  404  404  200  404  404  200
hosts:step                     POST   401  404  404  404  404  404  404  302  404  404  302
hosts:practice                 GET    401  404  404  404  404  404  404  200  404  404  200
hosts:practice                 POST   401  404  404  404  404  404  404  422  404  404  422
hosts:guardian                 GET    401  404  404  404  404  404  404  200  404  404  200
hosts:guardian                 POST   401  404  404  404  404  404  404  422  404  404  422
hosts:paper                    GET    401  404  404  404  404  404  404  200  404  404  200
hosts:months                   GET    401  404  404  404  404  404  404  200  404  404  200
hosts:month                    GET    401  404  404  404  404  404  404  200  404  404  200
"""
FORMS: dict[str, dict[str, str]] = {"hosts:step": {"step": "suspend", "words": "夸大功效"}}


def rows(stage: Any) -> dict[str, Any]:
    """A young person's path all the way to the diploma, with this month counted."""
    from yutang.hosts import actions
    from yutang.hosts.queries import incomes
    from yutang.hosts.tests import conftest
    from yutang.kernel.clock import today
    from yutang.people import actions as people
    from yutang.roster import actions as roster
    from yutang.roster.rules import Entry
    from yutang.training import actions as training
    from yutang.training.actions import enrolling

    clerk, operator = stage.cast["clerk"], stage.cast["operator"]
    helper = people.enrol("13800000055", "帮办（测试）")
    people.give_grant(helper, "helper", conftest.VILLAGE, by=None)
    young = people.enrol("13800000056", "小李")
    entry = Entry(
        name="小李",
        place_code=conftest.VILLAGE,
        id_number=conftest.id_number(7, conftest.years_ago(17)),
    )
    wish = actions.Wish(
        goods="板栗", agrees=True, guardian="李父", relation="父", paper=conftest.photo()
    )
    path = actions.apply(entry, wish, uuid4(), helper, own=False)
    roster.link_account(path.member, young, clerk)
    actions.admit(path.pk, clerk, saw_identity=True)
    cohort = conftest.made_class(clerk)
    enrolled = enrolling.enrol(cohort.pk, path.member_id, clerk, how="helper", age=18)
    training.tick(cohort.sessions.get().pk, [enrolled.pk], uuid4(), clerk)
    training.judge_all(cohort.pk, clerk)
    actions.practise(path.pk, conftest.TICKS, "", uuid4(), operator)
    actions.certify(path.pk, clerk)
    actions.count_now()
    month = incomes.months_of(path).get().month
    assert month <= today()
    return {"path_id": path.pk, "learned_in": cohort.pk, "year_month": f"{month:%Y-%m}"}
