"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
training:classes               GET    200  200  200  200  200  200  200  200  200  200  200
training:rules                 GET    200  200  200  200  200  200  200  200  200  200  200
training:rule-new              GET    401  404  404  404  404  404  404  200  200  404  200
training:rule-new              POST   401  404  404  404  404  404  404  422  422  404  422
training:desk                  GET    401  404  404  404  404  404  404  200  200  404  200
training:schools               GET    401  404  404  404  404  404  404  200  200  404  200
training:schools               POST   401  404  404  404  404  404  404  422  422  404  422
training:class-new             GET    401  404  404  404  404  404  404  200  200  404  200
training:class-new             POST   401  404  404  404  404  404  404  422  422  404  422
training:mine                  GET    401  200  200  200  200  200  200  200  200  200  200
training:mine-class            GET    401  404  200  404  404  404  404  404  404  404  404
training:leave                 POST   401  404  302  404  404  404  404  404  404  404  404
training:opinion               POST   401  404  302  404  404  404  404  404  404  404  404
training:attend                GET    401  200  200  200  200  200  200  200  200  200  200
training:attend                POST   401  422  422  422  422  422  422  422  422  422  422
training:template              GET    200  200  200  200  200  200  200  200  200  200  200
training:photo                 GET    401  404  404  404  404  404  404  200  404  200  200
training:decide                POST   401  404  404  404  404  404  404  302  404  404  302
training:confirm               POST   401  404  404  404  404  404  404  302  404  404  302
training:undo                  POST   401  404  404  404  404  404  404  302  404  404  302
training:code                  GET    401  404  404  404  404  404  404  200  404  404  200
training:list                  GET    401  404  404  404  404  404  404  200  404  404  200
training:list                  POST   401  404  404  404  404  404  404  302  404  404  302
training:session-edit          GET    401  404  404  404  404  404  404  200  404  404  200
training:session-edit          POST   401  404  404  404  404  404  404  422  404  404  422
training:photo-add             POST   401  404  404  404  404  404  404  422  404  404  422
training:printed               GET    401  404  404  404  404  404  404  200  404  200  200
training:class                 GET    200  200  200  200  200  200  200  200  200  200  200
training:enrol                 GET    401  200  302  200  200  200  200  200  200  200  200
training:enrol                 POST   401  422  302  422  422  422  422  422  422  422  422
training:run                   GET    401  404  404  404  404  404  404  200  404  200  200
training:class-edit            GET    401  404  404  404  404  404  404  200  404  404  200
training:class-edit            POST   401  404  404  404  404  404  404  422  404  404  422
training:session-new           GET    401  404  404  404  404  404  404  200  404  404  200
training:session-new           POST   401  404  404  404  404  404  404  422  404  404  422
training:people                GET    401  404  404  404  404  404  404  200  404  200  200
training:person-add            GET    401  404  404  404  404  404  404  200  404  404  200
training:person-add            POST   401  404  404  404  404  404  404  422  404  404  422
training:people-import         GET    401  404  404  404  404  404  404  200  404  404  200
training:people-import         POST   401  404  404  404  404  404  404  422  404  404  422
training:matrix                GET    401  404  404  404  404  404  404  200  404  200  200
training:completion            GET    401  404  404  404  404  404  404  200  404  200  200
training:completion            POST   401  404  404  404  404  404  404  302  404  404  302
training:check                 POST   401  404  404  404  404  404  404  302  404  302  302
training:sheet                 GET    401  404  404  404  404  404  404  200  404  200  200
"""

FORMS: dict[str, dict[str, str]] = {
    "training:attend": {"key": "0197f000-0000-7000-8000-000000000002", "code": "AAAAAAAA"},
    "training:list": {"key": "0197f000-0000-7000-8000-000000000003"},
    "training:check": {"size": "5"},
    "training:undo": {"reason": "x"},
}


def rows(stage: Any) -> dict[str, Any]:
    """A class with yesterday's session, at which the buyer was; with a photograph."""
    import io
    from datetime import date, datetime, time, timedelta
    from uuid import uuid4

    from PIL import Image

    from yutang.kernel.clock import CHINA, today
    from yutang.programmes import actions as programmes
    from yutang.programmes.actions import ProgrammeFacts
    from yutang.roster.actions import Entry
    from yutang.training import actions
    from yutang.training.rules.facts import CohortFacts, SessionFacts, TeacherFacts

    clerk, buyer = stage.cast["clerk"], stage.cast["buyer"]
    began, over = today() - timedelta(days=2), today() + timedelta(days=2)
    programme = programmes.start(
        ProgrammeFacts("培训", "education", "130827", "教村里人网上卖货，学完有证书", began, over),
        clerk,
        key=uuid4(),
    )
    cohort = actions.set_up(
        CohortFacts(
            kind="county_head",
            title="研修班",
            place_code="130827",
            held_at="党校",
            begins_on=began,
            ends_on=over,
            seats=9,
            programme_id=programme.pk,
        ),
        clerk,
    )
    yesterday = datetime.combine(today() - timedelta(days=1), time(9), CHINA)
    session = actions.add_session(
        cohort.pk,
        SessionFacts(
            title="第一课",
            starts_at=yesterday,
            ends_at=yesterday + timedelta(hours=2),
            teachers=[TeacherFacts("local", "孙老师")],
        ),
        clerk,
    )
    who = Entry(name="买家小李", place_code="130827", birth_on=date(1990, 1, 1))
    enrolment = actions.join(cohort.pk, buyer, who, agrees=True)
    actions.tick(session.pk, [enrolment.pk], uuid4(), clerk)
    picture = io.BytesIO()
    Image.new("RGB", (30, 20), "green").save(picture, "PNG")
    photo = actions.add_photo(session.pk, picture.getvalue(), began, "党校", clerk)
    return {
        "cohort_id": cohort.pk,
        "class_session": session.pk,
        "class_enrolment": enrolment.pk,
        "class_attendance": session.attendances.get().pk,
        "session_photo": photo.pk,
    }
