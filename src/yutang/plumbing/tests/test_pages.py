import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from yutang.kernel.errors import NotFound, Refusal
from yutang.plumbing.pages import form_page, number, refusals_in, refusals_told
from yutang.plumbing.reader import language, reads_english, sentence


class Sour(Refusal):
    zh, en = "太酸了。", "Too sour."
    field = "taste"


class TasteForm(forms.Form):
    taste = forms.CharField()


def sent_form() -> TasteForm:
    form = TasteForm({"taste": "sour"})
    assert form.is_valid()
    return form


def test_a_refusal_is_told_in_the_readers_language() -> None:
    with translation.override("en"):
        assert (language(), reads_english(), sentence(Sour())) == ("en", True, "Too sour.")
    with translation.override("zh-hans"):
        assert (language(), reads_english(), sentence(Sour())) == ("zh-hans", False, "太酸了。")


def test_a_refusal_stands_beside_the_question_that_it_answers() -> None:
    form = sent_form()
    with translation.override("en"), refusals_in(form):
        raise Sour
    assert form.errors == {"taste": ["Too sour."]}


def test_a_refusal_of_no_question_stands_above_the_form() -> None:
    form = sent_form()
    with translation.override("en"), refusals_in(form):
        raise Refusal
    assert form.non_field_errors() == ["That did not work. Please try again."]


def test_what_is_done_within_returns_and_leaves_no_word() -> None:
    form = sent_form()

    def page() -> str:
        with refusals_in(form):
            return "done"
        return "refused"

    assert page() == "done"
    assert not form.errors


def test_a_refusal_without_a_form_is_told_on_the_next_page() -> None:
    request = RequestFactory().post("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    with translation.override("zh-hans"), refusals_told(request):
        raise Sour
    assert [each.message for each in get_messages(request)] == ["太酸了。"]


def test_what_is_nobodys_business_is_told_nowhere() -> None:
    with pytest.raises(NotFound), refusals_in(sent_form()):
        raise NotFound
    with pytest.raises(NotFound), refusals_told(RequestFactory().post("/")):
        raise NotFound


def test_what_is_no_number_is_not_found() -> None:
    assert number("7") == 7
    with pytest.raises(NotFound):
        number("seven")


@pytest.mark.parametrize(
    ("method", "status"), [("GET", 200), ("HEAD", 200), ("POST", 200), ("PUT", 405)]
)
def test_a_page_with_a_form_is_looked_at_and_sent(method: str, status: int) -> None:
    @form_page
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(request.method)

    assert page(RequestFactory().generic(method, "/")).status_code == status
