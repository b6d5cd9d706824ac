"""Cookies are read as browsers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.gate.door.headers import cookie


def _cookie(line: str, name: str = "b") -> str:
    return cookie({"headers": [(b"host", b"x"), (b"cookie", line.encode("latin-1"))]}, name)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("b=1", "1"),
        ("a=0; b=1; c=2", "1"),
        ("a=0;b=1;c=2", "1"),
        ("bb=0; b=1", "1"),
        ("ab=0; a b=0; b=1=2 ; c=2", "1=2"),
        ("b=; b=1", ""),
        ("ab=0", ""),
        ("b", ""),
        ("", ""),
    ],
)
def test_the_first_cookie_of_that_very_name_is_read(line: str, value: str) -> None:
    assert _cookie(line) == value


def test_a_cookie_may_stand_in_any_line() -> None:
    headers = [(b"cookie", b"a=0"), (b"cookie", b"b=1")]
    assert cookie({"headers": headers}, "b") == "1"


pairs = st.lists(st.tuples(st.sampled_from(["a", "b", "ab", "b1"]), st.text("abc=1", max_size=5)))


@given(pairs=pairs)
def test_of_any_cookies_the_first_of_a_name_is_read(pairs: list[tuple[str, str]]) -> None:
    line = "; ".join(f"{name}={value}" for name, value in pairs)
    assert _cookie(line) == next((value for name, value in pairs if name == "b"), "")
