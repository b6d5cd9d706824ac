import pytest
from hypothesis import given
from hypothesis import strategies as st

from yutang.kernel import passes
from yutang.kernel.passes import BadPass, Keyring, Pass

OLD, NEW = {"k1": b"1" * 32}, {"k1": b"1" * 32, "k2": b"2" * 32}
CLAIM = Pass(id="abc", purpose="buyer", expires_at=1000, person=7, name="王大娘")


def test_a_pass_says_what_was_minted() -> None:
    ring = Keyring(OLD)
    assert ring.check(ring.mint(CLAIM), "buyer", now_s=999) == CLAIM


def test_a_pass_of_an_older_key_is_still_good_after_rotation() -> None:
    minted = Keyring(OLD).mint(CLAIM)
    assert Keyring(NEW).check(minted, "buyer", now_s=0).person == 7
    assert Keyring(NEW).mint(CLAIM).startswith("k2.")


def test_a_pass_ends_at_its_second() -> None:
    ring = Keyring(OLD)
    with pytest.raises(BadPass, match="expired"):
        ring.check(ring.mint(CLAIM), "buyer", now_s=1000)


def test_a_pass_for_one_purpose_is_none_for_another() -> None:
    ring = Keyring(OLD)
    with pytest.raises(BadPass, match="not broadcast"):
        ring.check(ring.mint(CLAIM), "broadcast", now_s=0)


def test_a_pass_of_a_foreign_installation_is_refused() -> None:
    foreign = Keyring({"k1": b"x" * 32}).mint(CLAIM)
    with pytest.raises(BadPass, match="forged"):
        Keyring(OLD).check(foreign, "buyer", now_s=0)


@given(st.text(max_size=600))
def test_any_other_text_is_refused_and_nothing_breaks(text: str) -> None:
    with pytest.raises(BadPass):
        Keyring(OLD).check(text, "buyer", now_s=0)


@given(st.integers(min_value=0, max_value=200), st.characters())
def test_changing_any_character_spoils_it(place: int, letter: str) -> None:
    ring = Keyring(OLD)
    good = ring.mint(CLAIM)
    place %= len(good)
    spoiled = good[:place] + letter + good[place + 1 :]
    if spoiled == good:
        return
    with pytest.raises(BadPass):
        ring.check(spoiled, "buyer", now_s=0)


def test_a_remembered_pass_still_ends_and_still_needs_its_signature() -> None:
    ring = Keyring(OLD)
    good = ring.mint(CLAIM)
    assert ring.check(good, "buyer", now_s=0) is ring.check(good, "buyer", now_s=999)
    for spoiled in (good[:-1], good + "A", good[:-1] + ("A" if good[-1] != "A" else "B")):
        with pytest.raises(BadPass, match="forged"):
            ring.check(spoiled, "buyer", now_s=0)
    with pytest.raises(BadPass, match="not device"):
        ring.check(good, "device", now_s=0)
    with pytest.raises(BadPass, match="expired"):
        ring.check(good, "buyer", now_s=1000)


def test_so_many_passes_are_remembered_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passes, "_KNOWN_HALF", 10)
    ring = Keyring(OLD)
    texts = [
        ring.mint(Pass(id=str(each), purpose="buyer", expires_at=9, person=each))
        for each in range(50)
    ]
    for _ in range(2):
        assert [ring.check(text, "buyer", now_s=0).person for text in texts] == list(range(50))
        assert len(ring._known) + len(ring._known_before) <= 20
