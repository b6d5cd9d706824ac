"""Whose request it is: the peer's, or that of whom a trusted proxy names."""

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Scope

from yutang.gate.door import callers
from yutang.gate.door.callers import address_of, claims_of
from yutang.plumbing.config import Config

PHONE = "203.0.113.9"
PROXIES = tuple(ip_network(each) for each in ("127.0.0.0/8", "::1", "10.0.0.0/8"))


def _scope(peer: str | None, *named: str) -> Scope:
    headers = [(b"x-forwarded-for", each.encode("latin-1")) for each in named]
    return {"client": (peer, 5000) if peer else None, "headers": headers}


def test_the_peer_itself_asks_whatever_it_claims() -> None:
    assert address_of(_scope(PHONE)) == PHONE
    assert address_of(_scope(PHONE, "198.51.100.1")) == PHONE
    assert address_of(_scope(PHONE, "127.0.0.1", "::1")) == PHONE
    assert claims_of(_scope(PHONE, "198.51.100.1")) == (PHONE,)


def test_a_proxy_of_this_machine_says_who_asks() -> None:
    assert address_of(_scope("127.0.0.1", PHONE)) == PHONE
    assert address_of(_scope("::1", f"198.51.100.1, {PHONE}")) == PHONE
    assert claims_of(_scope("::1", f"198.51.100.1, {PHONE}")) == ("198.51.100.1", PHONE)


def test_a_line_that_a_proxy_adds_counts_before_the_line_that_was_sent() -> None:
    assert address_of(_scope("127.0.0.1", "198.51.100.1", PHONE)) == PHONE


def test_this_machine_and_an_unnamed_caller_are_not_one_person() -> None:
    assert address_of(_scope("127.0.0.1")) is None
    assert address_of(_scope("::1", "127.0.0.1")) is None
    assert address_of(_scope("127.0.0.1", "unknown")) is None
    assert address_of(_scope("127.0.0.1", " , ")) is None
    assert address_of(_scope(None)) is None


def test_an_ipv6_network_is_one_caller() -> None:
    first, second = "2001:db8:1:2:aaaa::1", "2001:db8:1:2:bbbb::2"
    assert address_of(_scope(first)) == address_of(_scope(second)) == "2001:db8:1:2::/64"
    assert address_of(_scope("2001:db8:1:3::1")) == "2001:db8:1:3::/64"
    assert claims_of(_scope(first)) == (first,)


def test_an_address_is_the_same_however_it_is_written() -> None:
    for written in (PHONE, f"::ffff:{PHONE}", f"{PHONE}:8443", f"[::ffff:{PHONE}]:8443"):
        assert address_of(_scope("127.0.0.1", written)) == PHONE, written
    assert address_of(_scope("fe80::1%eth0")) == "fe80::/64"


@pytest.mark.parametrize(
    ("peer", "named", "claims"),
    [
        ("10.0.0.1", f"{PHONE}, 10.0.0.2", (PHONE,)),
        ("10.0.0.1", f"198.51.100.1, {PHONE}, 10.0.0.2", ("198.51.100.1", PHONE)),
        # All of them proxies: somebody in their own network asks.
        ("10.0.0.1", "10.0.0.3, 10.0.0.2", ("10.0.0.3",)),
        ("10.0.0.1", "127.0.0.1", ()),
        ("10.0.0.1", "", ()),
        # Nonsense is nobody's address: the proxy that wrote it asks.
        ("10.0.0.1", "nonsense, 10.0.0.2", ("nonsense", "10.0.0.2")),
        ("192.0.2.1", f"{PHONE}", (PHONE, "192.0.2.1")),
    ],
)
def test_hops_are_believed_as_far_as_proxies_wrote_them(
    peer: str, named: str, claims: tuple[str, ...]
) -> None:
    assert callers.read(peer, named, PROXIES) == claims


def test_who_is_no_proxy_any_more_is_not_believed() -> None:
    others = (ip_network("192.0.2.7"),)
    assert callers.read("127.0.0.1", PHONE, others) == ()
    assert callers.read("192.0.2.7", PHONE, others) == (PHONE,)


@given(claimed=st.text(st.characters(codec="latin-1"), max_size=700))
def test_nothing_that_somebody_claims_makes_them_somebody_else(claimed: str) -> None:
    assert address_of(_scope("127.0.0.1", f"{claimed},{PHONE}")) == PHONE
    assert address_of(_scope("127.0.0.1", claimed, PHONE)) == PHONE
    assert address_of(_scope("198.51.100.1", claimed)) == "198.51.100.1"


def test_a_long_list_is_read_from_its_end() -> None:
    long = ", ".join(["198.51.100.1"] * 500)
    assert address_of(_scope("127.0.0.1", f"{long}, {PHONE}")) == PHONE
    assert len(claims_of(_scope("127.0.0.1", f"{long}, {PHONE}"))) < 50


def test_proxies_are_addresses_or_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    load = Config.load.__wrapped__
    monkeypatch.delenv("YUTANG_PROXIES", raising=False)
    assert [str(each) for each in load(Config).proxies] == ["127.0.0.0/8", "::1/128"]
    monkeypatch.setenv("YUTANG_PROXIES", "10.0.0.7  2001:db8::/32")
    assert [str(each) for each in load(Config).proxies] == ["10.0.0.7/32", "2001:db8::/32"]
    for wrong in ("nginx", "10.0.0.7/8", "10.0.0.7,10.0.0.8"):
        monkeypatch.setenv("YUTANG_PROXIES", wrong)
        with pytest.raises(SystemExit, match="YUTANG_PROXIES"):
            load(Config)
