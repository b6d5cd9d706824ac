from hypothesis import given
from hypothesis import strategies as st

from yutang.trade.rules import coupons


def test_codes_are_different_and_have_no_signs_that_look_alike() -> None:
    codes = coupons.new_codes(500)
    assert len(set(codes)) == 500
    assert all(len(code) == 8 for code in codes)
    assert not set("".join(codes)) & set("0O1IL2Z5S8B")


def test_a_code_that_is_taken_is_not_made_again() -> None:
    taken = set(coupons.new_codes(300))
    assert not taken & set(coupons.new_codes(300, taken))


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_plain_code_or_none(typed: str) -> None:
    code = coupons.normal(typed)
    assert code == "" or (code.isascii() and code.isalnum() and code == code.upper())
    assert coupons.normal(code) == code


def test_a_code_is_found_however_it_is_typed() -> None:
    for typed in ("abcd3467", " ABCD 3467 ", "abcd-3467", "ABCD3467"):
        assert coupons.normal(typed) == "ABCD3467"
    assert coupons.normal(None) == ""
    for nonsense in ("", "板栗", "a;b", "A" * 21, "ab\x00cd"):
        assert coupons.normal(nonsense) == ""
