import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from yutang.plumbing import panels

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hebei_and_changchun")]


def page(client: Client, address: str, language: str = "zh-hans") -> str:
    client.cookies["django_language"] = language
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_search_page_shows_what_a_name_may_mean(client: Client) -> None:
    text = page(client, "/places/?q=宽城")
    assert text.index("河北省承德市宽城满族自治县") < text.index("吉林省长春市宽城区")
    assert "搜索" in text
    assert "Search" in page(client, "/places/?q=宽城", "en")


def test_without_a_question_the_provinces_are_listed(client: Client) -> None:
    text = page(client, "/places/")
    assert "河北省" in text
    assert "吉林省" in text


def test_a_question_is_shown_as_text(client: Client) -> None:
    text = page(client, "/places/?q=<script>alert(1)</script>")
    assert "<script>alert" not in text
    assert "没有找到" in text


def test_a_place_shows_its_line_and_its_children(
    client: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(panels, "_places", {})
    with django_assert_max_num_queries(5):
        text = page(client, "/places/130827/")
    assert "/places/1308/" in text
    assert "龙须门镇" in text
    assert "2023" in text


def test_long_lists_come_in_pages(client: Client) -> None:
    parent = "131121100"
    first, second = page(client, f"/places/{parent}/"), page(client, f"/places/{parent}/?page=2")
    assert "?page=2" in first
    assert first != second
    assert page(client, f"/places/{parent}/?page=999")
    assert page(client, f"/places/{parent}/?page=x")


def test_a_code_filled_with_zeros_leads_to_the_place(client: Client) -> None:
    response = client.get("/places/130827000000/")
    assert (response.status_code, response.headers["Location"]) == (302, "/places/130827/")


@pytest.mark.parametrize(("code", "status"), [("110101", 404), ("abc", 422), ("1308271", 422)])
def test_a_wrong_code_is_refused(client: Client, code: str, status: int) -> None:
    assert client.get(f"/places/{code}/").status_code == status
