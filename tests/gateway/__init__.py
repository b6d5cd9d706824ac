"""A local gateway: Alipay and WeChat Pay v3 on loopback, with keys of their own.

It verifies every signature of ours and signs its answers, notifications and bills, in the formats
that the providers document. It has what a provider has and no more: trades, refunds, a clock.

    with Gateway(folder) as gateway:
        gateway.merchants            # what `Config.merchants` is then
        gateway.environment()        # the same for a served process (YUTANG_ALIPAY_… and so on)
        number = gateway.pay(link)   # the buyer opens what the attempt's `link` says, and pays
        gateway.notice(number)       # a notification: .path, .headers, .body, to be sent by a test
        gateway.notice(number, amount_fen=1)     # … with another amount; `app_id=`, `forged=True`
        gateway.notify(number)       # sends it to the address that we gave it, returns the status
        gateway.away = True          # from now on it answers 503 to everything
        gateway.refuses = "…"        # refunds are refused with this code
        gateway.trades[number].state, .refunds       # what the provider has
        gateway.asked                # the methods that were called, in order

In a browser: the cashier's pages (Alipay's page and WeChat's H5) have one button, “Pay”; it pays,
notifies, and leads back to the checkout. A WeChat code is paid by `gateway.pay(link)`.
"""

from tests.gateway.server import Gateway, Notice

__all__ = ["Gateway", "Notice"]
