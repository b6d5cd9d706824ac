"""WeChat Pay v3 (微信支付), by wechatpayv3: its signing and its formats, our door to the network.

The SDK's own network call trusts the environment's proxies and follows redirects, so it is
replaced. A notification is refused here when its clock is off or its certificate is not known:
the SDK would ask for certificates whenever somebody sends a new serial number.
"""

import contextlib
import hashlib
import json
import time
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from wechatpayv3 import WeChatPay, WeChatPayType
from wechatpayv3.core import Core
from wechatpayv3.type import RequestType
from wechatpayv3.utils import build_authorization

from yutang.kernel.clock import now, wall
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
from yutang.plumbing.merchants import WeChat

_CLOCK_OFF_S = 300
"""WeChat's own advice: what is signed longer ago, or later, is a repetition."""
_FETCHED_AGAIN_S = 600
"""A serial number that nobody knows asks for certificates at most so often."""
_GOOD = frozenset({200, 202, 204})
_UNSURE = frozenset({"SYSTEM_ERROR", "FREQUENCY_LIMITED", "RATELIMIT_EXCEEDED", "SIGN_ERROR"})
_STATES: dict[str, State] = {
    "SUCCESS": "paid",
    "REFUND": "paid",
    "NOTPAY": "waiting",
    "USERPAYING": "waiting",
    "ACCEPT": "waiting",
    "CLOSED": "closed",
    "REVOKED": "closed",
    "PAYERROR": "closed",
}
_SIGNED = ("signature", "timestamp", "nonce", "serial", "signature-type")


class _Core(Core):  # type: ignore[misc,unused-ignore]
    """The SDK's core, with our door and the configured gateway."""

    def __init__(self, gateway: str, **more: Any) -> None:
        self._ours = gateway
        self._fetched_at = 0.0
        super().__init__(**more)

    @property
    def _gate_way(self) -> str:
        return self._ours

    @_gate_way.setter
    def _gate_way(self, _theirs: str) -> None:
        """The configured one stays."""

    def request(
        self,
        path: str,
        method: RequestType = RequestType.GET,
        data: Any = None,
        skip_verify: bool = False,  # noqa: FBT001, FBT002 - the SDK's own signature
        **_rest: Any,
    ) -> tuple[int, Any]:
        signed = build_authorization(
            path, method.value, self._mchid, self._cert_serial_no, self._private_key, data=data
        )
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "User-Agent": "yutang",
            "Authorization": signed,
        }
        if self._public_key_id:
            headers["Wechatpay-Serial"] = self._public_key_id
        content = json.dumps(data).encode() if data else None
        heard = outgoing.ask(
            method.value,
            self._ours + path,
            content=content,
            headers=headers,
            bytes_max=bills.BYTES_MAX,
        )
        if heard.status in _GOOD and not skip_verify:
            self.check_signature(heard.headers, heard.body)
        is_json = "application/json" in heard.headers.get("content-type", "")
        return heard.status, heard.body.decode() if is_json else heard.body

    def check_signature(self, headers: Mapping[str, str], body: bytes) -> None:
        """Raises `BadSignature` unless the provider signed this within the last minutes."""
        signed = {f"wechatpay-{name}": headers.get(f"wechatpay-{name}", "") for name in _SIGNED}
        timestamp, serial = signed["wechatpay-timestamp"], signed["wechatpay-serial"]
        if not timestamp.isdigit() or abs(now().timestamp() - int(timestamp)) > _CLOCK_OFF_S:
            raise BadSignature("the clock is off")
        if serial != self._public_key_id and not self._knows(serial):
            raise BadSignature("not a certificate that we know")
        try:
            good = self._verify_signature(signed, body.decode())
        except Exception as error:  # the SDK raises the plain class
            raise BadSignature(repr(error)) from error
        if not good:
            raise BadSignature("wechat")

    def _knows(self, serial: str) -> bool:
        """Tell whether the certificate is the platform's; they change every few years."""
        wanted = serial.upper().lstrip("0")
        if self._public_key_id is None and wanted not in self._serials():
            self._fetch_anew()
        return wanted in self._serials()

    def _serials(self) -> set[str]:
        return {f"{each.serial_number:X}" for each in self._certificates}

    def _fetch_anew(self) -> None:
        if time.monotonic() - self._fetched_at < _FETCHED_AGAIN_S:
            return
        self._fetched_at = time.monotonic()
        kept = list(self._certificates)
        with contextlib.suppress(outgoing.Away):
            self._update_certificates()
        self._certificates.extend(each for each in kept if each not in self._certificates)


