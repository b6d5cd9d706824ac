"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
roster:members                 GET    401  404  404  404  404  404  404  200  200  404  200
roster:members                 POST   401  404  404  404  404  404  404  200  200  404  200
roster:member-new              GET    401  404  404  404  404  404  404  200  200  404  200
roster:member-new              POST   401  404  404  404  404  404  404  422  422  404  422
roster:own                     GET    401  404  200  404  404  404  404  404  404  404  404
roster:own-show                POST   401  404  200  404  404  404  404  404  404  404  404
roster:own-consent             POST   401  404  302  404  404  404  404  404  404  404  404
roster:own-withdraw            POST   401  404  302  404  404  404  404  404  404  404  404
roster:counts                  GET    401  404  404  404  404  404  404  200  200  200  200
roster:doubles                 GET    401  404  404  404  404  404  404  200  200  404  200
roster:double-new              POST   401  404  404  404  404  404  404  302  404  404  302
roster:double                  POST   401  404  404  404  404  404  404  302  404  404  302
roster:imports                 GET    401  404  404  404  404  404  404  200  200  404  200
roster:import-new              GET    401  404  404  404  404  404  404  200  200  404  200
roster:import-new              POST   401  404  404  404  404  404  404  422  422  404  422
roster:template                GET    200  200  200  200  200  200  200  200  200  200  200
roster:member                  GET    401  404  302  404  404  404  404  200  404  404  200
roster:member-edit             GET    401  404  404  404  404  404  404  200  404  404  200
roster:member-edit             POST   401  404  404  404  404  404  404  422  404  404  422
roster:open-field              POST   401  404  404  404  404  404  404  200  404  404  404
roster:consent                 POST   401  404  422  404  404  404  404  422  404  404  422
roster:withdraw                POST   401  404  302  404  404  404  404  302  404  404  302
"""

FORMS: dict[str, dict[str, str]] = {
    "roster:own-show": {"field": "mobile"},
    "roster:own-consent": {"purpose": "training"},
    "roster:own-withdraw": {"purpose": "training"},
    "roster:withdraw": {"purpose": "training"},
    "roster:open-field": {"field": "mobile", "reason": "对一下号码"},
    "roster:double": {"answer": "two"},
}


def rows(stage: Any) -> dict[str, Any]:
    """The buyer, whom the clerk entered, and two rows that a helper took for one person."""
    from yutang.people import actions as people
    from yutang.roster import actions
    from yutang.roster.actions import Agreed, Entry

    clerk, village = stage.cast["clerk"], "130827100201"
    agreed = Agreed()
    buyer = actions.enter(
        Entry("李小买", village, mobile="13800000003"),
        clerk, purpose="training", agreed=agreed, account=stage.cast["buyer"],
    )  # fmt: skip
    one, other = (
        actions.enter(Entry("孙一", village, gender="f"), clerk, purpose="training")
        for _each in range(2)
    )
    helper = people.enrol("13800000035", "帮办小苗")
    people.give_grant(helper, "helper", village, by=None)
    double = actions.propose_double(one.pk, other.pk, "同一个人", helper)
    FORMS["roster:double-new"] = {
        "kept": str(buyer.pk), "other": str(one.pk), "reason": "像是一个人",
    }  # fmt: skip
    return {"member_id": buyer.pk, "double_id": double.pk}
