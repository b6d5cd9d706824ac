"""A list of counties is brought in: shown first, written once, the same again."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cast import ClientOf

from yutang.channel.models import CountyList, ListedCounty
from yutang.channel.queries import counties
from yutang.people.access import Person
from yutang.places import queries as places

HEADINGS = "行政区划代码,县域名称,所属地域,所属省份,所属城市,摘帽时间"
LIST = "国家级贫困县"


def csv(*rows: str) -> bytes:
    return "\n".join((HEADINGS, *rows)).encode("gb18030")


GOOD = (
    "130827.0,宽城满族自治县,东部,河北省,承德市,2018.0",
    "130623.0,涞水市,东部,河北省,保定市,2017.0",
)
BAD = ("139999.0,没有县,东部,河北省,承德市,2018.0", "130827.0,兴隆县,东部,河北省,承德市,2018.0")


def told(data: bytes, name: str = LIST) -> dict[str, str | SimpleUploadedFile]:
    file = SimpleUploadedFile("list.csv", data)
    return {"name": name, "level": "national", "source": "国务院扶贫办", "file": file}


def ticket_of(page: str) -> str:
    return page.split('name="ticket" value="')[1].split('"', maxsplit=1)[0]


@pytest.fixture
def at_desk(land: None, operator: Person, client_of: ClientOf) -> Client:
    return client_of(operator)


def bring(client: Client, data: bytes) -> str:
    """Look at it, then bring it in; return the page that looked."""
    page = client.post("/channels/counties/import/", told(data)).text
    if "ticket" in page:
        client.post("/channels/counties/import/", {"ticket": ticket_of(page)})
    return page


def test_codes_are_read_whatever_the_spreadsheet_made_of_them(at_desk: Client) -> None:
    page = at_desk.post("/channels/counties/import/", told(csv(*GOOD))).text
    assert not ListedCounty.objects.exists(), "nothing is written before it is confirmed"
    bring(at_desk, csv(*GOOD))
    rows = {row.code: row for row in ListedCounty.objects.all()}
    assert {code: row.exit_year for code, row in rows.items()} == {"130827": 2018, "130623": 2017}
    assert rows["130827"].join == "code"
    assert rows["130623"].join == "renamed"
    assert rows["130623"].written_name == "涞水市"
    assert "130827" in page


def test_what_cannot_be_joined_is_listed_with_its_cell_and_the_rest_goes_in(
    at_desk: Client,
) -> None:
    page = bring(at_desk, csv(GOOD[1], BAD[0]))
    assert "A3" in page
    assert "没有县" in page
    assert list(ListedCounty.objects.values_list("code", flat=True)) == ["130623"]


def test_a_province_that_is_not_loaded_is_named_with_the_way_to_load_it(land: None) -> None:
    outcome, _ = counties.decide(csv("140623.0,右玉县,中部,山西省,朔州市,2018.0"), LIST)
    assert [problem.why.code for problem in outcome.problems] == ["province_not_loaded"]
    assert "--province 14" in outcome.problems[0].zh


def test_a_second_time_changes_nothing_and_a_change_is_one_row(at_desk: Client) -> None:
    bring(at_desk, csv(*GOOD))
    first = CountyList.objects.get()
    outcome, _ = counties.decide(csv(*GOOD), LIST)
    assert (outcome.new, outcome.changed, outcome.same) == (0, 0, 2)
    bring(at_desk, csv(*GOOD))
    assert CountyList.objects.get().at == first.at
    later = csv(GOOD[0].replace("2018", "2019"), GOOD[1])
    outcome, _ = counties.decide(later, LIST)
    assert (outcome.new, outcome.changed, outcome.same) == (0, 1, 1)


def test_two_rows_about_one_county_disagree_and_neither_counts(at_desk: Client) -> None:
    outcome, _ = counties.decide(csv(GOOD[0], GOOD[0].replace("2018", "2019")), LIST)
    assert outcome.writes == 0
    assert outcome.problems


def test_a_county_on_the_list_is_known_with_the_year_it_left(at_desk: Client) -> None:
    bring(at_desk, csv(*GOOD))
    found = counties.exits(["130827", "130826"])
    assert {code: row.exit_year for code, row in found.items()} == {"130827": 2018}
    page = at_desk.get(f"/channels/counties/{CountyList.objects.get().pk}/").text
    assert places.full_name("130827") in page


def test_a_template_can_be_filled_in_and_brought_back(at_desk: Client) -> None:
    sent = at_desk.get("/channels/counties/import/?template")
    data = b"".join(sent) if sent.streaming else sent.content
    outcome, _ = counties.decide(io.BytesIO(data).getvalue(), LIST)
    assert [problem.why.code for problem in outcome.problems] == ["no_such_code"], "its example"


def test_a_list_without_a_source_is_not_taken(at_desk: Client) -> None:
    answers = told(csv(*GOOD)) | {"source": " "}
    assert at_desk.post("/channels/counties/import/", answers).status_code == 422
