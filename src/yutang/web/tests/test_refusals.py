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


@pytest.mark.parametrize(
    ("referer", "back_to"),
    [
        ("http://testserver/goods/3/", "/goods/3/"),
        ("https://elsewhere.example/goods/3/", "/"),
        ("", "/"),
    ],
)
def test_after_signing_in_one_comes_back_to_where_the_form_stood_and_only_here(
    client: Client, referer: str, back_to: str
) -> None:
    answer = client.post("/goods/producers/new/", headers={"referer": referer})
    assert answer.status_code == 401
    assert f'href="/sign-in/?next={back_to}"' in answer.content.decode()


def test_a_bad_host_is_told_in_both_languages() -> None:
    from yutang.web.pages import not_understood

    body = not_understood(None).content.decode()  # type: ignore[arg-type]
    assert "请检查网址" in body
    assert "cannot be understood" in body
