"""Pages of the criteria room: a clerk identifies, reads near misses, opens the rows."""

from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils.translation import override
from tests.cast import COUNTY, ClientOf

from yutang.criteria import queries
from yutang.criteria.models import Identification, OwnCriterion
from yutang.criteria.tests.conftest import FAR, MEETS, NEAR, Facts, Identify
from yutang.people.access import Person
from yutang.plumbing import figures

pytestmark = pytest.mark.django_db


def said(person: Person, client_of: ClientOf, address: str) -> str:
    browser = client_of(person)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = browser.get(address)
    assert answer.status_code == 200, address
    body = b"".join(answer) if answer.streaming else answer.content
    return body.decode()


def test_a_clerk_identifies_and_opens_a_near_miss_down_to_its_rows(
    villages: None, facts: Facts, clerk: Person, client_of: ClientOf
) -> None:
    facts(NEAR, "households", 900, 2018)
    browser = client_of(clerk)
    assert f"{COUNTY} 河北省承德市宽城" in browser.get("/identifications/new/").content.decode()
    form = {
        "criterion": "taobao-village@2019",
        "place": "宽城",
        "year": 2019,
        "period": "",
        "is_poor_area": "",
        "key": str(uuid4()),
    }
    made = browser.post("/identifications/new/", form)
    there = made.headers["Location"]
    assert made.status_code == 302
    assert browser.post("/identifications/new/", form).headers["Location"] == there, "a double tap"
    near = said(clerk, client_of, f"{there}?tab=near")
    assert "2.4 m yuan more of e-commerce sales" in near or "yuan more of" in near
    assert f"/places/{NEAR}/verdicts/" in near
    found = Identification.objects.get()
    page = said(clerk, client_of, f"/places/{NEAR}/verdicts/{found.pk}/")
    assert "at its present pace by" in page
    assert f"/places/{NEAR}/facts/households/2018/" in page
    rows = said(clerk, client_of, f"/places/{NEAR}/verdicts/{found.pk}/rows/")
    assert "These rows add up" in rows
    assert rows.count("<details") == 100
    listed = said(clerk, client_of, f"/places/{NEAR}/verdicts/")
    assert "taobao-village@2019" in listed


def test_what_a_form_cannot_be_asked_stands_beside_the_question(
    villages: None, clerk: Person, client_of: ClientOf
) -> None:
    browser = client_of(clerk)
    form = {"criterion": "taobao-village@2022", "place": COUNTY, "year": 2019, "key": str(uuid4())}
    for change in (
        {"period": "2019"},
        {"period": "soon"},
        {"place": "没有这个地方"},
        {"place": "13"},
        {"criterion": "taobao-cluster@2013"},
    ):
        answer = browser.post("/identifications/new/", form | change)
        assert answer.status_code in {404, 422}, change
    assert not Identification.objects.exists()


def test_numbers_are_for_the_places_clerks_and_officers_and_the_rest_is_public(
    identify: Identify,
    client_of: ClientOf,
    *,
    clerk: Person,
    officer: Person,
    other_clerk: Person,
    buyer: Person,
) -> None:
    made = identify()
    pages = [
        f"/identifications/{made.pk}/",
        f"/identifications/{made.pk}/file/",
        f"/identifications/{made.pk}/clusters/",
        f"/places/{NEAR}/verdicts/",
        f"/places/{NEAR}/verdicts/{made.pk}/",
        f"/places/{NEAR}/verdicts/{made.pk}/rows/",
    ]
    for address in pages:
        assert [client_of(who).get(address).status_code for who in (clerk, officer)] == [200, 200]
        assert [client_of(who).get(address).status_code for who in (other_clerk, buyer)] == [
            404
        ] * 2
    place = said(buyer, client_of, f"/places/{MEETS}/")
    assert "Identified as" in place
    assert f"/places/{MEETS}/verdicts/" not in place
    assert "12,000,000" not in place


def test_the_list_is_searched_and_given_as_a_file(
    identify: Identify, clerk: Person, client_of: ClientOf
) -> None:
    made = identify()
    address = f"/identifications/{made.pk}/"
    assert FAR in said(clerk, client_of, f"{address}?tab=no&q={FAR}")
    assert NEAR not in said(clerk, client_of, f"{address}?tab=no&q={FAR}")
    lines = said(clerk, client_of, f"{address}file/?tab=all").splitlines()
    assert len(lines) == 1 + made.yes + made.no + made.unknown
    [row] = [line for line in lines if line.startswith(NEAR)]
    assert ",near," in row
    empty = said(clerk, client_of, f"{address}?tab=yes&q=没有这个地方")
    assert "No place of that name" in empty


def test_everybody_reads_the_rules_with_their_sources_and_the_national_counts(
    identify: Identify, client_of: ClientOf, buyer: Person
) -> None:
    identify()
    page = said(buyer, client_of, f"/criteria/?place={COUNTY}")
    assert "7,780" in page
    assert "unverified default" in page
    assert "AliResearch" in page
    for criterion in ("taobao-village@2013", "one-product-village@2019", "taobao-cluster-large"):
        assert "In force" in said(buyer, client_of, f"/criteria/{criterion}/")
    assert client_of(buyer).get("/criteria/nothing/").status_code == 404


def test_a_clerk_sets_the_countys_target_and_everybody_reads_it(
    land: None, facts: Facts, client_of: ClientOf, clerk: Person, buyer: Person
) -> None:
    address = f"/places/{COUNTY}/target/"
    assert "has set no target" in said(buyer, client_of, address)
    form = {
        "villages": 20,
        "valid_from": date(2026, 1, 1).isoformat(),
        "reason": "县政府〔2026〕1 号",
    }
    assert client_of(clerk).post(f"{address}new/", form).status_code == 302
    assert client_of(clerk).post(f"{address}new/", form | {"villages": ""}).status_code == 422
    page = said(buyer, client_of, address)
    assert "at least 20 Taobao villages" in page
    assert "aEDI" in page
    assert clerk.name not in page
    assert OwnCriterion.objects.count() == 1
    choices = client_of(clerk).get("/identifications/new/").content.decode()
    assert f"pioneer-{COUNTY}@1" in choices


def test_the_figure_is_offered(identify: Identify) -> None:
    identify()
    figure = figures.by_name("criteria.identified_villages")
    assert figure is not None
    assert figure.read([COUNTY], 2019) == {COUNTY: 1}
    assert figure.rows is not None
    assert figure.rows(COUNTY, 2019) == f"/places/{COUNTY}/verdicts/"


def test_the_panel_costs_one_question_of_its_own(
    identify: Identify, django_assert_max_num_queries: object
) -> None:
    identify()
    with override("en"), django_assert_max_num_queries(1):  # type: ignore[operator]
        assert [told.criterion for told in queries.told_of(MEETS)] == ["taobao-village@2019"]
