"""The pages of honours: what is typed is kept, what is public names nobody, the code tells."""

from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries
from tests.cast import COUNTY, VILLAGE, ClientOf

from yutang.honours import actions
from yutang.honours.models import Application, Honour, Objection, Version
from yutang.honours.panels import of_place
from yutang.honours.queries import terms
from yutang.honours.tests.conftest import GOAL, PDF, STORY
from yutang.kernel.clock import now, today
from yutang.people.access import Person


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == HTTPStatus.OK
    return response.content.decode()


def test_a_village_applies_with_one_form(
    land: None, rule: Version, cadre: Person, client_of: ClientOf
) -> None:
    client = client_of(cadre)
    begun = client.post(
        "/honours/apply/", {"kind": "demo_village", "applicant": f"village:{VILLAGE}"}
    )
    application = Application.objects.get()
    assert begun["Location"] == f"/honours/applications/{application.pk}/edit/"
    minutes = terms.demand_ids(rule.pk)[1]
    sent = {"story": STORY, "goal": GOAL, "hand_in": "1"}
    refused = client.post(begun["Location"], sent)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "村民会议记录" in refused.content.decode()
    sent[f"paper-{minutes}"] = SimpleUploadedFile("会议记录.pdf", PDF)  # type: ignore[assignment]
    assert client.post(begun["Location"], sent).status_code == HTTPStatus.FOUND
    application.refresh_from_db()
    assert (application.state, application.name) == (
        "county",
        "河北省承德市宽城满族自治县宽城镇北街村",
    )
    paper = application.papers.get()
    opened = client.get(f"/honours/applications/{application.pk}/papers/{paper.pk}/")
    assert b"".join(opened.streaming_content) == PDF  # type: ignore[attr-defined]
    assert opened["Content-Type"] == "application/pdf"


def test_who_applied_reads_why_it_came_back(
    handed: Application, cadre: Person, clerk: Person, client_of: ClientOf
) -> None:
    office = client_of(clerk)
    assert "已等" not in text_of(office, "/honours/worklist/")
    sent = {"version": "1", "outcome": "return", "reason": "会议记录没有签名"}
    office.post(f"/honours/applications/{handed.pk}/decide/", sent)
    assert "会议记录没有签名" in text_of(client_of(cadre), f"/honours/applications/{handed.pk}/")
    assert "1 件被退回" in text_of(client_of(cadre), "/me/")


def test_waiting_has_its_age(handed: Application, clerk: Person, client_of: ClientOf) -> None:
    Application.objects.update(since=now() - timedelta(days=6, hours=1))
    assert "已等 6 天" in text_of(client_of(clerk), "/honours/worklist/")


def test_anybody_objects_and_nobody_sees_who(noticed: Application, client: Client) -> None:
    address = f"/honours/notices/{noticed.pk}/"
    assert str(noticed.notice.until) in text_of(client, "/honours/notices/")
    sent = {"key": str(uuid4()), "text": "有几家网店已经停业了。", "contact": "13900000009"}
    assert client.post(address, sent).status_code == HTTPStatus.FOUND
    assert Objection.objects.get().person is None
    shown = text_of(client, address)
    assert "13900000009" not in shown
    assert "停业" not in shown


def test_the_code_of_a_withdrawn_plaque_says_so(
    honour: Honour, city_clerk: Person, client: Client
) -> None:
    address = f"/honours/{honour.number}/"
    assert honour.number in text_of(client, f"{address}plaque/")
    assert 'data-state="valid"' in text_of(client, address)
    actions.intend_withdrawal(honour.number, city_clerk, "刷单造假，拟撤销")
    actions.withdraw(honour.number, city_clerk, "查实三家店刷单", now() + timedelta(days=9))
    shown = text_of(client, address)
    assert 'data-state="withdrawn"' in shown
    assert "查实三家店刷单" in shown
    assert city_clerk.name not in shown
    assert client.get(f"{address}plaque/")["Location"] == address


def test_past_its_term_the_code_says_expired_though_no_job_ran(
    honour: Honour, client: Client
) -> None:
    Honour.objects.update(valid_until=today() - timedelta(days=1))
    assert 'data-state="expired"' in text_of(client, f"/honours/{honour.number}/")
    listed = f"/honours/{honour.number}/"
    assert listed in text_of(client, "/honours/?state=expired")
    assert listed not in text_of(client, "/honours/?state=valid")


def test_the_register_is_filtered_and_a_file(honour: Honour, client: Client) -> None:
    listed = f"/honours/{honour.number}/"
    assert listed in text_of(client, f"/honours/?place={COUNTY}&kind=demo_village")
    assert listed not in text_of(client, "/honours/?place=涞水")
    assert listed not in text_of(client, "/honours/?kind=park")
    assert honour.number in text_of(client, f"/honours/register.csv?place={COUNTY}")
    found = client.get("/honours/", {"number": honour.number.lower()})
    assert found["Location"] == f"/honours/{honour.number}/"


def test_an_operator_sets_a_version_by_form(operator: Person, client_of: ClientOf) -> None:
    client = client_of(operator)
    sent = {
        "kind": "demo_village",
        "place_code": "",
        "valid_from": str(today()),
        "last_level": "county",
        "notice_days": "7",
        "valid_months": "24",
        "review_months": "12",
        "warning_days": "60",
        "hearing_days": "7",
        "demands": "document | 村民会议记录",
        "source": "省厅 2026 年 1 号文（测试）",
    }
    assert client.post("/honours/kinds/new/", sent).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    sent["demands"] = "document | 村民会议记录 | Minutes\nfigure | 网店 | Shops | shops.x | 10"
    assert client.post("/honours/kinds/new/", sent).status_code == HTTPStatus.FOUND
    assert "省厅 2026 年 1 号文" in text_of(client, "/honours/kinds/")


@pytest.mark.parametrize("under", ["13", VILLAGE])
def test_a_place_shows_its_honours_with_two_queries(
    honour: Honour,
    under: str,
    rf: RequestFactory,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(2):
        shown = of_place(rf.get("/"), under)
    assert honour.number in shown
    assert not of_place(rf.get("/"), "44")
