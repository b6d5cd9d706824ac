"""WeChat Pay v3's format: signed JSON both ways, sealed notifications, bills packed with gzip."""

import base64
import gzip
import hashlib
import json
import re
import time
from collections.abc import Iterable
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.gateway import keys
from tests.gateway.alipay import CHINA
from tests.gateway.trades import Trade, Trades

APP_ID, MERCHANT_ID, OUR_SERIAL = "wx0000000000000001", "1900000001", "0123456789ABCDEF"
_STATES = {"waiting": "NOTPAY", "paid": "SUCCESS", "closed": "CLOSED"}
_AUTH = re.compile(r'(\w+)="([^"]*)"')


class Said(NamedTuple):
    status: int
    body: bytes = b""
    kind: str = "application/json; charset=utf-8"


def is_ours(method: str, path: str, authorization: str, body: str) -> bool:
    """Tell whether the merchant signed this request."""
    scheme, _, rest = authorization.partition(" ")
    said = dict(_AUTH.findall(rest))
    if scheme != "WECHATPAY2-SHA256-RSA2048" or said.get("mchid") != MERCHANT_ID:
        return False
    text = f"{method}\n{path}\n{said['timestamp']}\n{said['nonce_str']}\n{body}\n"
    fresh = abs(time.time() - int(said["timestamp"])) < 300
    serial = said.get("serial_no") == OUR_SERIAL
    return fresh and serial and keys.pair("ours").signed(text, said["signature"])


def signed(body: str, *, forged: bool = False, serial: str | None = None) -> dict[str, str]:
    """Return the headers that prove who says this."""
    timestamp, nonce = str(int(time.time())), hashlib.sha1(body.encode()).hexdigest()
    signer = keys.pair("stranger" if forged else "wechat")
    return {
        "Wechatpay-Timestamp": timestamp,
        "Wechatpay-Nonce": nonce,
        "Wechatpay-Serial": serial or keys.certificate()[1],
        "Wechatpay-Signature": signer.sign(f"{timestamp}\n{nonce}\n{body}\n"),
        "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048",
    }


def sealed(text: str, about: str) -> dict[str, str]:
    """Return a text as only the merchant's APIv3 key opens it."""
    nonce = hashlib.md5(text.encode()).hexdigest()[:12]
    box = AESGCM(keys.V3_KEY.encode()).encrypt(nonce.encode(), text.encode(), about.encode())
    ciphertext = base64.b64encode(box).decode()
    return {
        "algorithm": "AEAD_AES_256_GCM",
        "ciphertext": ciphertext,
        "nonce": nonce,
        "associated_data": about,
    }


def call(  # noqa: PLR0911 - one answer an address
    method: str, path: str, body: str, trades: Trades, *, own_url: str, refuses: str
) -> Said:
    """Return the answer to a request whose signature is good."""
    asked: dict[str, Any] = json.loads(body) if body else {}
    bare = path.partition("?")[0]
    with trades.lock:
        if bare == "/v3/certificates":
            return _good({"data": [_certificate()]})
        if bare in {"/v3/pay/transactions/native", "/v3/pay/transactions/h5"}:
            return _open(bare, asked, trades, own_url)
        if bare == "/v3/refund/domestic/refunds":
            return _refund(asked, trades, refuses)
        if bare.startswith("/v3/refund/domestic/refunds/"):
            return _refund_asked(bare.rsplit("/", 1)[1], trades)
        if bare == "/v3/bill/tradebill":
            day = path.partition("bill_date=")[2][:10]
            digest = hashlib.sha1(bill_text(of_day(trades, day)).encode()).hexdigest()
            address = f"{own_url}/v3/billdownload/file?token={day}"
            return _good({"hash_type": "SHA1", "hash_value": digest, "download_url": address})
        if bare == "/v3/billdownload/file":
            day = path.partition("token=")[2]
            text = bill_text(of_day(trades, day))
            return Said(200, gzip.compress(text.encode()), "application/octet-stream")
        return _about_order(method, bare, trades)


def _good(said: dict[str, Any]) -> Said:
    return Said(200, json.dumps(said, ensure_ascii=False).encode())


def _no(status: int, code: str) -> Said:
    return Said(status, json.dumps({"code": code, "message": code}).encode())


def _certificate() -> dict[str, Any]:
    pem, serial = keys.certificate()
    times = {
        "effective_time": "2026-01-01T00:00:00+08:00",
        "expire_time": "2031-01-01T00:00:00+08:00",
    }
    return {"serial_no": serial, "encrypt_certificate": sealed(pem, "certificate")} | times


