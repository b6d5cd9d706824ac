"""Pages of classes: for everybody, learners, teachers, clerks; a device that sends again."""

import io
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from tests.cast import ClientOf

from yutang.kernel.clock import today
from yutang.people.access import Person
from yutang.people.queries import openings_about
from yutang.training import actions
from yutang.training.models import (
    Attendance,
    Cohort,
    Enrolment,
    ListImport,
    Rule,
    School,
    Session,
    SessionPhoto,
)
from yutang.training.tests.conftest import COUNTY, VILLAGE, Bring, ClassOf, learner
from yutang.training.tests.test_attending import shown_at

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
ID_NUMBER = "130827198805041221"


def test_everybody_sees_classes_and_no_person(cohort: Cohort, trainee: object) -> None:
    client = Client()
    listed = client.get("/training/")
    assert cohort.title in listed.text
    page = client.get(f"/training/{cohort.pk}/")
    assert page.status_code == HTTPStatus.OK
    assert "丁" not in page.text + listed.text
    english = Client(headers={"Cookie": "language=en"})
    assert english.get(f"/training/{cohort.pk}/").status_code == HTTPStatus.OK
    assert client.get("/training/rules/").status_code == HTTPStatus.OK
    assert client.get("/training/?kind=host&place=130827").status_code == HTTPStatus.OK


def test_the_list_of_classes_takes_few_queries(
    class_of: ClassOf, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(4):
        class_of()
    with django_assert_max_num_queries(8):
        Client().get("/training/")


def test_a_learner_follows_their_class_on_the_phone(
    cohort: Cohort, running: Session, past: Session, client_of: ClientOf, land: None
) -> None:
    person = learner("13800000057", "学员小范")
    phone = client_of(person)
    assert phone.get(f"/training/{cohort.pk}/enrol/").status_code == HTTPStatus.OK
    said = {"name": "范小花", "born_on": "1990-02-03", "gender": "f", "place": VILLAGE}
    refused = phone.post(f"/training/{cohort.pk}/enrol/", said)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    done = phone.post(f"/training/{cohort.pk}/enrol/", said | {"agrees": "on"}, follow=True)
    assert done.status_code == HTTPStatus.OK
    own = Enrolment.objects.get()
    sent = {"scanned": shown_at(running), "key": str(uuid4()), "claimed_at": ""}
    first = phone.post("/training/attend/", sent, headers=JSON)
    assert (first.status_code, first.json()) == (HTTPStatus.CREATED, {"to": "/training/mine/"})
    assert phone.post("/training/attend/", sent, headers=JSON).status_code == HTTPStatus.OK
    wrong = {"code": "AAAA AAAA", "key": str(uuid4())}
    assert phone.post("/training/attend/", wrong).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    told = phone.post("/training/attend/", wrong, headers=JSON)
    assert told.json()["code"] == "bad_attend_code"
    for address in ("/training/mine/", f"/training/mine/{own.pk}/", "/training/attend/", "/me/"):
        assert phone.get(address).status_code == HTTPStatus.OK, address
    opinion = {"useful": "5", "taught": "4", "held": "4", "words": "好"}
    phone.post(f"/training/mine/{own.pk}/opinion/", opinion)
    phone.post(f"/training/mine/{own.pk}/leave/")
    own.refresh_from_db()
    assert (own.state, hasattr(own, "opinion_given")) == ("left", True)
    assert phone.get(f"/training/mine/{own.pk}/").status_code == HTTPStatus.OK
    stranger = client_of(learner("13800000058", "外人"))
    assert stranger.get(f"/training/mine/{own.pk}/").status_code == HTTPStatus.NOT_FOUND


def test_a_teacher_shows_the_code_and_keeps_the_list(
    running: Session, bring: Bring, teacher: Person, client_of: ClientOf
) -> None:
    enrolment = bring("甲一")
    phone = client_of(teacher)
    code = phone.get(f"/training/sessions/{running.pk}/code/")
    assert 'name="offline"' in code.text
    assert actions.secret_of(running).hex() in code.text
    address = f"/training/sessions/{running.pk}/list/"
    sent = {"present": str(enrolment.pk), "key": str(uuid4()), "seen": "0"}
    assert phone.post(address, sent, headers=JSON).status_code == HTTPStatus.CREATED
    assert phone.post(address, sent, headers=JSON).json() == {"to": address}
    listed = phone.get(address).text
    assert "甲一" in listed
    mark = Attendance.objects.get()
    phone.post(f"/training/attendances/{mark.pk}/undo/", {"reason": "认错人"})
    phone.post(f"/training/attendances/{mark.pk}/confirm/")
    mark.refresh_from_db()
    assert mark.state == "undone"
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(picture, "PNG")
    picture.seek(0)
    picture.name = "class.png"
    said = {"photo": picture, "taken_on": str(today()), "taken_at": "多媒体教室"}
    assert phone.post(f"/training/sessions/{running.pk}/photos/", said).status_code == 302
    photo = SessionPhoto.objects.get()
    shown = phone.get(f"/training/photos/{photo.pk}/")
    assert b"".join(shown.streaming_content).startswith(b"RIFF")  # type: ignore[attr-defined]
    assert phone.post(f"/training/sessions/{running.pk}/photos/", {}).status_code == 422
    for page in ("/training/desk/", f"/training/sessions/{running.pk}/print/", address):
        assert phone.get(page).status_code == HTTPStatus.OK, page


def test_a_clerk_sets_a_class_up_and_runs_it(
    programme: object, clerk: Person, client_of: ClientOf, land: None
) -> None:
    desk = client_of(clerk)
    assert desk.get("/training/new/").status_code == HTTPStatus.OK
    facts = {
        "kind": "county_head",
        "title": "县长研修班",
        "programme": str(programme.pk),  # type: ignore[attr-defined]
        "place": VILLAGE,
        "held_at": "县委党校",
        "begins_on": str(today()),
        "ends_on": str(today()),
        "seats": "30",
        "admits_at_once": "on",
    }
    assert desk.post("/training/new/", facts | {"title": ""}).status_code == 422
    assert desk.post("/training/new/", facts).status_code == 302
    made = Cohort.objects.get()
    base = f"/training/{made.pk}"
    session = {
        "title": "第一课",
        "day": str(today()),
        "starts": "09:00",
        "ends": "11:00",
        "mode": "room",
        "local": "孙老师",
    }
    assert desk.post(f"{base}/sessions/new/", session | {"local": ""}).status_code == 422
    assert desk.post(f"{base}/sessions/new/", session).status_code == 302
    lesson = Session.objects.get()
    changed = session | {"title": "第二课"}
    assert desk.post(f"/training/sessions/{lesson.pk}/edit/", changed).status_code == 302
    assert desk.post(f"{base}/edit/", facts | {"seats": "31"}).status_code == 302
    made.refresh_from_db()
    assert made.seats == 31
    pages = ("run/", "edit/", "people/", "people/add/", "people/import/", "attendance/")
    more = ("completion/", "sheet/", "sessions/new/")
    for page in (*pages, *more):
        assert desk.get(f"{base}/{page}").status_code == HTTPStatus.OK, page
    assert desk.post(f"/training/sessions/{lesson.pk}/edit/", {"cancel": "1"}).status_code == 302
    assert desk.post(f"{base}/edit/", {"cancel": "1"}).status_code == 302
    made.refresh_from_db()
    assert made.state == "cancelled"


def test_a_clerk_brings_people_in_one_by_one_and_by_list(
    cohort: Cohort, past: Session, clerk: Person, client_of: ClientOf, land: None
) -> None:
    desk = client_of(clerk)
    base = f"/training/{cohort.pk}"
    said = {
        "name": "石大哥",
        "born_on": "1980-01-01",
        "place": VILLAGE,
        "joins_as": "student",
        "agrees": "on",
    }
    assert desk.post(f"{base}/people/add/", said).status_code == 302
    assert desk.post(f"{base}/people/add/", said | {"agrees": ""}).status_code == 422
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "身份证号", "所在村", "手机"])
    sheet.append(["孟小梅", ID_NUMBER, VILLAGE, "13900000001"])
    sheet.append(["错号", "130827198805041220", VILLAGE, ""])
    held = io.BytesIO()
    book.save(held)
    for added, same in ((1, 0), (0, 1)):
        held.seek(0)
        held.name = "名单.xlsx"
        shown = desk.post(f"{base}/people/import/", {"file": held, "agrees": "on"})
        ticket = shown.context["ticket"]
        assert desk.post(f"{base}/people/import/", {"ticket": ticket}).status_code == 302
        brought = ListImport.objects.latest("pk")
        assert (brought.added, brought.same, brought.refused) == (added, same, 1)
    desk.get(f"{base}/people/")
    assert "石大哥" in desk.get(f"{base}/people/?state=admitted").text
    opened = openings_about([f"training:{cohort.pk}"])
    assert opened
    row = Enrolment.objects.order_by("pk").first()
    assert row is not None
    actions.tick(past.pk, [row.pk], uuid4(), clerk)
    out = {"what": "leave", "reason": "不来了"}
    last = Enrolment.objects.order_by("pk").last()
    assert last is not None
    desk.post(f"/training/enrolments/{last.pk}/decide/", out)
    assert desk.post(f"{base}/completion/").status_code == 302
    for page in ("completion/", "sheet/", "attendance/", "run/"):
        assert "石大哥" in desk.get(f"{base}/{page}").text or page == "run/"
    drawn = desk.post(f"{base}/check/", {"size": "5"})
    assert "/spotchecks/" in drawn["Location"]
    assert desk.get(reverse("training:template")).status_code == HTTPStatus.OK


