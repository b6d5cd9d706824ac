"""The rules of the room, by table and by property."""

import string
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.kernel.errors import Refusal
from yutang.people import rules
from yutang.people.errors import BadCode, BadMobile, BadName, BadPlaceCode, BadRole, ReasonNeeded
from yutang.people.rules import CodeState, GrantView, Limit

AT = datetime(2026, 2, 1, 12, tzinfo=UTC)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
PLACES = st.sampled_from(["", "13", "1308", "130827", "130827100", "130827100201", "130623", "44"])
GRANTS = st.lists(st.builds(GrantView, st.sampled_from(rules.ROLES), PLACES), max_size=4)
MOMENTS = st.lists(st.integers(0, 5000).map(lambda s: AT - timedelta(seconds=s)), max_size=30)
LIMITS = st.lists(st.builds(Limit, st.integers(1, 8), st.integers(1, 3600)), max_size=3)


@pytest.mark.parametrize(
    "typed",
    [
        "13800000001",
        " 138 0000 0001 ",
        "138-0000-0001",
        "+86 138 0000 0001",
        "+8613800000001",
        "8613800000001",
        "008613800000001",
        "１３８０００００００１",
        "(+86) 138.0000.0001",
        "138\u00a00000\u30000001",
    ],
)
def test_a_number_is_taken_as_people_type_it(typed: str) -> None:
    assert rules.normal_mobile(typed) == "13800000001"


@pytest.mark.parametrize(
    "typed",
    [
        "", "1380000000", "138000000011", "12800000001", "23800000001", "+85213800000001",
        "1380000000a", "0313-1234567", "13800000001;", "一三八", "1" * 5000, "\x00", "١٣٨٠٠٠٠٠٠٠١٢",
    ],
)  # fmt: skip
def test_what_is_no_mobile_number_is_refused(typed: str) -> None:
    with pytest.raises(BadMobile):
        rules.normal_mobile(typed)


@given(MOBILES, st.sampled_from(["", "+86", "86", "0086"]), st.sampled_from(["", " ", "-"]))
def test_every_way_of_writing_a_number_is_the_same_number(
    mobile: str, prefix: str, gap: str
) -> None:
    typed = f"{prefix}{gap}{mobile[:3]}{gap}{mobile[3:7]}{gap}{mobile[7:]}"
    assert rules.normal_mobile(typed) == mobile


@given(st.text())
def test_any_text_is_a_number_of_eleven_digits_or_refused(text: str) -> None:
    try:
        mobile = rules.normal_mobile(text)
    except BadMobile:
        return
    assert len(mobile) == 11
    assert set(mobile) <= set(string.digits)


def test_a_masked_number_keeps_its_ends() -> None:
    assert rules.masked("13800001234") == "138****1234"


@pytest.mark.parametrize("typed", ["123456", " 123 456", "１２３４５６", "123-456"])
def test_a_code_is_taken_as_people_type_it(typed: str) -> None:
    assert rules.clean_code(typed) == "123456"


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "٣٤٥٦٧٨", "0" * 99])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(BadCode):
        rules.clean_code(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  王大娘 ", "王大娘"),
        ("王\n大\t娘", "王 大 娘"),
        ("a\u202eb", "ab"),
        ("a\u200bb\x00c\ud800", "abc"),
        ("<b>王</b>", "<b>王</b>"),
    ],
)
def test_a_name_is_one_visible_line(typed: str, kept: str) -> None:
    assert rules.clean_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u202e\x00", "王" * 41])
def test_a_name_without_letters_or_too_long_is_refused(typed: str) -> None:
    with pytest.raises(BadName):
        rules.clean_name(typed)


@given(st.text())
def test_every_name_kept_is_printable_and_short_and_stays_as_it_is(text: str) -> None:
    try:
        name = rules.clean_name(text)
    except BadName:
        return
    assert name.isprintable()
    assert 1 <= len(name) <= rules.NAME_LETTERS_MOST
    assert rules.clean_name(name) == name


def test_a_reason_must_say_something() -> None:
    assert rules.clean_reason(" 核对发货地址\n") == "核对发货地址"
    assert len(rules.clean_reason("长" * 999)) == rules.REASON_LETTERS_MOST
    with pytest.raises(ReasonNeeded):
        rules.clean_reason(" \u200b ")


@pytest.mark.parametrize("code", ["13", "1308", "130827", "130827100", "130827100201"])
def test_a_place_code_has_the_length_of_a_level(code: str) -> None:
    assert rules.clean_place_code(f" {code} ") == code


@pytest.mark.parametrize("code", ["", "1", "130", "13082", "13082x", "１３０８２７", "²²"])
def test_another_shape_is_no_place_code(code: str) -> None:
    with pytest.raises(BadPlaceCode):
        rules.clean_place_code(code)


def test_only_where_it_is_allowed_no_code_means_the_whole_country() -> None:
    assert rules.clean_place_code(" ", empty=True) == ""


@given(st.text())
def test_only_known_roles_are_roles(text: str) -> None:
    try:
        assert rules.clean_role(text) in rules.ROLES
    except BadRole:
        assert text not in rules.ROLES


@given(MOMENTS, LIMITS)
def test_after_the_wait_every_limit_is_kept_and_a_second_before_it_was_not(
    moments: list[datetime], limits: list[Limit]
) -> None:
    wait_s = rules.wait_s(moments, AT, limits)
    assert wait_s >= 0

    def kept(at: datetime) -> bool:
        return all(
            sum(moment + timedelta(seconds=limit.window_s) > at for moment in moments) < limit.most
            for limit in limits
        )

    assert kept(AT + timedelta(seconds=wait_s))
    if wait_s:
        assert not kept(AT + timedelta(seconds=wait_s - 1))


