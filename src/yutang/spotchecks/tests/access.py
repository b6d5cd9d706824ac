"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
spotchecks:spotchecks          GET    401  404  404  404  404  404  404  200  200  200  200
spotchecks:spotcheck           GET    200  200  200  200  200  200  200  200  200  200  200
spotchecks:draw-file           GET    401  404  404  404  404  404  404  200  404  200  200
spotchecks:calls               GET    401  404  404  404  404  404  404  200  404  200  200
spotchecks:call                GET    401  404  404  404  404  404  404  200  404  200  200
spotchecks:call                POST   401  404  404  404  404  404  404  422  404  422  422
spotchecks:open                POST   401  404  404  404  404  404  404  200  404  200  404
"""

FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """A sample of one person who agreed to be called."""
    from tests.cast import VILLAGE

    from yutang.roster import actions as roster
    from yutang.spotchecks import actions
    from yutang.spotchecks.rules import YES_NO, Asked

    clerk = stage.cast["clerk"]
    member = roster.enter(
        roster.Entry(name="学员甲", place_code=VILLAGE, mobile="13900000001"),
        clerk,
        purpose="spotcheck",
        agreed=roster.Agreed(),
    )
    about = actions.About("training.class", "17", "农村电商基础班", "130827")
    asked = (Asked("came", "您来上课了吗？", "Did you come to the class?", YES_NO),)
    sample = actions.draw(about, [member.pk], 1, asked, clerk)
    return {"sample_id": sample.pk, "call_number": 1}
