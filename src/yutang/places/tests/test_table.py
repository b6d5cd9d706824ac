from collections import Counter
from importlib import resources

import pytest

from yutang.places import table
from yutang.places.rules import parent_code


def test_the_shipped_table_is_the_whole_nation() -> None:
    counts: Counter[int] = Counter()
    seen = {""}
    before = ""
    for code, name in table.entries():
        assert code > before, "codes come in order, once each"
        assert parent_code(code) in seen, f"{code} stands before its parent"
        assert name
        assert name == name.strip()
        if len(code) < 12:
            seen.add(code)
        counts[len(code)] += 1
        before = code
    assert counts == {2: 31, 4: 342, 6: 2_978, 9: 41_352, 12: 620_573}


def test_the_table_is_compact_and_its_notice_lies_beside_it() -> None:
    data = resources.files("yutang.places") / "data"
    assert len((data / "places-2023.table").read_bytes()) < 3_000_000
    notice = (data / "NOTICE.md").read_text("utf-8")
    assert "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85" in notice
    assert "MIT" in notice


def test_the_head_counts_what_each_province_holds() -> None:
    hebei = next(head for head in table.head().provinces if head.code == "13")
    entries = list(table.province_entries("13"))
    assert hebei.name == "河北省"
    assert len(entries) == hebei.places
    assert table.Entry("130827", "宽城满族自治县") in entries
    assert {code[:2] for code, _ in entries} == {"13"}


def test_chosen_provinces_come_alone() -> None:
    codes = {code for code, _ in table.entries(["46", "54"]) if len(code) == 2}
    assert codes == {"46", "54"}


def test_a_province_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        list(table.province_entries("99"))
