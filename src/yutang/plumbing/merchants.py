"""With which keys this installation takes money: read from its environment, none by default.

A way to pay is offered only when it is configured whole; half of it stops the start with a sentence
that says what is missing. Keys are files that only the installation's user may read; their paths
are configured, never their text. Addresses of providers are https (http on this machine only).
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yutang.plumbing.outgoing import is_safe

ALIPAY_GATEWAY = "https://openapi.alipay.com/gateway.do"
WECHAT_GATEWAY = "https://api.mch.weixin.qq.com"
BANK_HOLD_H = 48
_BANK_HOLD_H_MAX = 240


@dataclass(frozen=True)
class Alipay:
    """An application of the Alipay open platform, with keys of kind RSA2."""

    app_id: str
    key: Path
    """Our private key, PEM."""
    public_key: Path
    """Alipay's public key, PEM: not ours."""
    seller_id: str = ""
    """Whom notifications must name (2088…), when given."""
    gateway: str = ALIPAY_GATEWAY


@dataclass(frozen=True)
class WeChat:
    """A merchant of WeChat Pay, interface v3."""

    app_id: str
    merchant_id: str
    key: Path
    """Our merchant's private key, PEM (apiclient_key.pem)."""
    certificate_serial: str
    v3_key: Path
    """The APIv3 key, 32 signs."""
    public_key: Path | None = None
    """WeChat Pay's public key; without it the platform's certificates are fetched."""
    public_key_id: str = ""
    gateway: str = WECHAT_GATEWAY


@dataclass(frozen=True)
class Bank:
    """The account that takes transfers, as it is shown to buyers."""

    holder: str
    name: str
    number: str
    hold_h: int = BANK_HOLD_H
    """How long goods wait for a transfer."""


@dataclass(frozen=True)
class Merchants:
    """The ways to take real money from afar; None: not offered."""

    alipay: Alipay | None = None
    wechat: WeChat | None = None
    bank: Bank | None = None

    @classmethod
    def load(cls, env: Mapping[str, str] | None = None) -> "Merchants":
        """Return what the environment configures.

        Raises:
            SystemExit: a way is configured in part, or in a way that is not safe.
        """
        found = _Read(os.environ if env is None else env)
        return cls(alipay=_alipay(found), wechat=_wechat(found), bank=_bank(found))


@dataclass(frozen=True)
class _Read:
    env: Mapping[str, str]

    def any_of(self, *names: str) -> bool:
        return any(self.env.get(name) for name in names)

    def text(self, name: str) -> str:
        """Return what must be given."""
        found = self.env.get(name, "").strip()
        if not found:
            raise SystemExit(f"{name} is missing: this way to pay is configured only in part.")
        return found

    def path(self, name: str) -> Path:
        """Return a file that must be there."""
        found = Path(self.text(name)).expanduser().resolve()
        if not found.is_file():
            raise SystemExit(f"{name}: there is no file {found}.")
        return found

    def url(self, name: str, default: str) -> str:
        found = self.env.get(name, "").strip() or default
        if not is_safe(found):
            raise SystemExit(f"{name} must be an https address (http on this machine only).")
        return found.rstrip("/")


def _alipay(found: _Read) -> Alipay | None:
    names = ("YUTANG_ALIPAY_APP_ID", "YUTANG_ALIPAY_KEY", "YUTANG_ALIPAY_PUBLIC_KEY")
    if not found.any_of(*names):
        return None
    return Alipay(
        app_id=found.text(names[0]),
        key=found.path(names[1]),
        public_key=found.path(names[2]),
        seller_id=found.env.get("YUTANG_ALIPAY_SELLER_ID", ""),
        gateway=found.url("YUTANG_ALIPAY_GATEWAY", ALIPAY_GATEWAY),
    )


def _wechat(found: _Read) -> WeChat | None:
    names = ("APP_ID", "MERCHANT_ID", "KEY", "CERTIFICATE_SERIAL", "V3_KEY")
    app_id, merchant, key, serial, v3_key = (f"YUTANG_WECHAT_{name}" for name in names)
    public, public_id = "YUTANG_WECHAT_PUBLIC_KEY", "YUTANG_WECHAT_PUBLIC_KEY_ID"
    if not found.any_of(app_id, merchant, key, serial, v3_key):
        return None
    with_public_key = found.any_of(public, public_id)
    return WeChat(
        app_id=found.text(app_id),
        merchant_id=found.text(merchant),
        key=found.path(key),
        certificate_serial=found.text(serial),
        v3_key=found.path(v3_key),
        public_key=found.path(public) if with_public_key else None,
        public_key_id=found.text(public_id) if with_public_key else "",
        gateway=found.url("YUTANG_WECHAT_GATEWAY", WECHAT_GATEWAY),
    )


def _bank(found: _Read) -> Bank | None:
    names = ("YUTANG_BANK_HOLDER", "YUTANG_BANK_NAME", "YUTANG_BANK_NUMBER")
    if not found.any_of(*names):
        return None
    hours = found.env.get("YUTANG_BANK_HOLD_H", "") or str(BANK_HOLD_H)
    if not hours.isdigit() or not 1 <= int(hours) <= _BANK_HOLD_H_MAX:
        raise SystemExit(f"YUTANG_BANK_HOLD_H must be hours from 1 to {_BANK_HOLD_H_MAX}.")
    holder, name, number = (found.text(each) for each in names)
    return Bank(holder, name, number, int(hours))
