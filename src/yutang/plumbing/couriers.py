"""With which keys this installation speaks to carriers: read from its environment, none by default.

A carrier's service is offered only when it is configured whole; half of it stops the start with a
sentence that says what is missing. Addresses are https (http on this machine only).
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from yutang.plumbing.outgoing import is_safe

SF_SERVICE = "https://bspgw.sf-express.com/std/service"
KUAIDI100_QUERY = "https://poll.kuaidi100.com/poll/query.do"
KUAIDI100_SUBSCRIBE = "https://poll.kuaidi100.com/poll"
RECEIVE_DAYS = 7
_DAYS_MAX = 60


@dataclass(frozen=True)
class SfKeys:
    """A customer of the open platform of SF (顺丰开放平台)."""

    partner: str
    """顾客编码"""
    checkword: str
    """校验码"""
    account: str = ""
    """月结卡号: who pays the freight by the month; without it the sender pays on the spot."""
    service: str = SF_SERVICE


@dataclass(frozen=True)
class Kuaidi100Keys:
    """A company's account at 快递100, which follows the parcels of nearly all carriers."""

    customer: str
    key: str
    salt: str
    """Our own word, with which what they push is signed."""
    query: str = KUAIDI100_QUERY
    subscribe: str = KUAIDI100_SUBSCRIBE


@dataclass(frozen=True)
class Couriers:
    """The carriers' services that are set up (None: not offered), and our own terms."""

    sf: SfKeys | None = None
    kuaidi100: Kuaidi100Keys | None = None
    receive_days: int = RECEIVE_DAYS
    """Days after delivery in which the buyer confirms, before it is taken as confirmed."""

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None) -> "Couriers":
        """Return what the environment configures.

        Raises:
            SystemExit: a service is configured in part, or in a way that is not safe.
        """
        found = os.environ if env is None else env
        days = found.get("YUTANG_RECEIVE_DAYS", "") or str(RECEIVE_DAYS)
        if not days.isdigit() or not 1 <= int(days) <= _DAYS_MAX:
            raise SystemExit(f"YUTANG_RECEIVE_DAYS must be days from 1 to {_DAYS_MAX}.")
        return cls(_sf(found), _kuaidi100(found), int(days))


def _sf(env: Mapping[str, str]) -> SfKeys | None:
    named = _whole(env, "YUTANG_SF_PARTNER", "YUTANG_SF_CHECKWORD")
    if named is None:
        return None
    service = _address(env, "YUTANG_SF_SERVICE", SF_SERVICE)
    partner, checkword = named
    return SfKeys(partner, checkword, env.get("YUTANG_SF_ACCOUNT", "").strip(), service)


def _kuaidi100(env: Mapping[str, str]) -> Kuaidi100Keys | None:
    names = ("CUSTOMER", "KEY", "SALT")
    named = _whole(env, *(f"YUTANG_KUAIDI100_{name}" for name in names))
    if named is None:
        return None
    customer, key, salt = named
    return Kuaidi100Keys(
        customer,
        key,
        salt,
        query=_address(env, "YUTANG_KUAIDI100_QUERY", KUAIDI100_QUERY),
        subscribe=_address(env, "YUTANG_KUAIDI100_SUBSCRIBE", KUAIDI100_SUBSCRIBE),
    )


def _whole(env: Mapping[str, str], *names: str) -> list[str] | None:
    """Return what these say, None when none of them is given; half of them is refused."""
    found = {name: env.get(name, "").strip() for name in names}
    if not any(found.values()):
        return None
    missing = [name for name, text in found.items() if not text]
    if missing:
        raise SystemExit(f"{missing[0]} is missing: this carrier is configured only in part.")
    return list(found.values())


def _address(env: Mapping[str, str], name: str, default: str) -> str:
    found = env.get(name, "").strip() or default
    if not is_safe(found):
        raise SystemExit(f"{name} must be an https address (http on this machine only).")
    return found
