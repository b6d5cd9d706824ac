"""Refusals are pages in the reader's language, whatever was asked and however."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/sign-out/", "/language/", "/text-size/"])
def test_an_address_that_only_takes_forms_says_so_in_words(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "POST" in answer.content.decode()
    assert "请回到上一页" in answer.content.decode()


def test_after_signing_in_one_comes_back_to_the_page_of_the_form(client: Client) -> None:
    answer = client.post(
        "/goods/new/", headers={"referer": "http://testserver/goods/"}, follow=False
    )
    assert answer.status_code in {401, 403, 404}
    if answer.status_code == 401:
        assert "next=/goods/" in answer.content.decode()


def test_a_page_never_leads_to_another_site_after_signing_in(client: Client) -> None:
    answer = client.post("/orders/", headers={"referer": "https://elsewhere.example/x"})
    assert "elsewhere" not in answer.content.decode()


def test_a_bad_host_is_told_in_both_languages() -> None:
    from yutang.web.pages import not_understood

    body = not_understood(None).content.decode()  # type: ignore[arg-type]
    assert "请检查网址" in body
    assert "cannot be understood" in body
