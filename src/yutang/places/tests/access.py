"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
places:successors              GET    401  404  404  404  404  404  404  404  404  404  200
places:successors              POST   401  404  404  404  404  404  404  404  404  404  422
places:successors-import       GET    401  404  404  404  404  404  404  404  404  404  200
places:successors-import       POST   401  404  404  404  404  404  404  404  404  404  422
places:successor-remove        POST   401  404  404  404  404  404  404  404  404  404  302
places:lists                   GET    401  404  404  404  404  404  404  200  200  404  200
places:lists                   POST   401  404  404  404  404  404  404  422  422  404  422
places:list                    GET    401  404  404  404  404  404  404  200  404  404  200
places:list-row                GET    401  404  404  404  404  404  404  200  404  404  200
places:list-row                POST   401  404  404  404  404  404  404  302  404  404  302
places:list-join               POST   401  404  404  404  404  404  404  302  404  404  302
places:list-forget             POST   401  404  404  404  404  404  404  302  404  404  302
"""

FORMS: dict[str, dict[str, str]] = {"places:list-row": {"code": "gone", "reason": "并村"}}


def rows(stage: Any) -> dict[str, Any]:
    """A list of the clerk's with a village that nobody knows, and a recorded change."""
    from yutang.places import actions
    from yutang.places.models import Successor
    from yutang.places.rules.succession import Kind, SuccessorFacts

    facts = SuccessorFacts("130899", 2015, "老县", "", 2018, Kind.ABOLISHED, None, "公告")
    actions.add_successor(facts, stage.cast["operator"])
    data = "省,市,县,乡镇,村\n河北省,承德市,无此县,无此镇,无此村\n".encode()
    kept = actions.bring_list(data, "旧名单", 2015, stage.cast["clerk"])
    return {
        "successor_id": Successor.objects.get(old_code="130899").pk,
        "list_id": kept.pk,
        "list_row_id": kept.rows.get().pk,
    }
