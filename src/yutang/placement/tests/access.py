"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

# Two packers are wanted on the board, offered by the county's clerk and checked by a colleague; a
# member whom the clerk entered applied, another began to work long ago.
TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
placement:board                GET    200  200  200  200  200  200  200  200  200  200  200
placement:offer                GET    200  200  200  200  200  200  200  200  200  200  200
placement:offer                POST   401  422  422  422  422  422  422  422  422  422  422
placement:applications         GET    401  200  200  200  200  200  200  200  200  200  200
placement:application          GET    401  404  404  404  404  404  404  200  404  404  200
placement:application          POST   401  404  404  404  404  404  404  302  404  404  302
placement:withdraw             POST   401  404  404  404  404  404  404  302  404  404  302
placement:contact              POST   401  404  404  404  404  404  404  200  404  404  200
placement:offers               GET    401  404  404  404  404  404  200  200  200  200  200
placement:offer-new            GET    401  404  404  404  404  404  200  200  200  200  200
placement:offer-new            POST   401  404  404  404  404  404  422  422  422  422  422
placement:offer-run            GET    401  404  404  404  404  404  404  200  404  404  200
placement:offer-edit           GET    401  404  404  404  404  404  404  200  404  404  200
placement:offer-edit           POST   401  404  404  404  404  404  404  422  404  404  422
placement:offer-step           POST   401  404  404  404  404  404  404  302  404  404  302
placement:placements           GET    401  404  404  404  404  404  404  200  200  404  200
placement:placement-new        GET    401  404  404  404  404  404  404  200  404  404  200
placement:placement-new        POST   401  404  404  404  404  404  404  422  404  404  422
placement:placement            GET    401  404  404  404  404  404  404  200  404  404  200
placement:placement            POST   401  404  404  404  404  404  404  422  404  404  422
placement:placement-end        POST   401  404  404  404  404  404  404  302  404  404  302
"""
FORMS: dict[str, dict[str, str]] = {
    "placement:application": {"outcome": "invited"},
    "placement:offer-step": {"step": "take_back"},
    "placement:placement-end": {"ended_on": "2026-01-01"},
}


def rows(stage: Any) -> dict[str, Any]:
    """An offer on the board, an application and a placement."""
    from tests.cast import COUNTY, VILLAGE

    from yutang.kernel.clock import today
    from yutang.people import actions as people
    from yutang.placement import actions
    from yutang.placement.actions.placing import Began
    from yutang.placement.tests.conftest import asked, looking, offered

    clerk = stage.cast["clerk"]
    colleague = people.enrol("13800000061", "县里的老陈")
    people.give_grant(colleague, "clerk", COUNTY, by=None)
    offer = offered(clerk, colleague)
    member = looking("报名人", clerk)
    began = Began("farm", "合作社", VILLAGE, today() - timedelta(days=100))
    return {
        "offer_id": offer.pk,
        "work_application_id": asked(offer, member, clerk).pk,
        "placement_id": actions.place(member, began, clerk, key=uuid4()).pk,
    }
