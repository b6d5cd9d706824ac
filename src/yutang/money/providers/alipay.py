"""Alipay (支付宝), by python-alipay-sdk: its signing and its formats, our door to the network.

The SDK signs with RSA2 and checks the signature of each answer. Its own network call knows no
limit of size and follows redirects, so it is replaced; so is its clock, because Alipay reads
timestamps as China's.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qs

import alipay
from alipay.exceptions import AliPayException, AliPayValidationError

from yutang.kernel.clock import CHINA, now, wall
from yutang.kernel.money import fen_from_yuan, yuan
from yutang.money.providers import bills
from yutang.money.providers.protocol import (
    BadSignature,
    BillLine,
    ProviderError,
    RefundTold,
    Refused,
    State,
    Told,
    Wanted,
)
from yutang.plumbing import outgoing
from yutang.plumbing.merchants import Alipay

_CLOCK = "%Y-%m-%d %H:%M:%S"
_DONE = "10000"
_UNKNOWN = "ACQ.TRADE_NOT_EXIST"
_STATES: dict[str, State] = {
    "WAIT_BUYER_PAY": "waiting",
    "TRADE_SUCCESS": "paid",
    "TRADE_FINISHED": "paid",
    "TRADE_CLOSED": "closed",
}
"""A trade whose money went back entirely is closed too; whoever knows it as paid knows better."""
_SURE = frozenset({"40002", "40004", "40006"})
"""Codes of a definite no; any other failure may have been done all the same."""


class _Sdk(alipay.AliPay):  # type: ignore[misc,unused-ignore]
    """The SDK with our door, China's clock, and the configured gateway."""

    def __init__(self, merchant: Alipay, notify_url: str) -> None:
        super().__init__(
            appid=merchant.app_id,
            app_notify_url=notify_url,
            app_private_key_string=merchant.key.read_text(),
            alipay_public_key_string=merchant.public_key.read_text(),
            sign_type="RSA2",
        )
        self._gateway = merchant.gateway

    def build_body(self, method: str, biz_content: Any = None, **more: Any) -> Any:
        more.setdefault("timestamp", wall(now()).strftime(_CLOCK))
        return super().build_body(method, biz_content, **more)

    def verified_sync_response(self, data: Any, response_type: str) -> Any:
        content = self.sign_data(data).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded;charset=utf-8"}
        try:
            heard = outgoing.ask("POST", self._gateway, content=content, headers=kind)
            return self._verify_and_return_sync_response(heard.body.decode(), response_type)
        except outgoing.Away as away:
            raise ProviderError(str(away)) from away
        except AliPayValidationError as error:
            raise BadSignature("alipay") from error
        except AliPayException as error:
            raise ProviderError(str(error)) from error
        except (ValueError, AttributeError, KeyError) as error:
            raise ProviderError(f"not Alipay's format: {error!r}") from error


