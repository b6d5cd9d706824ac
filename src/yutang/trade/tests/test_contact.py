from dataclasses import replace

import pytest

from yutang.people.errors import BadMobile
from yutang.trade.errors import BadContact, TrackingNeeded
from yutang.trade.rules import contact as contacts
from yutang.trade.rules.contact import Contact

KNOWN = Contact(
    name="李小明",
    mobile="13900001111",
    region="河北省承德市宽城满族自治县",
    region_code="130827",
    detail="宽城镇北街1号",
)


def test_a_contact_survives_its_way_through_json() -> None:
    assert contacts.from_json(contacts.to_json(KNOWN)) == KNOWN


def test_a_contact_is_kept_in_one_spelling() -> None:
    typed = replace(KNOWN, name=" 李 小明 ", mobile="+86 139-0000-1111")
    assert contacts.check(typed) == replace(KNOWN, name="李 小明")


@pytest.mark.parametrize(
    "missing",
    [{"name": " "}, {"detail": ""}, {"region": "", "region_code": ""}, {"detail": "字" * 121}],
)
def test_a_contact_is_whole(missing: dict[str, str]) -> None:
    with pytest.raises(BadContact):
        contacts.check(replace(KNOWN, **missing))


def test_a_number_from_nowhere_is_refused() -> None:
    with pytest.raises(BadMobile):
        contacts.check(replace(KNOWN, mobile="12345"))


def test_a_masked_contact_shows_neither_name_nor_number_nor_street() -> None:
    masked = contacts.mask(KNOWN)
    shown = masked.name + masked.mobile + masked.line
    assert masked.name == "李**"
    assert "0000" not in masked.mobile
    assert "小明" not in shown
    assert "北街" not in shown


@pytest.mark.parametrize(
    ("typed", "kept"), [(" SF 1234 567 ", "SF1234567"), ("自送", "自送"), ("ＹＴ１２", "YT12")]
)
def test_parcel_numbers_are_kept_without_gaps(typed: str, kept: str) -> None:
    assert contacts.check_tracking(typed) == kept


@pytest.mark.parametrize("typed", ["", "1", "<b>12</b>", "a" * 61])
def test_what_is_no_parcel_number_is_refused(typed: str) -> None:
    with pytest.raises(TrackingNeeded):
        contacts.check_tracking(typed)


def test_a_contact_holds_nothing_that_turns_the_label_around() -> None:
    kept = contacts.check(replace(KNOWN, name="\u202e明小李", detail="北街\u200b一号"))
    assert (kept.name, kept.detail) == ("明小李", "北街一号")
    with pytest.raises(BadContact):
        contacts.check(replace(KNOWN, name="\u200b\u202e"))
