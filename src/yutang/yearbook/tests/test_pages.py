"""Pages of the yearbook: what everybody sees, what clerks do, and how few questions that costs."""

from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.cast import COUNTY, VILLAGE, ClientOf

from yutang.people.access import Person
from yutang.plumbing import figures
from yutang.yearbook import queries
from yutang.yearbook.models import Fact
from yutang.yearbook.tests.conftest import SECOND, Tell

FACTS = f"/places/{VILLAGE}/facts/"
ONE = f"{FACTS}households/2018/"


def test_everybody_sees_facts_with_sources_and_nobody_sees_persons(
    tell: Tell, clerk: Person
) -> None:
    tell(120)
    tell(118, source="入户调查")
    client = Client()
    page = client.get(ONE).content.decode()
    assert "县统计局年报" in page
    assert "入户调查" in page
    assert clerk.name not in page
    assert "宽城满族自治县" in page
    assert "118" in client.get(FACTS).content.decode()
    county = client.get(f"/places/{COUNTY}/facts/").content.decode()
    assert "Σ" in county
    file = b"".join(client.get(f"/places/{COUNTY}/facts/table.csv").streaming_content)  # type: ignore[attr-defined]
    assert VILLAGE in file.decode()
    assert client.get("/facts/kinds/").status_code == 200


def test_a_cadre_enters_corrects_withdraws_and_shows_the_paper(
    land: None, clerk: Person, other_clerk: Person, client_of: ClientOf
) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = client_of(clerk)
    said = {"kind": "households", "year": "2018", "value": "1.2百户", "source": "县统计局年报"}
    said |= {"method": "reported", "confidence": "high"}
    wrong = client.post(f"{FACTS}new/", {**said, "value": "很多"})
    assert wrong.status_code == 422
    paper = SimpleUploadedFile("表.pdf", b"%PDF-1.4 x")
    assert client.post(f"{FACTS}new/", {**said, "evidence": paper}).status_code == 302
    fact = Fact.objects.get()
    assert fact.value == 120
    assert client.get(f"/facts/evidence/{fact.report_id}/").content == b"%PDF-1.4 x"
    assert client_of(other_clerk).get(f"/facts/evidence/{fact.report_id}/").status_code == 404
    bad = SimpleUploadedFile("表.exe", b"MZ")
    assert client.post(f"{FACTS}new/", {**said, "evidence": bad}).status_code == 422
    client.post(f"{FACTS}new/", {**said, "value": "125", "source": "入户调查"})
    second = Fact.objects.latest("id")
    client.post(f"/facts/{fact.pk}/choose/", {"reason": "以年报为准"})
    assert queries.value(VILLAGE, "households", 2018) == 120
    client.post(f"/facts/{second.pk}/withdraw/", {"reason": "重复登记"})
    page = client.get(ONE).content.decode()
    assert "重复登记" in page
    assert "以年报为准" in page
    assert client.get(f"{FACTS}wide.xlsx").status_code == 200
    assert client.get(f"{FACTS}long.xlsx").status_code == 200


def test_a_places_panel_and_figures_cost_few_questions(
    tell: Tell, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    tell(120)
    tell(80, code=SECOND)
    figure = figures.by_name("yearbook.households")
    assert figure is not None
    with django_assert_max_num_queries(1):
        assert figure.read([COUNTY, VILLAGE], 2018) == {COUNTY: 200, VILLAGE: 120}
    assert figure.rows is not None
    assert figure.rows(VILLAGE, 2018) == ONE
    page = Client().get(f"/places/{COUNTY}/").content.decode()
    assert "200" in page
    with django_assert_max_num_queries(8):
        Client().get(f"/places/{COUNTY}/facts/")
