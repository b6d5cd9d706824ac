from yutang.kernel.errors import NotFound, TooMany, language_of
from yutang.kernel.ids import ROW_DIGITS_MAX, row_id, uuid7


def test_ids_are_version_7_and_never_the_same() -> None:
    ids = [uuid7() for _ in range(2000)]
    assert len(set(ids)) == 2000
    assert {one.version for one in ids} == {7}
    assert {one.variant for one in ids} == {"specified in RFC 4122"}


def test_ids_sort_by_the_millisecond_they_were_made() -> None:
    stamps = [uuid7().int >> 80 for _ in range(100)]
    assert stamps == sorted(stamps)


def test_what_is_no_number_of_a_row_names_none() -> None:
    assert row_id(" 17 ") == 17
    assert row_id("9" * ROW_DIGITS_MAX) == 10**ROW_DIGITS_MAX - 1 < 2**63
    for text in (None, "", "x", "-1", "1.0", "１", "9" * (ROW_DIGITS_MAX + 1)):
        assert row_id(text) is None


def test_a_refusal_speaks_the_readers_language() -> None:
    refusal = TooMany(retry_after_s=3)
    assert refusal.sentence("zh-hans") == "太快了，请 3 秒后再试。"
    assert refusal.sentence("en") == "Too fast. Please try again in 3 s."
    assert NotFound().status == 404


def test_the_switch_on_the_page_beats_the_browser() -> None:
    assert language_of("en", "zh-CN") == "en"
    assert language_of(None, "en-GB,en;q=0.8") == "en"
    assert language_of(None, None) == "zh-hans"
    assert language_of("xx") == "zh-hans"
