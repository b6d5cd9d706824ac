import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.kernel.money import Fen, fen_from_yuan, price_per_jin_fen, price_per_kg_fen, yuan


@pytest.mark.parametrize(
    ("fen", "shown"),
    [(0, "0.00"), (5, "0.05"), (2990, "29.90"), (123456789, "1,234,567.89"), (-101, "-1.01")],
)
def test_yuan_are_shown_with_two_digits_and_thousands(fen: int, shown: str) -> None:
    assert yuan(fen) == shown


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_what_is_shown_reads_back_as_the_same_fen(fen: int) -> None:
    assert fen_from_yuan(yuan(fen)) == fen


@pytest.mark.parametrize("text", ["29.9", " ¥29.90 ", "￥29.90", "29.900"])
def test_an_amount_is_read_as_people_type_it(text: str) -> None:
    assert fen_from_yuan(text) == Fen(2990)


@pytest.mark.parametrize("text", ["", "abc", "1.005", "NaN", "Infinity", "1e999999999", "--3"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="yuan"):
        fen_from_yuan(text)


def test_unit_prices_are_by_kilogram_and_by_jin() -> None:
    assert price_per_kg_fen(2990, 2500) == 1196
    assert price_per_jin_fen(2990, 2500) == 598
