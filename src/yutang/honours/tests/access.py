"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

# A village's application is with the county; another is under notice, with an objection; a third
# was awarded. All were handed in by the village's own cadre, who is none of these people.
TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
honours:register               GET    200  200  200  200  200  200  200  200  200  200  200
honours:register-file          GET    200  200  200  200  200  200  200  200  200  200  200
honours:kinds                  GET    200  200  200  200  200  200  200  200  200  200  200
honours:version-new            GET    401  404  404  404  404  404  404  404  404  404  200
honours:version-new            POST   401  404  404  404  404  404  404  404  404  404  422
honours:notices                GET    200  200  200  200  200  200  200  200  200  200  200
honours:notice                 GET    200  200  200  200  200  200  200  200  200  200  200
honours:notice                 POST   422  422  422  422  422  422  422  422  422  422  422
honours:apply                  GET    401  200  200  200  200  200  200  200  200  200  200
honours:apply                  POST   401  200  200  200  200  200  422  422  422  200  422
honours:mine                   GET    401  200  200  200  200  200  200  200  200  200  200
honours:application            GET    401  404  404  404  404  404  404  200  404  404  200
honours:edit                   GET    401  404  404  404  404  404  404  302  404  404  302
honours:edit                   POST   401  404  404  404  404  404  404  302  404  404  302
honours:drop                   POST   401  404  404  404  404  404  404  302  404  404  302
honours:paper                  GET    401  404  404  404  404  404  404  200  404  404  200
honours:paper-drop             POST   401  404  404  404  404  404  404  302  404  404  302
honours:decide                 POST   401  404  404  404  404  404  404  302  404  404  302
honours:award                  POST   401  404  404  404  404  404  404  404  404  404  302
honours:objection              POST   401  404  404  404  404  404  404  404  404  404  302
honours:contact                POST   401  404  404  404  404  404  404  404  404  404  200
honours:worklist               GET    401  404  404  404  404  404  404  200  200  404  200
honours:honour                 GET    200  200  200  200  200  200  200  200  200  200  200
honours:plaque                 GET    200  200  200  200  200  200  200  200  200  200  200
honours:step                   POST   401  404  404  404  404  404  404  404  404  404  302
"""
FORMS: dict[str, dict[str, str]] = {
    "honours:decide": {"version": "1", "outcome": "return", "reason": "请补签名"},
    "honours:objection": {"finding": "dismissed", "answer": "逐店核实过"},
    "honours:step": {"step": "warn", "reason": "限期整改"},
}


def rows(stage: Any) -> dict[str, Any]:
    """Three villages' applications at three points of their way."""
    from yutang.honours import actions
    from yutang.honours.models import Application
    from yutang.honours.queries import subjects, terms
    from yutang.honours.tests.conftest import GOAL, PDF, STORY, office, rule_terms
    from yutang.kernel.clock import now

    clerk, operator = stage.cast["clerk"], stage.cast["operator"]
    rule = actions.set_version(rule_terms(), operator)
    minutes = terms.demand_ids(rule.pk)[1]

    def handed(number: int) -> Application:
        village = f"13082710020{number}"
        cadre = office(f"1380000006{number}", f"村主任{number}", village)
        made = actions.begin("demo_village", subjects.of_place(cadre, village), cadre)
        actions.write(made.pk, STORY, GOAL, cadre)
        actions.add_paper(made.pk, PDF, "会议记录.pdf", minutes, cadre)
        actions.hand_in(made.pk, cadre)
        return made

    waiting, noticed, awarded = (handed(number) for number in (1, 2, 3))
    for each in (noticed, awarded):
        actions.decide(each.pk, 1, "pass", "首批试点", clerk)
        actions.decide(each.pk, 1, "pass", "首批试点", operator)
    made = actions.object_to(noticed.pk, "有几家网店已经停业了。", "1390", uuid4(), by=None)
    honour = actions.award(awarded.pk, operator, now() + timedelta(days=20))
    return {
        "noticed_id": noticed.pk,
        "application_id": waiting.pk,
        "paper_id": waiting.papers.get().pk,
        "objection_id": made.pk,
        "plaque_number": honour.number,
    }
