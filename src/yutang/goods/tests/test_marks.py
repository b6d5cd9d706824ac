"""Marks: numbers of the right form, the right hands, and gone by themselves when they run out."""

import io
import string
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from tests.cast import COUNTY, OTHER_COUNTY, ClientOf

from yutang.goods import actions, errors, queries
from yutang.goods.models import Product
from yutang.goods.rules import MarkFacts, marks
from yutang.kernel import clock
from yutang.kernel.clock import today
from yutang.people.access import Person

DAY = date(2026, 6, 1)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.text(string.digits, min_size=count, max_size=count)


def photo() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (64, 48), "#a0522d").save(target, "JPEG")
    return target.getvalue()


def green(**said: object) -> MarkFacts:
    known: dict[str, object] = {
        "kind": "green",
        "number": "LB-05-2001234567",
        "enterprise_number": "GF130827012345",
        "holder": "富岗合作社",
        "valid_from": today() - timedelta(days=10),
        "valid_until": today() + timedelta(days=400),
    }
    return MarkFacts(**(known | said))  # type: ignore[arg-type]


def origin(**said: object) -> MarkFacts:
    known: dict[str, object] = {
        "kind": "origin",
        "number": "AGI00123",
        "name": "宽城板栗",
        "area_code": COUNTY,
        "authority": "2026-017",
    }
    return green(**(known | said))


# Rules


@given(digits(2), digits(10), st.sampled_from(["-", "—", "－"]), st.sampled_from(["lb", "LB"]))
def test_a_green_number_is_kept_in_one_spelling(
    kind: str, rest: str, dash: str, letters: str
) -> None:
    assert marks.check_green_number(f" {letters}{dash}{kind}{dash}{rest} ") == f"LB-{kind}-{rest}"


@given(st.text(string.ascii_uppercase + string.digits + "-", max_size=20))
def test_any_other_text_is_no_green_number(text: str) -> None:
    try:
        assert len(marks.check_green_number(text)) == 16
    except errors.BadGreenNumber:
        assert not marks._GREEN_FORM.fullmatch(text)


@given(st.text(string.digits, max_size=20))
def test_an_organic_code_has_17_digits_and_an_enterprise_12(text: str) -> None:
    for check, length, refusal in (
        (marks.check_organic_code, 17, errors.BadOrganicCode),
        (lambda said: marks.check_enterprise_number(f"GF{said}"), 12, errors.BadEnterpriseNumber),
    ):
        if len(text) == length:
            assert check(text).endswith(text)
        else:
            with pytest.raises(refusal):
                check(text)


@given(st.integers(-5, 5), st.integers(0, 5), st.integers(-3, 15))
def test_a_mark_is_shown_from_its_first_to_its_last_day(begins: int, days: int, asked: int) -> None:
    first = DAY + timedelta(days=begins)
    last, day = first + timedelta(days=days), DAY + timedelta(days=asked)
    assert marks.is_shown(day, first, last) == (first <= day <= last)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        (green(holder=" "), errors.HolderNeeded),
        (green(valid_until=today() - timedelta(days=1)), errors.MarkOver),
        (green(valid_until=today() - timedelta(days=11)), errors.BadValidity),
        (origin(name=""), errors.MarkNameNeeded),
        (origin(number=""), errors.MarkNumberNeeded),
        (origin(area_code=""), errors.AreaNeeded),
        (origin(authority=""), errors.AuthorityNeeded),
        (green(kind="organic"), errors.BadOrganicCode),
    ],
)
def test_a_mark_that_is_not_whole_is_refused(
    facts: MarkFacts, refusal: type[errors.BadFact]
) -> None:
    with pytest.raises(refusal):
        marks.check_mark(facts, today())


# Actions and pages


def test_a_farmer_adds_a_green_mark_with_its_document(
    client: Client, client_of: ClientOf, farmer: Person, product: Product
) -> None:
    facts = green()
    form = {
        "kind": "green",
        "number": facts.number,
        "enterprise_number": facts.enterprise_number,
        "holder": facts.holder,
        "valid_from": facts.valid_from.isoformat(),
        "valid_until": facts.valid_until.isoformat(),
        "file": SimpleUploadedFile("a.jpg", photo(), "image/jpeg"),
    }
    browser = client_of(farmer)
    assert browser.post(f"/goods/{product.pk}/marks/new/", form).status_code == 302
    assert facts.number in client.get(f"/goods/{product.pk}/").content.decode()
    (kept,) = queries.marks_of(product.pk)
    assert browser.post(f"/goods/marks/{kept.id}/remove/").status_code == 302
    assert facts.number not in client.get(f"/goods/{product.pk}/").content.decode()


def test_an_expired_mark_disappears_by_itself_at_midnight_in_shanghai(
    product: Product, farmer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.add_mark(product.pk, green(valid_until=date(2027, 3, 31)), photo(), farmer)
    for moment, count in (
        (datetime(2027, 3, 31, 15, 59, 59, tzinfo=UTC), 1),
        (datetime(2027, 3, 31, 16, 0, 0, tzinfo=UTC), 0),
    ):
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        assert len(queries.shown_marks(product.pk)) == count


def test_a_village_inside_the_area_shows_nothing_without_authorisation(
    product: Product, farmer: Person, clerk: Person
) -> None:
    with pytest.raises(errors.AuthorityNeeded):
        actions.add_mark(product.pk, origin(authority=""), photo(), clerk)
    with pytest.raises(errors.ClerkAuthorises):
        actions.add_mark(product.pk, origin(), photo(), farmer)
    with pytest.raises(errors.OutsideArea):
        actions.add_mark(product.pk, origin(area_code=OTHER_COUNTY), photo(), clerk)
    assert not queries.shown_marks(product.pk)
    actions.add_mark(product.pk, origin(), photo(), clerk)
    with pytest.raises(errors.MarkThere):
        actions.add_mark(product.pk, origin(), photo(), clerk)
    (shown,) = queries.shown_marks(product.pk)
    assert (shown.name, shown.authority) == ("宽城板栗", "2026-017")


def test_the_register_reminds_before_a_mark_runs_out(
    client_of: ClientOf, product: Product, farmer: Person
) -> None:
    soon = green(valid_until=today() + timedelta(days=30))
    actions.add_mark(product.pk, soon, photo(), farmer)
    page = client_of(farmer).get("/goods/").content.decode()
    assert soon.number in page
    with pytest.raises(errors.DocumentNeeded):
        actions.add_mark(product.pk, green(number="LB-05-2001234568"), None, farmer)
