import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.kernel.text import one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 李 \n 小\t明 ", "李 小 明"),
        ("\u202e北河\u202c省", "北河省"),
        ("a\x00b\u200bc\ufeff", "abc"),
        ("\U000323af", "\U000323af"),  # Unicode 15, newer than some Pythons
        ("<b>1</b>", "<b>1</b>"),
        ("\u200b\u202e", ""),
    ],
)
def test_what_moves_or_hides_other_text_is_left_out(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    line = one_line(text)
    assert one_line(line) == line
    assert not {"Cc", "Cf", "Cs"} & {unicodedata.category(letter) for letter in line}
