import string
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.goods import classes, errors, rules
from yutang.goods.rules import BatchFacts, ProductFacts, register

digits_13 = st.text(string.digits, min_size=13, max_size=13).map(lambda text: "1" + text[1:])
credit_signs = st.text(register._CREDIT_ALPHABET, min_size=9, max_size=9)
TODAY = date(2026, 1, 10)


def facts(**said: object) -> ProductFacts:
    known = {"name": "板栗", "class_code": "010307", "processing": "fresh", "unit": "bag"}
    return ProductFacts(**(known | said))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "code", ["9144030071526726XG", "91330100799655058B", " 91110000802100433b "]
)
def test_credit_codes_of_well_known_firms_are_right(code: str) -> None:
    assert rules.check_credit_code(code, "firm") == code.strip().upper()


@pytest.mark.parametrize(
    "code", ["9144030071526726XH", "91330100799655058", "9I330100799655058B", "甲" * 18]
)
def test_a_wrong_credit_code_is_refused(code: str) -> None:
    with pytest.raises(errors.BadCreditCode):
        rules.check_credit_code(code, "firm")


@given(credit_signs, st.integers(0, 16), st.sampled_from(register._CREDIT_ALPHABET))
def test_one_wrong_sign_breaks_a_credit_code(body: str, at: int, sign: str) -> None:
    first = "91130827" + body
    code = first + rules.credit_check_sign(first)
    assert rules.check_credit_code(code, "coop") == code
    broken = code[:at] + sign + code[at + 1 :]
    if broken != code:
        with pytest.raises(errors.BadCreditCode):
            rules.check_credit_code(broken, "coop")


def test_a_household_needs_no_credit_code_and_a_firm_does() -> None:
    assert rules.check_credit_code("", "household") == ""
    assert rules.check_credit_code("", "firm", is_demo=True) == ""
    with pytest.raises(errors.CreditCodeNeeded):
        rules.check_credit_code(" ", "coop")


def test_the_check_digit_is_that_of_gb_t_17710() -> None:
    # The example of the old 15-digit business registration number.
    assert rules.mod_11_10("11010800000001") == "6"


@given(digits_13, st.integers(0, 13), st.sampled_from(string.digits))
def test_one_wrong_digit_breaks_an_sc_number(body: str, at: int, digit: str) -> None:
    number = body + rules.mod_11_10(body)
    assert rules.check_sc_number(f"sc {number}") == f"SC{number}"
    broken = number[:at] + digit + number[at + 1 :]
    if broken != number:
        with pytest.raises(errors.BadScNumber):
            rules.check_sc_number(f"SC{broken}")


@pytest.mark.parametrize("text", ["SC123", "12345678901234", "SC3021308270001", "SC" + "1" * 15])
def test_what_is_no_sc_number_is_refused(text: str) -> None:
    with pytest.raises(errors.BadScNumber):
        rules.check_sc_number(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("gb/t 8233", "GB/T 8233"),
        ("GB／T 8233—2018", "GB/T 8233-2018"),
        ("Q/ABC 0001S-2023", "Q/ABC 0001S-2023"),
        ("NY/T 391", "NY/T 391"),
        ("GB2762", "GB2762"),
        ("DB13/T 5012-2019", "DB13/T 5012-2019"),
        ("GB 4789.2-2022", "GB 4789.2-2022"),
        ("", ""),
    ],
)
def test_product_standards_are_kept_as_printed(typed: str, kept: str) -> None:
    assert rules.check_standard_number(typed) == kept


@pytest.mark.parametrize("typed", ["标准", "GB/T", "8233", "<b>GB 1</b>"])
def test_what_is_no_standard_is_refused(typed: str) -> None:
    with pytest.raises(errors.BadStandardNumber):
        rules.check_standard_number(typed)


def test_processed_food_without_licence_is_refused_with_the_reason() -> None:
    with pytest.raises(errors.LicenceNeeded) as refused:
        rules.check_product(facts(processing="processed", standard_number="GB/T 8233"))
    assert "SC" in refused.value.sentence("zh-hans")
    assert "fresh farm product" in refused.value.sentence("en")


def test_processed_food_without_standard_is_refused() -> None:
    with pytest.raises(errors.StandardNeeded):
        rules.check_product(facts(processing="processed", workshop_number="冀坊 1308-001"))


def test_a_registered_workshop_is_as_good_as_a_licence() -> None:
    kept = rules.check_product(
        facts(processing="processed", workshop_number="冀坊1", standard_number="GB 2716")
    )
    assert kept.workshop_number == "冀坊1"


def test_fresh_goods_need_no_licence() -> None:
    assert rules.check_product(facts(name=" 宽城 板栗 ")).name == "宽城 板栗"


@pytest.mark.parametrize("code", ["01", "0103", "010307", "02", "０１０３"])
def test_classes_have_two_four_or_six_digits(code: str) -> None:
    assert len(rules.check_class(code)) in {2, 4, 6}


@pytest.mark.parametrize("code", ["", "1", "010", "01030", "0100", "仁果", "01030701"])
def test_other_classes_are_refused(code: str) -> None:
    with pytest.raises(errors.BadClass):
        rules.check_class(code)


def test_every_named_class_is_well_formed_and_has_its_parent() -> None:
    for code in classes.NAMES:
        assert rules.check_class(code) == code
        assert len(code) == 2 or code[:-2] in classes.NAMES


def test_an_unknown_class_is_named_after_the_nearest_known_one() -> None:
    assert classes.name_of("010399", english=False) == "果品"
    assert classes.name_of("0999", english=True) == ""


@pytest.mark.parametrize("grams", [0, -1, rules.WEIGHT_G_MAX + 1])
def test_impossible_weights_are_refused(grams: int) -> None:
    with pytest.raises(errors.BadWeight):
        rules.check_weight(grams)


def test_a_batch_is_not_harvested_tomorrow() -> None:
    facts = BatchFacts(number=" A1 ", harvested_on=TODAY, quantity_g=1)
    assert rules.check_batch(facts, TODAY).number == "A1"
    with pytest.raises(errors.HarvestAhead):
        rules.check_batch(replace(facts, harvested_on=date(2026, 1, 11)), TODAY)
    with pytest.raises(errors.BadQuantity):
        rules.check_batch(replace(facts, quantity_g=0), TODAY)


def test_the_origin_lies_in_the_producers_county() -> None:
    assert rules.origin_fits("130827", "130827100201")
    assert rules.origin_fits("130827101", "130827100201")
    assert not rules.origin_fits("130623100", "130827100201")


def test_every_refusal_speaks_both_languages() -> None:
    known = {"text": "x", "origin": "x", "county": "x", "name": "x", "max_mb": 1, "most": 1}
    known |= {"number": "x", "area": "x", "line": 1, "zh_why": "甲", "en_why": "b"} | dict.fromkeys(
        ["left_kg", "asked_kg", "in_kg", "out_kg", "most_kg"], 1
    )
    for refusal in errors.BadFact.__subclasses__():
        raised = refusal(**known)
        assert raised.sentence("en") != raised.sentence("zh-hans")
        assert "{" not in raised.sentence("en") + raised.sentence("zh-hans")
