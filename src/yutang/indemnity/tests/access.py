"""Who gets what of this room's pages; see tests/access/test_every_page.py."""

import io
from typing import Any
from uuid import uuid4

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
indemnity:mine                 GET    401  404  404  404  404  404  404  200  200  404  404
indemnity:new                  GET    401  404  404  404  404  404  404  200  200  404  404
indemnity:new                  POST   401  404  404  404  404  404  404  422  422  404  404
indemnity:new-for              GET    401  404  404  404  404  404  404  200  404  404  404
indemnity:new-for              POST   401  404  404  404  404  404  404  422  404  404  404
indemnity:who                  POST   401  404  404  404  404  404  404  302  302  404  404
indemnity:to-assess            GET    401  404  404  404  404  404  404  404  404  404  404
indemnity:look-over            GET    401  404  404  404  404  404  404  200  200  404  200
indemnity:sample               POST   401  404  404  404  404  404  404  302  302  404  302
indemnity:case                 GET    401  404  404  404  404  404  404  200  404  404  200
indemnity:again                GET    401  404  404  404  404  404  404  404  404  404  404
indemnity:again                POST   401  404  404  404  404  404  404  404  404  404  404
indemnity:give-up              POST   401  404  404  404  404  404  404  404  404  404  404
indemnity:account              GET    401  404  404  404  404  404  404  200  404  404  200
indemnity:account              POST   401  404  404  404  404  404  404  422  404  404  422
indemnity:open                 POST   401  404  404  404  404  404  404  302  404  404  302
indemnity:paper                GET    401  404  404  404  404  404  404  403  404  404  404
indemnity:assess               POST   401  404  404  404  404  404  404  302  404  404  302
indemnity:settle               POST   401  404  404  404  404  404  404  302  404  404  302
indemnity:ask-more             POST   401  404  404  404  404  404  404  302  404  404  302
indemnity:approve              POST   401  404  404  404  404  404  404  302  404  404  302
indemnity:refuse               POST   401  404  404  404  404  404  404  302  404  404  302
indemnity:appeal               POST   401  404  404  404  404  404  404  302  404  404  302
indemnity:hear                 POST   401  404  404  404  404  404  404  302  404  404  302
indemnity:ledger               GET    200  200  200  200  200  200  200  200  200  200  200
indemnity:append               POST   401  404  404  404  404  404  404  302  302  404  302
indemnity:ledger-file          GET    200  200  200  200  200  200  200  200  200  200  200
indemnity:ledger-script        GET    200  200  200  200  200  200  200  200  200  200  200
indemnity:sheet                GET    200  200  200  200  200  200  200  200  200  200  200
"""
FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """A case that a village doctor filed for an insured person of the county, with its photos."""
    from PIL import Image
    from tests.cast import VILLAGE

    from tests import insured as staging
    from yutang.indemnity import actions
    from yutang.kernel.clock import today
    from yutang.people import actions as people

    doctor = people.enrol("13800000932", "村医")
    people.give_grant(doctor, "doctor", VILLAGE, by=None)
    clerk, operator = stage.cast["clerk"], stage.cast["operator"]
    insured = staging.enrolled(staging.funded(clerk, operator), clerk, people=2)
    photo = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(photo, "JPEG")
    photos = [(code, photo.getvalue()) for code in ("identity", "bill", "settlement")]
    case = actions.file(insured[0], staging.filing(), photos, doctor, uuid4())
    return {
        "case_id": case.pk,
        "paper_id": case.papers.order_by("pk")[0].pk,
        "month": f"{today():%Y-%m}",
    }