class _Sdk(WeChatPay):  # type: ignore[misc,unused-ignore]
    def __init__(self, merchant: WeChat, notify_url: str) -> None:
        self._type = WeChatPayType.NATIVE
        self._mchid = merchant.merchant_id
        self._appid = merchant.app_id
        self._notify_url = notify_url
        self._partner_mode = False
        self._core = _Core(
            merchant.gateway,
            mchid=merchant.merchant_id,
            cert_serial_no=merchant.certificate_serial,
            private_key=merchant.key.read_text(),
            apiv3_key=merchant.v3_key.read_text().strip(),
            public_key=merchant.public_key.read_text() if merchant.public_key else None,
            public_key_id=merchant.public_key_id or None,
        )


class WeChatProvider:
    """One merchant of WeChat Pay."""

    def __init__(self, merchant: WeChat, notify_url: str) -> None:
        self._merchant = merchant
        try:
            self._sdk = _Sdk(merchant, notify_url)
        except outgoing.Away as away:
            raise ProviderError(str(away)) from away

    def open(self, wanted: Wanted) -> str:
        asked: dict[str, Any] = {
            "description": wanted.subject,
            "out_trade_no": wanted.out_trade_no,
            "amount": {"total": wanted.amount_fen, "currency": "CNY"},
            "time_expire": wall(wanted.until).isoformat(timespec="seconds"),
        }
        if wanted.kind == "phone":
            scene = {"payer_client_ip": wanted.buyer_address, "h5_info": {"type": "Wap"}}
            said = self._call("pay", scene_info=scene, pay_type=WeChatPayType.H5, **asked)
            back = quote(wanted.return_url, safe="")
            return f"{_word(said, 'h5_url')}&redirect_url={back}"
        return _word(self._call("pay", pay_type=WeChatPayType.NATIVE, **asked), "code_url")

    def heard(self, headers: Mapping[str, str], body: bytes) -> Told | None:
        core = self._sdk._core  # noqa: SLF001 - made above
        core.check_signature(headers, body)
        signed = {f"wechatpay-{name}": headers.get(f"wechatpay-{name}", "") for name in _SIGNED}
        try:
            said = self._sdk.callback(signed, body)
        except Exception as error:  # the SDK raises the plain class
            raise BadSignature(repr(error)) from error
        if not said:
            raise BadSignature("what is sealed cannot be opened")
        if not str(said.get("event_type", "")).startswith("TRANSACTION."):
            return None
        return self._told(said["resource"])

    def answer(self, *, taken: bool) -> tuple[int, str, str]:
        if taken:
            return 200, "application/json", '{"code":"SUCCESS"}'
        return 400, "application/json", '{"code":"FAIL","message":"not taken"}'

    def ask(self, out_trade_no: str) -> Told:
        try:
            return self._told(self._call("query", out_trade_no=out_trade_no))
        except Refused as refused:
            if refused.code in {"ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS"}:
                return Told(out_trade_no, "unknown")
            raise

    def close(self, out_trade_no: str) -> None:
        try:
            self._call("close", out_trade_no=out_trade_no)
        except Refused as refused:
            if refused.code not in {"ORDER_NOT_EXIST", "ORDERNOTEXIST", "ORDER_CLOSED"}:
                raise

    def refund(
        self, out_trade_no: str, number: str, amount_fen: int, total_fen: int, reason: str
    ) -> RefundTold:
        amount = {"refund": amount_fen, "total": total_fen, "currency": "CNY"}
        said = self._call(
            "refund", out_refund_no=number, out_trade_no=out_trade_no, amount=amount, reason=reason
        )
        return _refund_told(said)

    def ask_refund(self, out_trade_no: str, number: str) -> RefundTold:
        del out_trade_no  # our refund's number is enough
        try:
            return _refund_told(self._call("query_refund", out_refund_no=number))
        except Refused as refused:
            if refused.code == "RESOURCE_NOT_EXISTS":
                return RefundTold("unknown", refused.code)
            raise

    def bill(self, day: date) -> list[BillLine]:
        try:
            said = self._call("trade_bill", bill_date=f"{day:%Y-%m-%d}")
        except Refused as refused:
            if refused.code == "NO_STATEMENT_EXIST":
                return []
            raise
        address = _word(said, "download_url")
        if not address.startswith(f"{self._merchant.gateway}/"):
            raise ProviderError("the bill lies at an address that we do not know")
        status, packed = self._asked(lambda: self._sdk.download_bill(address))
        if status != 200 or not isinstance(packed, bytes):  # noqa: PLR2004 - the one good answer
            raise ProviderError(f"no bill: status {status}")
        text = bills.unpacked(packed)
        if hashlib.sha1(text).hexdigest() != _word(said, "hash_value").lower():  # noqa: S324 - their choice; the answer that names it is signed
            raise BadSignature("the bill is not the one that was promised")
        return bills.wechat(text.decode("utf-8-sig"))

    def _call(self, name: str, **asked: Any) -> dict[str, Any]:
        """Return the answer's fields.

        Raises:
            Refused: a definite no, by its code.
            ProviderError: nothing certain.
        """
        status, text = self._asked(lambda: getattr(self._sdk, name)(**asked))
        try:
            said = json.loads(text) if text else {}
        except ValueError as error:
            raise ProviderError(f"not WeChat's format: status {status}") from error
        if status in _GOOD:
            return dict(said)
        code = str(said.get("code", ""))
        if status < 500 and code and code not in _UNSURE:  # noqa: PLR2004 - theirs to mend
            raise Refused(code, str(said.get("message", "")))
        raise ProviderError(f"status {status} {code}")

    def _asked(self, call: Any) -> tuple[int, Any]:
        try:
            status, said = call()
        except outgoing.Away as away:
            raise ProviderError(str(away)) from away
        return int(status), said

    def _told(self, said: Mapping[str, Any]) -> Told:
        try:
            ours = (said["appid"], said["mchid"]) == (
                self._merchant.app_id,
                self._merchant.merchant_id,
            )
            paid = str(said.get("success_time") or "")
            return Told(
                out_trade_no=str(said["out_trade_no"]),
                state=_STATES[str(said["trade_state"])],
                amount_fen=int(said.get("amount", {}).get("total", 0)),
                transaction_no=str(said.get("transaction_id", "")),
                at=datetime.fromisoformat(paid) if paid else None,
                is_ours=ours,
            )
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            raise ProviderError(f"not WeChat's format: {error!r}") from error


def _word(said: Mapping[str, Any], name: str) -> str:
    found = said.get(name)
    if not isinstance(found, str) or not found:
        raise ProviderError(f"no {name} in the answer")
    return found


def _refund_told(said: Mapping[str, Any]) -> RefundTold:
    status = str(said.get("status", ""))
    if status == "SUCCESS":
        return RefundTold("done")
    if status == "PROCESSING":
        return RefundTold("waiting")
    if status in {"CLOSED", "ABNORMAL"}:
        return RefundTold("failed", status)
    raise ProviderError(f"no state of a refund: {status!r}")
