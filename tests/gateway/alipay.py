"""Alipay's format: signed forms in, signed JSON out, bills as ZIP files in GB18030."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from tests.gateway import keys
from tests.gateway.trades import Trade, Trades

APP_ID, SELLER_ID = "2021000000000001", "2088000000000001"
CHINA = ZoneInfo("Asia/Shanghai")
_CLOCK = "%Y-%m-%d %H:%M:%S"
_STATES = {"waiting": "WAIT_BUYER_PAY", "paid": "TRADE_SUCCESS", "closed": "TRADE_CLOSED"}
_NOT_THERE = {"code": "40004", "msg": "Business Failed", "sub_code": "ACQ.TRADE_NOT_EXIST"}
_GOOD = {"code": "10000", "msg": "Success"}


def yuan(fen: int) -> str:
    return f"{fen / 100:.2f}"


def fen(text: str) -> int:
    return round(float(text) * 100)


def clock(at: datetime | None) -> str:
    return at.astimezone(CHINA).strftime(_CLOCK) if at else ""


def is_ours(form: Mapping[str, str]) -> bool:
    """Tell whether the merchant signed this request, within the last minutes."""
    asked = dict(form)
    signature = asked.pop("sign", "")
    text = "&".join(f"{name}={asked[name]}" for name in sorted(asked))
    at = datetime.strptime(asked["timestamp"], _CLOCK).replace(tzinfo=CHINA)
    fresh = abs((datetime.now(CHINA) - at).total_seconds()) < 600
    good = form.get("app_id") == APP_ID and form.get("sign_type") == "RSA2"
    return good and fresh and keys.pair("ours").signed(text, signature)


def page(form: Mapping[str, str], trades: Trades) -> Trade | None:
    """Open the cashier that a page.pay or wap.pay asks for."""
    asked = json.loads(form["biz_content"])
    return trades.open(
        asked["out_trade_no"], "alipay", fen(asked["total_amount"]), form["notify_url"]
    )


def call(form: Mapping[str, str], trades: Trades, *, own_url: str, refuses: str) -> tuple[str, str]:
    """Return the method that was called, and the signed answer."""
    method = form["method"]
    asked = json.loads(form["biz_content"])
    said = _said(method, asked, trades, own_url, refuses)
    inner = json.dumps(said, ensure_ascii=False)
    name = f"{method.replace('.', '_')}_response"
    sign = json.dumps(keys.pair("alipay").sign(inner))
    return method, f'{{"{name}":{inner},"sign":{sign}}}'


def _said(  # noqa: PLR0911 - one answer a method
    method: str, asked: dict[str, Any], trades: Trades, own_url: str, refuses: str
) -> dict[str, Any]:
    if method == "alipay.data.dataservice.bill.downloadurl.query":
        return _GOOD | {"bill_download_url": f"{own_url}/alipay-bill?day={asked['bill_date']}"}
    with trades.lock:
        trade = trades.get(asked["out_trade_no"])
        if trade is None:
            return _NOT_THERE
        if method == "alipay.trade.query":
            return _GOOD | _about(trade)
        if method == "alipay.trade.close":
            if trade.state == "paid":
                return {"code": "40004", "sub_code": "ACQ.REASON_TRADE_STATUS_INVALID"}
            trade.state = "closed"
            return _GOOD | {"out_trade_no": trade.number}
        number = asked["out_request_no"]
        if method == "alipay.trade.refund":
            known = number in trade.refunds
            if refuses or not trade.refund(number, fen(asked["refund_amount"])):
                return {"code": "40004", "sub_code": refuses or "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL"}
            return _GOOD | {"fund_change": "N" if known else "Y", "trade_no": trade.transaction_no}
        assert method == "alipay.trade.fastpay.refund.query", method
        if number not in trade.refunds:
            return _GOOD
        amount = yuan(trade.refunds[number])
        return _GOOD | {"refund_status": "REFUND_SUCCESS", "refund_amount": amount}


def _about(trade: Trade) -> dict[str, str]:
    return {
        "out_trade_no": trade.number,
        "trade_no": trade.transaction_no or f"41{trade.number[-20:]}",
        "trade_status": _STATES[trade.state],
        "total_amount": yuan(trade.amount_fen),
        "send_pay_date": clock(trade.paid_at),
    }


def notice(
    trade: Trade, *, amount_fen: int | None, app_id: str | None, forged: bool
) -> tuple[dict[str, str], bytes]:
    """Return headers and body of a notification."""
    said = _about(trade) | {
        "app_id": app_id or APP_ID,
        "seller_id": SELLER_ID,
        "notify_id": f"n{trade.number}",
        "notify_type": "trade_status_sync",
        "charset": "utf-8",
        "version": "1.0",
        "gmt_payment": clock(trade.paid_at),
        "subject": "宽城板栗 × 2",
    }
    del said["send_pay_date"]
    if amount_fen is not None:
        said["total_amount"] = yuan(amount_fen)
    text = "&".join(f"{name}={said[name]}" for name in sorted(said))
    signer = keys.pair("stranger" if forged else "alipay")
    body = urlencode(said | {"sign_type": "RSA2", "sign": signer.sign(text)}).encode()
    return {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}, body


def bill(trades: Iterable[Trade]) -> bytes:
    """Return the day's bill of these trades."""
    columns = (
        "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,"
        "对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,"
        "商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,"
        "退款批次号/请求号,服务费（元）,分润（元）,备注"
    )
    lines = ["#支付宝业务明细查询", f"#账号：[{SELLER_ID}0156]", "#-----业务明细列表-----", columns]
    for trade in trades:
        lines.append(_line(trade, "交易", trade.amount_fen, ""))
        lines += [_line(trade, "退款", -sent, number) for number, sent in trade.refunds.items()]
    lines += ["#-----业务明细列表结束-----", f"#交易合计：{len(lines)}笔"]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as opened:
        for name, text in (("业务明细(汇总)", "#汇总\n"), ("业务明细", "\n".join(lines))):
            opened.writestr(f"20880000000000010156_20260101_{name}.csv", text.encode("gb18030"))
    return packed.getvalue()


def _line(trade: Trade, kind: str, amount_fen: int, refund: str) -> str:
    at = clock(trade.paid_at)
    before = [f"{trade.transaction_no}\t", f"{trade.number}\t", f"{kind}\t", "板栗", at, at]
    between = ["", "", "", "", "buyer", yuan(amount_fen), yuan(amount_fen)]
    return ",".join([*before, *between, *["0.00"] * 5, "", "0.00", "0.00", refund, "0.00", "", ""])
