"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
ecology:ecology                GET    401  404  404  404  404  404  404  200  200  404  200
ecology:of-programme           GET    200  200  200  200  200  200  200  200  200  200  200
ecology:plot-new               GET    401  404  404  404  404  404  404  200  200  404  200
ecology:plot-new               POST   401  404  404  404  404  404  404  422  422  404  422
ecology:plot                   GET    200  200  200  200  200  200  200  200  200  200  200
ecology:outline                GET    401  404  404  404  404  404  404  200  404  404  200
ecology:outline                POST   401  404  404  404  404  404  404  422  404  404  422
ecology:plant                  GET    401  404  404  404  404  404  404  200  404  404  200
ecology:plant                  POST   401  404  404  404  404  404  404  422  404  404  422
ecology:work                   GET    401  404  404  404  404  404  404  200  404  404  200
ecology:work                   POST   401  404  404  404  404  404  404  422  404  404  422
ecology:take-back              POST   401  404  404  404  404  404  404  302  404  404  302
ecology:planting               GET    401  404  404  404  404  404  404  200  404  404  200
ecology:planting-decide        POST   401  404  404  404  404  404  404  302  404  404  302
ecology:planting-photo         GET    401  404  404  404  404  404  404  200  404  404  200
ecology:survey                 GET    401  404  404  404  404  404  404  200  404  404  200
ecology:survey                 POST   401  404  404  404  404  404  404  422  404  404  422
ecology:survey-photo           GET    401  404  404  404  404  404  404  200  404  404  200
ecology:sheets                 GET    401  404  404  404  404  404  404  200  200  404  200
ecology:sheet-new              GET    401  404  404  404  404  404  404  200  200  404  200
ecology:sheet-new              POST   401  404  404  404  404  404  404  422  422  404  422
ecology:sheet                  GET    401  404  404  404  404  404  404  200  404  404  200
ecology:sheet-decide           POST   401  404  404  404  404  404  404  302  404  404  302
"""

FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """A plot with a planting looked at a year later, and a work day on a sheet."""
    import io
    from datetime import date, timedelta
    from decimal import Decimal
    from uuid import uuid4

    from PIL import Image
    from tests.cast import COUNTY, VILLAGE

    from yutang.ecology import actions
    from yutang.ecology.actions.planting import Planted
    from yutang.ecology.rules import read_corners
    from yutang.kernel.clock import today
    from yutang.people import actions as people
    from yutang.programmes import actions as programmes
    from yutang.roster import actions as roster

    clerk, picture = stage.cast["clerk"], io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "JPEG")
    helper = people.enrol("13800000036", "帮办小苗二")
    people.give_grant(helper, "helper", VILLAGE, by=None)
    facts = programmes.ProgrammeFacts(
        "坡地绿化", "ecology", COUNTY, "在坡地上种一千亩山杏。", date(2020, 1, 1), date(2030, 1, 1)
    )
    programme = programmes.start(facts, clerk, key=uuid4())
    plot = actions.register(
        actions.PlotFacts(programme.pk, "东坡", VILLAGE, Decimal(50)),
        read_corners("118.5,40.6\n118.503,40.6\n118.503,40.603"),
        "walked",
        helper,
        key=uuid4(),
    )
    on = today() - timedelta(days=400)
    planting = actions.plant(
        plot.pk, Planted(on, "山杏", Decimal(20)), picture.getvalue(), helper, key=uuid4()
    )
    actions.confirm(planting.pk, clerk)
    survey = actions.look(planting.pk, today(), [(9, 1)], picture.getvalue(), clerk, key=uuid4())
    member = roster.enter(
        roster.Entry(name="赵春生", place_code=VILLAGE),
        clerk,
        purpose="ecology",
        agreed=roster.Agreed(),
    )
    actions.note_work(plot.pk, today(), [member.pk], helper)
    sheet = actions.make_sheet(programme.pk, today(), today(), 100_00, clerk)
    actions.note_work(plot.pk, today() - timedelta(days=1), [member.pk], helper)
    day = plot.work_days.get(sheet=None)
    return {
        "plot_id": plot.pk,
        "planting_id": planting.pk,
        "survey_id": survey.pk,
        "work_day_id": day.pk,
        "sheet_id": sheet.pk,
    }
