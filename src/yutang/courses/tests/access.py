"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any
from uuid import uuid4

# One course of the county is published and studied by a member whom the clerk entered, who handed
# something in and whose exam runs. Who may be helped is asked of the buyer, whom roster entered.
TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
courses:courses                GET    200  200  200  200  200  200  200  200  200  200  200
courses:course                 GET    200  200  200  200  200  200  200  200  200  200  200
courses:course                 POST   401  422  302  422  422  422  422  422  422  422  422
courses:learners               GET    401  404  404  404  404  404  404  200  200  404  200
courses:help                   GET    401  404  200  404  404  404  404  200  404  404  200
courses:study                  GET    401  404  404  404  404  404  404  200  404  404  200
courses:lesson                 GET    401  404  404  404  404  404  404  200  404  404  200
courses:lesson                 POST   401  404  404  404  404  404  404  302  404  404  302
courses:watch                  POST   401  404  404  404  404  404  404  404  404  404  404
courses:quiz                   GET    401  404  404  404  404  404  404  200  404  404  200
courses:quiz                   POST   401  404  404  404  404  404  404  422  404  404  422
courses:assignment             GET    401  404  404  404  404  404  404  200  404  404  200
courses:assignment             POST   401  404  404  404  404  404  404  422  404  404  422
courses:exam                   POST   401  404  404  404  404  404  404  302  404  404  302
courses:attempt                GET    401  404  404  404  404  404  404  200  404  404  200
courses:attempt                POST   401  404  404  404  404  404  404  302  404  404  302
courses:annul                  POST   401  404  404  404  404  404  404  302  404  404  302
courses:photo                  GET    401  404  404  404  404  404  404  200  404  404  200
courses:worklist               GET    401  404  404  404  404  404  404  200  200  404  200
courses:work                   GET    401  404  404  404  404  404  404  200  404  404  200
courses:work                   POST   401  404  404  404  404  404  404  422  404  404  422
courses:authoring              GET    401  404  404  404  404  404  404  200  200  200  200
courses:authoring              POST   401  404  404  404  404  404  404  302  404  302  302
courses:new                    GET    401  404  404  404  404  404  404  200  200  200  200
courses:new                    POST   401  404  404  404  404  404  404  422  422  422  422
courses:version                GET    401  404  404  404  404  404  404  200  404  200  200
courses:version                POST   401  404  404  404  404  404  404  422  404  422  422
courses:version-step           POST   401  404  404  404  404  404  404  302  404  302  302
courses:lesson-new             GET    401  404  404  404  404  404  404  200  404  200  200
courses:lesson-new             POST   401  404  404  404  404  404  404  422  404  422  422
courses:lesson-edit            GET    401  404  404  404  404  404  404  200  404  200  200
courses:lesson-edit            POST   401  404  404  404  404  404  404  422  404  422  422
courses:lesson-picture         POST   401  404  404  404  404  404  404  422  404  422  422
courses:lesson-video           POST   401  404  404  404  404  404  404  422  404  422  422
courses:lesson-step            POST   401  404  404  404  404  404  404  302  404  302  302
courses:question-new           GET    401  404  404  404  404  404  404  200  404  200  200
courses:question-new           POST   401  404  404  404  404  404  404  422  404  422  422
courses:question-edit          GET    401  404  404  404  404  404  404  200  404  200  200
courses:question-edit          POST   401  404  404  404  404  404  404  422  404  422  422
courses:question-drop          POST   401  404  404  404  404  404  404  302  404  302  302
courses:assignment-new         GET    401  404  404  404  404  404  404  200  404  200  200
courses:assignment-new         POST   401  404  404  404  404  404  404  422  404  422  422
courses:assignment-edit        GET    401  404  404  404  404  404  404  200  404  200  200
courses:assignment-edit        POST   401  404  404  404  404  404  404  422  404  422  422
courses:assignment-drop        POST   401  404  404  404  404  404  404  302  404  302  302
"""
FORMS: dict[str, dict[str, str]] = {
    "courses:attempt": {"hand_in": "1"},
    "courses:quiz": {"key": "0197f000-0000-7000-8000-000000000004"},
    "courses:exam": {"key": "0197f000-0000-7000-8000-000000000005"},
    "courses:authoring": {"version": "{version_id}", "place": "130827"},
    "courses:version-step": {"step": "new"},
    "courses:lesson-step": {"step": "up"},
}


def rows(stage: Any) -> dict[str, Any]:
    """A member's study with a work and an exam, and the parts of what they study."""
    import io

    from PIL import Image
    from tests.cast import VILLAGE

    from yutang.courses import actions
    from yutang.courses.tests.conftest import draft, finish
    from yutang.roster import actions as roster
    from yutang.roster.rules import Entry

    clerk = stage.cast["clerk"]
    version = actions.publish(draft(clerk).pk, clerk)
    member = roster.enter(Entry("学员", VILLAGE), clerk, purpose="training")
    study = actions.begin(member, version.pk, clerk)
    finish(study, clerk)
    asked = version.assignments.get()
    picture = io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    work = actions.hand_in(
        study.pk, asked.pk, "装好了，摔过了，没有坏。", [picture.getvalue()], key=uuid4(), by=clerk
    )
    attempt = actions.begin_exam(study.pk, uuid4(), clerk)
    return {
        "course_id": version.course_id,
        "study_id": study.pk,
        "lesson_id": version.lessons.values_list("pk", flat=True)[1],
        "assignment_id": asked.pk,
        "exam_attempt_id": attempt.pk,
        "work_photo_id": work.photos.get().pk,
        "submission_id": work.pk,
        "version_id": version.pk,
        "question_id": version.questions.values_list("pk", flat=True)[0],
    }
