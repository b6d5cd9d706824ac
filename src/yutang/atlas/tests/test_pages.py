"""Pages of the atlas: each map says the same as its table; two places and years side by side."""

import csv
import io
import json
from collections.abc import Collection, Mapping
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from shapely import box
from tests.cast import COUNTY, OTHER_COUNTY, VILLAGE

from yutang.atlas import actions, queries
from yutang.atlas.actions.bringing import SourceFacts
from yutang.atlas.rules.geojson import Given
from yutang.places.rules import Level
from yutang.plumbing import figures, overlays
from yutang.plumbing.figures import Figure
from yutang.plumbing.overlays import Mark, Overlay

KNOWN = {
    (COUNTY, 2018): Decimal(80),
    (COUNTY, 2019): Decimal(120),
    (OTHER_COUNTY, 2019): Decimal(0),
    ("13", 2019): Decimal(5000),
}


def read(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    return {code: KNOWN[code, year] for code in codes if (code, year) in KNOWN}


def behind(code: str, year: int) -> str:
    return f"/r/{code}/{year}"


def silent(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    return {}


def marks(code: str, year: int) -> list[Mark]:
    return [
        Mark("一个村", (VILLAGE,), said="12 家店", href="/somewhere/"),
        Mark("一群村", (COUNTY, OTHER_COUNTY), weight=9),
        Mark("不知在哪", ("440000",)),
    ]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """One figure and one overlay of a room of the test's own, and none of the others'."""
    monkeypatch.setattr(figures, "_offered", {})
    monkeypatch.setattr(overlays, "_offered", {})
    figures.offer(
        Figure(
            "t.shops", "网店", "家", "有多少家", read, rows=lambda code, year: f"/r/{code}/{year}"
        )
    )
    figures.offer(Figure("t.silent", "没人知道", "户", "无", silent))
    overlays.offer(Overlay("t.villages", "村", "哪些村", marks))


@pytest.fixture
def drawn(land: None) -> None:
    """Outlines of both counties, apart from each other."""
    outlines = [
        Given(1, COUNTY, "", box(118, 40, 119, 41)),
        Given(2, OTHER_COUNTY, "", box(115, 39, 116, 40)),
    ]
    actions.bring(outlines, SourceFacts("test", "示意图", approval="GS(2019)1"))


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_map_says_in_its_table_what_its_colours_say(
    client: Client, drawn: None, offered: None
) -> None:
    text = page(client, "/places/13/map/")
    assert "2019" in text
    assert f'data-code="{COUNTY}" data-step="3" data-name="宽城满族自治县" data-value="120"' in text
    assert f'data-code="{OTHER_COUNTY}" data-step="zero"' in text
    assert f"/r/{COUNTY}/2019" in text
    assert "GS(2019)1" in text
    assert "一群村" in text
    assert "不知在哪" in text
    given = json.loads(text.split('<script id="marks" type="application/json">')[1].split("<")[0])
    assert [mark["exact"] for mark in given] == [False, True]
    assert len(given[1]["corners"]) == 2


def test_what_is_not_known_is_not_zero(client: Client, drawn: None, offered: None) -> None:
    text = page(client, "/places/13/map/?year=2018&figure=t.shops")
    assert f'data-code="{OTHER_COUNTY}" data-step="unknown"' in text
    text = page(client, "/places/13/map/?year=2010&figure=t.silent&cut=equal&overlay=x")
    assert text.count('data-step="unknown"') >= 2
    assert "一群村" not in text


def test_without_a_map_or_a_figure_the_table_is_the_page(
    client: Client, land: None, monkeypatch: pytest.MonkeyPatch, offered: None
) -> None:
    text = page(client, "/places/13/map/")
    assert "yutang maps import" in text
    assert "map.js" not in text
    monkeypatch.setattr(figures, "_offered", {})
    page(client, "/places/13/map/")
    page(client, f"/places/{VILLAGE}/map/")


def test_a_county_whose_towns_have_no_outline_is_drawn_as_a_whole(
    client: Client, drawn: None, offered: None
) -> None:
    text = page(client, f"/places/{COUNTY}/map/")
    digest = queries.drawn_digest(COUNTY, Level.COUNTY, "near")
    assert f"/places/{COUNTY}/map/3-{digest}.json" in text
    assert "这里只有整体的轮廓" in text
    whole = json.loads(page(client, f"/places/{COUNTY}/map/3-{digest}.json"))
    assert [each["properties"]["name"] for each in whole["features"]] == [COUNTY]


def test_outlines_are_kept_until_they_change(client: Client, drawn: None) -> None:
    digest = queries.drawn_digest("13", Level.COUNTY)
    answer = client.get(f"/places/13/map/3-{digest}.json")
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(json.loads(answer.content)["features"]) == 2
    old = client.get("/places/13/map/3-0000.json")
    assert old.headers["Location"].endswith(f"3-{digest}.json")
    assert client.get("/places/13/map/2-0000.json").status_code == 404
    assert client.get("/places/13/map/9-0000.json").status_code == 404


def test_two_places_stand_side_by_side(client: Client, land: None, offered: None) -> None:
    text = page(client, f"/compare/?a={COUNTY}&b={OTHER_COUNTY}&year=2019")
    assert "+120" in text
    assert "×" not in text.split("<article")[1].split("</article")[0]
    assert "没人知道" in text
    text = page(client, f"/compare/?a={COUNTY}&b=13&year=2019")
    assert "-4,880" in text
    assert "× 0.02" in text
    assert "级别不同" in text


def test_two_years_of_a_place_stand_side_by_side(client: Client, land: None, offered: None) -> None:
    text = page(client, f"/compare/?a={COUNTY}&year=2019&with=2018")
    assert "+40" in text
    assert "× 1.50" in text
    text = page(client, f"/compare/?a={COUNTY}&year=2019&with=2010")
    assert "未知" in text


def test_a_name_that_fits_several_places_is_asked_about(client: Client, land: None) -> None:
    from yutang.places.models import Place
    from yutang.places.table import EDITION

    Place.objects.create(
        code="130828",
        edition=EDITION,
        name="宽城区",
        short_name="宽城",
        parent_code="1308",
        level=3,
    )
    text = page(client, "/compare/?a=宽城&b=不存在的地方")
    assert f"?a={COUNTY}&amp;b=" in text
    assert "没有找到“不存在的地方”" in text
    for odd in ("?a=13&year=99999", "?a=130827&b=13&year=1x&with=0000", "?a=" + "x" * 500, "?b=13"):
        page(client, f"/compare/{odd}")


def test_a_comparison_is_taken_along_as_a_table(client: Client, land: None, offered: None) -> None:
    address = f"/compare/rows.csv?a={COUNTY}&b={OTHER_COUNTY}&year=2019"
    rows = list(csv.reader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))
    assert rows[1][2:6] == ["120", "0", "120", ""]
    assert rows[2][2:6] == ["", "", "", ""]
    assert client.get("/compare/rows.csv").status_code == 404
    assert client.get(address.replace("csv", "pdf")).status_code == 404
    assert client.get(address.replace("csv", "xlsx")).content[:2] == b"PK"


def test_the_page_of_a_place_shows_where_it_lies(
    client: Client, drawn: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    from django.test import RequestFactory

    from yutang.atlas.panels import lies

    with django_assert_max_num_queries(2):
        text = lies(RequestFactory().get("/"), COUNTY)
    assert '<path class="own" d="M' in text
    assert "GS(2019)1" in text
    assert len(text) < 10_000
    assert "<svg" not in lies(RequestFactory().get("/"), VILLAGE).split("<p")[0]