class AlipayProvider:
    """One application of Alipay."""

    def __init__(self, merchant: Alipay, notify_url: str) -> None:
        self._merchant = merchant
        self._sdk = _Sdk(merchant, notify_url)

    def open(self, wanted: Wanted) -> str:
        page = {
            "subject": wanted.subject,
            "out_trade_no": wanted.out_trade_no,
            "total_amount": _yuan(wanted.amount_fen),
            "return_url": wanted.return_url,
            "time_expire": wall(wanted.until).strftime(_CLOCK),
        }
        if wanted.kind == "phone":
            signed = self._sdk.api_alipay_trade_wap_pay(quit_url=wanted.return_url, **page)
        else:
            signed = self._sdk.api_alipay_trade_page_pay(**page)
        return f"{self._merchant.gateway}?{signed}"

    def heard(self, headers: Mapping[str, str], body: bytes) -> Told | None:  # noqa: ARG002 - all is in the body
        said = _fields(body)
        signature = said.pop("sign", "")
        try:
            good = bool(signature) and self._sdk.verify(dict(said), signature)
        except (AliPayException, ValueError) as error:
            raise BadSignature(repr(error)) from error
        if not good:
            raise BadSignature("alipay")
        if said.get("trade_status") not in _STATES or "refund_fee" in said:
            return None
        return self._told(said, is_ours=self._is_ours(said))

    def answer(self, *, taken: bool) -> tuple[int, str, str]:
        return 200, "text/plain", "success" if taken else "failure"

    def ask(self, out_trade_no: str) -> Told:
        try:
            said = self._call("alipay.trade.query", out_trade_no=out_trade_no)
        except Refused as refused:
            if refused.code == _UNKNOWN:
                return Told(out_trade_no, "unknown")
            raise
        return self._told(said)

    def close(self, out_trade_no: str) -> None:
        try:
            self._call("alipay.trade.close", out_trade_no=out_trade_no)
        except Refused as refused:
            if refused.code != _UNKNOWN:
                raise

    def refund(
        self, out_trade_no: str, number: str, amount_fen: int, total_fen: int, reason: str
    ) -> RefundTold:
        del total_fen  # Alipay knows it
        said = self._call(
            "alipay.trade.refund",
            out_trade_no=out_trade_no,
            out_request_no=number,
            refund_amount=_yuan(amount_fen),
            refund_reason=reason,
        )
        if said.get("fund_change") == "Y":
            return RefundTold("done")
        # The same request again, or money still under way: only the question tells.
        return self.ask_refund(out_trade_no, number)

    def ask_refund(self, out_trade_no: str, number: str) -> RefundTold:
        try:
            said = self._call(
                "alipay.trade.fastpay.refund.query",
                out_trade_no=out_trade_no,
                out_request_no=number,
            )
        except Refused as refused:
            if refused.code == _UNKNOWN:
                return RefundTold("unknown", refused.code)
            raise
        if said.get("refund_status") == "REFUND_SUCCESS":
            return RefundTold("done")
        return RefundTold("unknown" if "refund_amount" not in said else "waiting")

    def bill(self, day: date) -> list[BillLine]:
        try:
            said = self._call(
                "alipay.data.dataservice.bill.downloadurl.query",
                bill_type="trade",
                bill_date=f"{day:%Y-%m-%d}",
            )
        except Refused as refused:
            if refused.code == "isp.bill_not_exist":
                return []
            raise
        try:
            heard = outgoing.ask("GET", str(said["bill_download_url"]), bytes_max=bills.BYTES_MAX)
        except (outgoing.Away, KeyError) as error:
            raise ProviderError(f"no bill: {error!r}") from error
        if heard.status != 200:  # noqa: PLR2004 - the one good answer
            raise ProviderError(f"no bill: status {heard.status}")
        return bills.alipay(heard.body)

    def _call(self, method: str, **asked: str) -> dict[str, Any]:
        """Return the answer's fields.

        Raises:
            Refused: a definite no, by its `sub_code`.
            ProviderError: nothing certain.
        """
        said: dict[str, Any] = self._sdk.server_api(method, dict(asked))
        code = str(said.get("code", ""))
        if code == _DONE:
            return said
        if code in _SURE and said.get("sub_code") != "ACQ.SYSTEM_ERROR":
            raise Refused(str(said.get("sub_code", code)), str(said.get("sub_msg", "")))
        raise ProviderError(json.dumps(said, ensure_ascii=False)[:300])

    def _told(self, said: Mapping[str, Any], *, is_ours: bool = True) -> Told:
        try:
            return Told(
                out_trade_no=str(said["out_trade_no"]),
                state=_STATES[str(said["trade_status"])],
                amount_fen=fen_from_yuan(str(said["total_amount"])),
                transaction_no=str(said["trade_no"]),
                at=_moment(str(said.get("gmt_payment") or said.get("send_pay_date") or "")),
                is_ours=is_ours,
            )
        except (KeyError, ValueError) as error:
            raise ProviderError(f"not Alipay's format: {error!r}") from error

    def _is_ours(self, said: Mapping[str, str]) -> bool:
        if said.get("app_id") != self._merchant.app_id:
            return False
        return not self._merchant.seller_id or said.get("seller_id") == self._merchant.seller_id


def _yuan(fen: int) -> str:
    return yuan(fen).replace(",", "")


def _moment(text: str) -> datetime | None:
    return datetime.strptime(text, _CLOCK).replace(tzinfo=CHINA) if text else None


def _fields(body: bytes) -> dict[str, str]:
    """Return the fields of a form; each may stand there once."""
    try:
        found = parse_qs(body.decode(), keep_blank_values=True, strict_parsing=True)
    except ValueError as error:
        raise BadSignature("no form") from error
    if any(len(values) != 1 for values in found.values()):
        raise BadSignature("a field stands there twice")
    return {name: values[0] for name, values in found.items()}