@pytest.mark.parametrize(
    ("ago_s", "wait_s"),
    [([], 0), ([0], 60), ([59], 1), ([60], 0), ([3600 * h + 61 for h in range(10)], 54_000 - 61)],
)
def test_a_number_gets_a_code_a_minute_and_ten_a_day(ago_s: list[int], wait_s: int) -> None:
    sent = [AT - timedelta(seconds=seconds) for seconds in ago_s]
    assert rules.wait_s(sent, AT, rules.CODE_LIMITS_NUMBER) == wait_s


LATER, EARLIER = AT + timedelta(seconds=1), AT


@pytest.mark.parametrize(
    ("code", "matches", "verdict"),
    [
        (None, True, "none"),
        (CodeState(LATER, 0, used=False), True, "good"),
        (CodeState(LATER, 4, used=False), True, "good"),
        (CodeState(LATER, 0, used=False), False, "wrong"),
        (CodeState(LATER, 3, used=False), False, "wrong"),
        (CodeState(LATER, 4, used=False), False, "locked"),
        (CodeState(LATER, 5, used=False), True, "locked"),
        (CodeState(EARLIER, 0, used=False), True, "expired"),
        (CodeState(LATER, 0, used=True), True, "used"),
        (CodeState(EARLIER, 5, used=True), False, "used"),
    ],
)
def test_the_verdict_on_a_code(code: CodeState | None, matches: object, verdict: str) -> None:
    assert rules.judge(code, AT, matches=bool(matches)) == verdict


@pytest.mark.parametrize(
    ("held", "role", "place", "may"),
    [
        ([("clerk", "130827")], "clerk", "130827", True),
        ([("clerk", "130827")], "clerk", "130827100201", True),
        ([("clerk", "1308")], "clerk", "130827", True),
        ([("clerk", "130827")], "clerk", "1308", False),
        ([("clerk", "130827")], "clerk", "130623", False),
        ([("clerk", "130827")], "host", "130827", False),
        ([("host", "130827"), ("clerk", "130623")], "clerk", "130827", False),
        ([("operator", "")], "clerk", "130827", True),
        ([("operator", "13")], "host", "130827", True),
        ([("operator", "13")], "operator", "", False),
        ([], "clerk", "130827", False),
    ],
)
def test_who_is_what_where(held: list[tuple[str, str]], role: str, place: str, may: object) -> None:
    assert rules.covers([GrantView(*grant) for grant in held], role, place) is may


@pytest.mark.parametrize(
    ("held", "role", "place", "may"),
    [
        (("clerk", "130827"), "host", "130827", True),
        (("clerk", "130827"), "producer", "130827100201", True),
        (("clerk", "130827"), "clerk", "130827100", True),
        (("clerk", "130827"), "clerk", "130827", False),
        (("clerk", "130827"), "host", "130623", False),
        (("clerk", "130827"), "officer", "130827", False),
        (("clerk", "130827"), "operator", "", False),
        (("officer", "13"), "host", "130827", False),
        (("host", "130827"), "host", "130827", False),
        (("operator", ""), "operator", "", True),
        (("operator", "13"), "clerk", "130827", True),
        (("operator", "13"), "operator", "", False),
    ],
)
def test_who_may_give_which_role(held: tuple[str, str], role: str, place: str, may: object) -> None:
    assert rules.may_give([GrantView(*held)], role, place) is may


@given(GRANTS, st.sampled_from(rules.ROLES), PLACES)
def test_nobody_gives_a_role_beyond_their_own_places(
    held: list[GrantView], role: rules.Role, place: str
) -> None:
    if rules.may_give(held, role, place):
        assert rules.covers(held, "clerk", place)
        assert role in rules.roles_to_give(held)
        # What is handed on never reaches further, or gives more, than what the giver has.
        given_on = [GrantView(role, place)]
        for other in ("operator", "13", "130827", "44"):
            assert not rules.covers(given_on, "clerk", other) or rules.covers(held, "clerk", other)


@given(GRANTS, st.sampled_from(rules.ROLES), PLACES, PLACES)
def test_a_role_for_a_place_is_a_role_for_all_that_lies_under_it(
    held: list[GrantView], role: str, place: str, other: str
) -> None:
    if rules.covers(held, role, place) and other.startswith(place):
        assert rules.covers(held, role, other)


def test_a_newcomers_name_is_not_made_of_their_number() -> None:
    assert rules.first_name("zh-hans", 7) == "乡亲0007"
    assert rules.first_name("en", 4821) == "Neighbour 4821"


def test_the_message_carries_the_code_in_the_readers_language() -> None:
    assert "042137" in rules.code_text("042137", "zh-hans")
    assert "5 分钟" in rules.code_text("042137", "zh-hans")
    assert "042137" in rules.code_text("042137", "en")


def test_every_refusal_of_the_room_says_something_in_both_languages() -> None:
    fields = {"left": 2, "most": 40, "retry_after_s": 30, "minutes": 3, "hours": 5}
    for refusal in Refusal.__subclasses__():
        if refusal.__module__ == "yutang.people.errors":
            told = refusal(**fields)
            assert told.sentence("en") != told.sentence("zh-hans")
            assert "{" not in told.sentence("en") + told.sentence("zh-hans")
