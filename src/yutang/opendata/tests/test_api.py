"""Everybody may ask the open data, by page and by program; refusals are JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from yutang.opendata.making import versions

pytestmark = pytest.mark.django_db
API = "/data/api/v1"


@pytest.fixture
def number(whole: tuple[Path, int], monkeypatch: pytest.MonkeyPatch) -> int:
    """The version that all tests of the session ask."""
    top, made = whole
    monkeypatch.setattr(versions, "folder", lambda root: top / root)
    return made


def _got(client: Client, path: str, **headers: str) -> Any:
    response = client.get(f"{API}{path}", headers=headers)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    return response


def test_sets_rows_and_values_are_asked_by_place_and_time(client: Client, number: int) -> None:
    said = _got(client, "/sets/").json()
    assert said["version"] == number
    assert said["licence"]["name"] == "CC BY 4.0"
    rows = {each["name"]: each["rows"] for each in said["sets"]}
    assert (rows["sales"], rows["stations"]) == (2, 2)
    columns = [each["name"] for each in _got(client, "/sets/stations/").json()["columns"]]
    assert not {"key", "person", "evidence", "parcels", "counter_sales"} & set(columns)
    found = _got(client, "/sets/sales/rows/?place=1308&from=2020-02&to=2020-02").json()
    (row,) = found["rows"]
    assert (row["period"], row["rows"], row["paid_fen"]) == ("2020-02", 12, 1200)
    assert row["persons_at_least"] == 10
    assert _got(client, "/sets/sales/rows/?place=44").json()["total"] == 0
    page = _got(client, "/sets/sales/rows/?size=1").json()
    assert (page["total"], page["next"], len(page["rows"])) == (2, 2, 1)
    sheet = _got(client, "/sets/sales/rows/?form=csv&good=栗").content.decode("utf-8-sig")
    assert sheet.splitlines()[0].startswith("place,place_name,period,good")
    names = [each["name"] for each in _got(client, "/indicators/").json()["indicators"]]
    told = _got(client, f"/indicators/{names[0]}/").json()
    assert told["name"] == names[0]


def test_an_answer_that_is_known_costs_nothing(client: Client, number: int) -> None:
    del number
    first = _got(client, "/sets/")
    assert first.headers["Cache-Control"].startswith("public")
    again = _got(client, "/sets/", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.usefixtures("number")
def test_a_refusal_has_a_code_and_a_sentence(client: Client) -> None:
    for path, status, code in (
        ("/sets/nothing/", 404, "no_such_set"),
        ("/sets/?version=99", 404, "no_such_version"),
        ("/sets/sales/rows/?place=abc", 422, "bad_parameter"),
        ("/sets/sales/rows/?size=5000", 422, "bad_parameter"),
        ("/sets/sales/rows/?colour=red", 422, "bad_parameter"),
    ):
        response = _got(client, path)
        assert (response.status_code, response.json()["code"]) == (status, code), path
        assert response.json()["message"]


def test_the_document_names_every_address_that_answers(client: Client, number: int) -> None:
    del number
    document = json.loads(_got(client, "/openapi.json").content)
    assert document["openapi"].startswith("3.1")
    for path in document["paths"]:
        asked = path.replace("{data_set}", "sales").replace("{data_name}", "sales.orders")
        assert _got(client, asked).status_code in {200, 404}, path
    assert client.get(f"{API}/").status_code == 200


def test_pages_and_files_are_everybodys(client: Client, number: int) -> None:
    assert client.get("/data/").status_code == 200
    assert "至少" in client.get("/data/sets/sales/").content.decode()
    sent = client.get(f"/data/files/{number}/sales.csv")
    assert sent.getvalue().count(b"\r\n") == 3
    assert client.get(f"/data/files/{number}/state.json").status_code == 404
    whole = client.get(f"/data/files/{number}/sales.parquet")
    assert whole.getvalue().startswith(b"PAR1")