def _open(path: str, asked: dict[str, Any], trades: Trades, own_url: str) -> Said:
    if (asked["appid"], asked["mchid"]) != (APP_ID, MERCHANT_ID):
        return _no(400, "APPID_MCHID_NOT_MATCH")
    number = asked["out_trade_no"]
    trade = trades.open(number, "wechat", asked["amount"]["total"], asked["notify_url"])
    if trade is None or trade.state == "closed":
        return _no(400, "OUT_TRADE_NO_USED")
    if path.endswith("h5"):
        assert asked["scene_info"]["payer_client_ip"]
        return _good({"h5_url": f"{own_url}/cashier/{number}?prepay_id=1"})
    return _good({"code_url": f"weixin://wxpay/bizpayurl?pr={number}"})


def _about_order(method: str, path: str, trades: Trades) -> Said:
    number = path.split("/out-trade-no/")[1].split("/", maxsplit=1)[0]
    trade = trades.get(number)
    if trade is None:
        return _no(404, "ORDER_NOT_EXIST")
    if method == "GET":
        return _good(about(trade))
    if trade.state == "paid":
        return _no(400, "ORDERPAID")
    trade.state = "closed"
    return Said(204)


def _refund(asked: dict[str, Any], trades: Trades, refuses: str) -> Said:
    trade = trades.get(asked["out_trade_no"])
    if trade is None:
        return _no(404, "RESOURCE_NOT_EXISTS")
    if asked["amount"]["total"] != trade.amount_fen:
        return _no(400, "PARAM_ERROR")
    if refuses or not trade.refund(asked["out_refund_no"], asked["amount"]["refund"]):
        return _no(403, refuses or "NOT_ENOUGH")
    return _good({"out_refund_no": asked["out_refund_no"], "status": "SUCCESS"})


def _refund_asked(number: str, trades: Trades) -> Said:
    if any(number in trade.refunds for trade in trades.values()):
        return _good({"out_refund_no": number, "status": "SUCCESS"})
    return _no(404, "RESOURCE_NOT_EXISTS")


def about(trade: Trade, amount_fen: int | None = None, app_id: str | None = None) -> dict[str, Any]:
    said: dict[str, Any] = {
        "appid": app_id or APP_ID,
        "mchid": MERCHANT_ID,
        "out_trade_no": trade.number,
        "trade_state": _STATES[trade.state],
        "trade_type": "NATIVE",
        "amount": {"total": trade.amount_fen if amount_fen is None else amount_fen},
    }
    if trade.paid_at is not None:
        at = trade.paid_at.astimezone(CHINA).isoformat(timespec="seconds")
        said |= {"transaction_id": trade.transaction_no, "success_time": at}
    return said


def notice(
    trade: Trade, *, amount_fen: int | None, app_id: str | None, forged: bool
) -> tuple[dict[str, str], bytes]:
    """Return headers and body of a notification."""
    text = json.dumps(about(trade, amount_fen, app_id), ensure_ascii=False)
    said = {
        "id": f"n{trade.number}",
        "event_type": "TRANSACTION.SUCCESS",
        "resource_type": "encrypt-resource",
        "resource": sealed(text, "transaction") | {"original_type": "transaction"},
    }
    body = json.dumps(said)
    return {"Content-Type": "application/json"} | signed(body, forged=forged), body.encode()


def of_day(trades: Trades, day: str) -> list[Trade]:
    return [
        trade
        for trade in trades.values()
        if trade.paid_at and f"{trade.paid_at.astimezone(CHINA):%Y-%m-%d}" == day
    ]


def bill_text(trades: Iterable[Trade]) -> str:
    """Return the lines of these trades as the bill writes them."""
    columns = (
        "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
        "付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,"
        "退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注"
    )
    lines = ["\ufeff" + columns]
    for trade in trades:
        if trade.provider == "wechat":
            lines.append(_line(trade, "SUCCESS", trade.amount_fen, "", 0))
            lines += [
                _line(trade, "REFUND", 0, number, sent) for number, sent in trade.refunds.items()
            ]
    lines += ["总交易单数,应结订单总金额,退款总金额", f"`{len(lines)},`0.00,`0.00"]
    return "\r\n".join(lines)


def _line(trade: Trade, state: str, fen: int, refund: str, refunded_fen: int) -> str:
    at = trade.paid_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S") if trade.paid_at else ""
    amount, back = f"{fen / 100:.2f}", f"{refunded_fen / 100:.2f}"
    values = [at, APP_ID, MERCHANT_ID, "0", "", trade.transaction_no, trade.number, "o1", "NATIVE"]
    values += [state, "OTHERS", "CNY", amount, "0.00", "5030", refund, back, "0.00", "ORIGINAL"]
    values += ["SUCCESS", "板栗", "", "0.00", "0.60%", amount, back, ""]
    return ",".join(f"`{value}" for value in values)
