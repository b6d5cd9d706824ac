"""The providers that this installation is configured for, behind one protocol."""

import functools

from yutang.money.providers.protocol import (
    BadSignature,
    BillLine,
    Kind,
    Provider,
    ProviderError,
    RefundTold,
    Refused,
    Told,
    Wanted,
)
from yutang.plumbing.config import Config
from yutang.plumbing.merchants import Merchants

__all__ = [
    "BadSignature",
    "BillLine",
    "Kind",
    "Provider",
    "ProviderError",
    "RefundTold",
    "Refused",
    "Told",
    "Wanted",
    "configured",
    "own_address",
    "provider",
]


def configured() -> tuple[str, ...]:
    """Return the methods from afar that are configured here: alipay, wechat, bank."""
    merchants = Config.load().merchants
    ways = {"alipay": merchants.alipay, "wechat": merchants.wechat, "bank": merchants.bank}
    return tuple(name for name, merchant in ways.items() if merchant is not None)


def provider(name: str) -> Provider:
    """Return a configured provider; it is made once, since it reads keys.

    Raises:
        ProviderError: it is not configured (any more), or cannot be made now.
    """
    config = Config.load()
    return _made(name, config.merchants, own_address())


def own_address() -> str:
    """Return the public address that providers send notifications and buyers to."""
    config = Config.load()
    return config.origins[0].rstrip("/") if config.origins else f"http://127.0.0.1:{config.port}"


@functools.lru_cache(maxsize=8)
def _made(name: str, merchants: Merchants, own: str) -> Provider:
    # The SDKs are loaded by whoever pays, not by every process.
    notify_url = f"{own}/money/notify/{name}/"
    if name == "alipay" and merchants.alipay is not None:
        from yutang.money.providers.alipay import AlipayProvider  # noqa: PLC0415

        return AlipayProvider(merchants.alipay, notify_url)
    if name == "wechat" and merchants.wechat is not None:
        from yutang.money.providers.wechat import WeChatProvider  # noqa: PLC0415

        return WeChatProvider(merchants.wechat, notify_url)
    raise ProviderError(f"{name} is not configured here")
