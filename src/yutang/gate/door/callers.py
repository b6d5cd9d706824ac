"""Who asks, as a network address: the peer itself, or whom a trusted proxy names.

Each proxy writes the address it saw at the end of ``X-Forwarded-For`` (RFC 7239 tells the same
story), so the list is read from its end: what trusted proxies wrote is believed, hop by hop, and
the first hop that is no trusted proxy is who asks. What stands before that is its own claim.
"""

import ipaddress
from collections.abc import Sequence
from functools import cache, lru_cache

from starlette.types import Scope

from yutang.plumbing.config import Config, Network

_NAMED_MOST = 512
"""Characters of the list that are read, from its end: some ten hops."""
_REMEMBERED = 1 << 14

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def address_of(scope: Scope) -> str | None:
    """Return the network address that limits count: the caller's, an IPv6 one by its /64.

    The caller is the peer, or whom a trusted proxy (YUTANG_PROXIES) names. None for this machine
    itself and where a proxy names nobody: neither is one person.
    """
    client = scope.get("client")
    if client is None:
        return None
    peer = client[0]
    return _network(peer, _named(scope) if is_trusted(peer) else "")


def claims_of(scope: Scope) -> tuple[str, ...]:
    """Return the address of who asks, last, behind those that it claims to speak for.

    Empty for this machine itself and where a proxy names nobody.
    """
    client = scope.get("client")
    if client is None:
        return ()
    peer = client[0]
    return read(peer, _named(scope) if is_trusted(peer) else "", _proxies())


@lru_cache(_REMEMBERED)
def is_trusted(peer: str) -> bool:
    """Tell whether this peer is a proxy that is believed (YUTANG_PROXIES)."""
    address = parse(peer)
    return address is not None and _among(address, _proxies())


def read(peer: str, named: str, proxies: Sequence[Network]) -> tuple[str, ...]:
    """Return what `claims_of` does, for a peer, the list it sent and the trusted proxies.

    A hop that is no address ends the list. When all hops are proxies, the farthest asks.
    """
    hops = [*(hop.strip() for hop in named.split(",") if hop.strip()), peer]
    asks, known = None, 0
    while hops and (hop := parse(hops[-1])) is not None:
        hops.pop()
        asks, known = hop, known + 1
        if not _among(hop, proxies):
            break
    if asks is None or asks.is_loopback or (known == 1 and _among(asks, proxies)):
        return ()
    return (*hops, str(asks))


def parse(hop: str) -> _Address | None:
    """Return the address of a hop, without port, brackets, zone and IPv4-in-IPv6; None if none."""
    text = hop
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


@lru_cache(_REMEMBERED)
def _network(peer: str, named: str) -> str | None:
    claims = read(peer, named, _proxies())
    if not claims:
        return None
    address = ipaddress.ip_address(claims[-1])
    if address.version == 4:  # noqa: PLR2004
        return str(address)
    # What one household or phone is given.
    return str(ipaddress.ip_network((int(address), 64), strict=False))


def _named(scope: Scope) -> str:
    """Return the list whole, as far as it is read: some proxies add a line of their own to it."""
    lines = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
    if not lines:
        return ""
    named = str(b",".join(lines).decode("latin-1"))
    if len(named) > _NAMED_MOST:
        named = named[-_NAMED_MOST:].partition(",")[2]
    return named


def _among(address: _Address, proxies: Sequence[Network]) -> bool:
    return any(address in network for network in proxies)


@cache
def _proxies() -> tuple[Network, ...]:
    return Config.load().proxies