def test_schools_and_rules_are_written_by_clerks(
    clerk: Person, client_of: ClientOf, land: None
) -> None:
    desk = client_of(clerk)
    assert desk.post("/training/schools/", {"name": "职校", "place": VILLAGE}).status_code == 302
    assert School.objects.get().name == "职校"
    assert desk.get("/training/schools/").status_code == HTTPStatus.OK
    rule = {
        "kind": "host",
        "place": VILLAGE,
        "valid_from": str(today()),
        "attendance_percent": "90",
        "practices": "2",
        "source": "县农业农村局〔2026〕3 号",
    }
    assert desk.get("/training/rules/new/").status_code == HTTPStatus.OK
    assert desk.post("/training/rules/new/", rule).status_code == 302
    assert desk.post("/training/rules/new/", rule).status_code == 422
    assert Rule.objects.filter(place_code=VILLAGE).count() == 1


def test_panels_stand_on_programmes_places_and_the_worklist(
    class_of: ClassOf, bring: Bring, clerk: Person, client_of: ClientOf, land: None
) -> None:
    asking = class_of(admits_at_once=False)
    bring("甲一", asking)
    desk = client_of(clerk)
    assert asking.title in desk.get(f"/programmes/{asking.programme_id}/").text
    assert "/training/desk/" in desk.get("/programmes/").text
    assert "/training/desk/" in desk.get("/me/").text
    assert asking.title in Client().get(f"/places/{COUNTY}/").text
