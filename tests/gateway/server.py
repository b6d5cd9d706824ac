"""The gateway's server: a thread on loopback, and what a test may do with it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx

from tests.gateway import alipay, keys, wechat
from tests.gateway.trades import Trade, Trades
from yutang.plumbing.merchants import Alipay, Bank, Merchants, WeChat

_BANK = Bank("宽城县供销合作社", "宽城农村商业银行", "6200 0000 0000 0000 001")


class Notice(NamedTuple):
    """A notification as it is posted to our door."""

    path: str
    headers: dict[str, str]
    body: bytes


class Gateway:
    """See the package's docstring."""

    def __init__(self, folder: Path) -> None:
        self.trades = Trades()
        self.asked: list[str] = []
        self.away = False
        self.refuses = ""
        self.public_key_id = ""
        """Set: answers are signed with WeChat's public key of this id, not a certificate."""
        self._back: dict[str, str] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.merchants = _merchants(folder, self.url)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def environment(self) -> dict[str, str]:
        """Return what a served process needs to be configured for this gateway."""
        ali, wx = self.merchants.alipay, self.merchants.wechat
        assert ali is not None
        assert wx is not None
        return {
            "YUTANG_ALIPAY_APP_ID": ali.app_id,
            "YUTANG_ALIPAY_KEY": str(ali.key),
            "YUTANG_ALIPAY_PUBLIC_KEY": str(ali.public_key),
            "YUTANG_ALIPAY_SELLER_ID": ali.seller_id,
            "YUTANG_ALIPAY_GATEWAY": ali.gateway,
            "YUTANG_WECHAT_APP_ID": wx.app_id,
            "YUTANG_WECHAT_MERCHANT_ID": wx.merchant_id,
            "YUTANG_WECHAT_KEY": str(wx.key),
            "YUTANG_WECHAT_CERTIFICATE_SERIAL": wx.certificate_serial,
            "YUTANG_WECHAT_V3_KEY": str(wx.v3_key),
            "YUTANG_WECHAT_GATEWAY": wx.gateway,
            "YUTANG_BANK_HOLDER": _BANK.holder,
            "YUTANG_BANK_NAME": _BANK.name,
            "YUTANG_BANK_NUMBER": _BANK.number,
        }

    def visit(self, link: str) -> str:
        """The buyer opens or scans the link; return our number at the provider's cashier."""
        if link.startswith("weixin:"):
            return link.partition("pr=")[2]
        answer = httpx.get(link, trust_env=False, verify=False)
        assert answer.status_code == 200, answer.text
        return str(answer.headers["x-number"])

    def pay(self, link: str) -> str:
        """The buyer opens the link and pays; return our number. Nobody is notified yet."""
        number = self.visit(link)
        with self.trades.lock:
            assert self.trades[number].pay(), "a closed trade takes no money"
        return number

    def notice(
        self,
        number: str,
        *,
        amount_fen: int | None = None,
        app_id: str | None = None,
        forged: bool = False,
    ) -> Notice:
        """Return the notification of a trade, truthful unless told otherwise."""
        trade = self.trades[number]
        make = alipay.notice if trade.provider == "alipay" else wechat.notice
        headers, body = make(trade, amount_fen=amount_fen, app_id=app_id, forged=forged)
        if self.public_key_id and trade.provider == "wechat":
            headers |= wechat.signed(body.decode(), serial=self.public_key_id)
        return Notice(urlsplit(trade.notify_url).path, headers, body)

    def notify(self, number: str) -> int:
        """Send the notification to the address that came with the trade; return the status."""
        notice = self.notice(number)
        url = self.trades[number].notify_url
        answer = httpx.post(
            url, content=notice.body, headers=notice.headers, trust_env=False, verify=False
        )
        return answer.status_code

    def _cashier(self, trade: Trade, back: str) -> str:
        self._back[trade.number] = back
        amount = alipay.yuan(trade.amount_fen)
        return (
            '<!doctype html><meta charset="utf-8"><title>Cashier</title>'
            f"<p>{trade.provider} {amount}</p>"
            f'<form method="post" action="/cashier/{trade.number}"><button>Pay</button></form>'
        )

    def _pay_here(self, number: str) -> str:
        with self.trades.lock:
            paid = self.trades[number].pay()
        if paid:
            self.notify(number)
        return self._back[number]


def _merchants(folder: Path, url: str) -> Merchants:
    ours = folder / "ours.pem"
    theirs = folder / "alipay.pem"
    v3_key = folder / "v3.key"
    ours.write_text(keys.pair("ours").private())
    theirs.write_text(keys.pair("alipay").public())
    v3_key.write_text(keys.V3_KEY)
    return Merchants(
        alipay=Alipay(alipay.APP_ID, ours, theirs, alipay.SELLER_ID, f"{url}/gateway.do"),
        wechat=WeChat(
            wechat.APP_ID, wechat.MERCHANT_ID, ours, wechat.OUR_SERIAL, v3_key, gateway=url
        ),
        bank=_BANK,
    )


def _handler(gateway: Gateway) -> type[BaseHTTPRequestHandler]:  # noqa: C901 - one class
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer("")

        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

        def _answer(self, body: str) -> None:
            path = urlsplit(self.path).path
            if gateway.away:
                self._say(503, b"away")
            elif path == "/gateway.do":
                self._alipay(body)
            elif path == "/alipay-bill":
                day = parse_qs(urlsplit(self.path).query)["day"][0]
                found = wechat.of_day(gateway.trades, day)
                packed = alipay.bill(trade for trade in found if trade.provider == "alipay")
                self._say(200, packed, {"Content-Type": "application/zip"})
            elif path.startswith("/cashier/"):
                self._cashier(path.rsplit("/", 1)[1])
            else:
                self._wechat(body)

        def _alipay(self, body: str) -> None:
            form = dict(parse_qsl(body or urlsplit(self.path).query, keep_blank_values=True))
            if not alipay.is_ours(form):
                said = {"code": "40002", "sub_code": "isv.invalid-signature"}
                self._say(200, json.dumps({"error_response": said}).encode())
                return
            if form["method"].endswith((".page.pay", ".wap.pay")):
                gateway.asked.append(form["method"])
                trade = alipay.page(form, gateway.trades)
                if trade is None:
                    self._say(409, b"another amount")
                    return
                text = gateway._cashier(trade, form["return_url"])
                self._say(200, text.encode(), _html(trade.number))
                return
            method, text = alipay.call(
                form, gateway.trades, own_url=gateway.url, refuses=gateway.refuses
            )
            gateway.asked.append(method)
            self._say(200, text.encode())

        def _cashier(self, number: str) -> None:
            if self.command == "POST":
                self._say(303, b"", {"Location": gateway._pay_here(number)})
                return
            back = parse_qs(urlsplit(self.path).query).get("redirect_url", ["/"])[0]
            text = gateway._cashier(gateway.trades[number], back)
            self._say(200, text.encode(), _html(number))

        def _wechat(self, body: str) -> None:
            authorization = self.headers.get("Authorization", "")
            if not wechat.is_ours(self.command, self.path, authorization, body):
                self._say(401, b'{"code":"SIGN_ERROR","message":"signature"}')
                return
            gateway.asked.append(f"{self.command} {urlsplit(self.path).path}")
            said = wechat.call(
                self.command,
                self.path,
                body,
                gateway.trades,
                own_url=gateway.url,
                refuses=gateway.refuses,
            )
            is_text = said.kind.startswith("application/json")
            serial = gateway.public_key_id or None
            headers = wechat.signed(said.body.decode(), serial=serial) if is_text else {}
            self._say(said.status, said.body, headers | {"Content-Type": said.kind})

        def _say(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in ({"Content-Type": "application/json"} | (headers or {})).items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def _html(number: str) -> dict[str, str]:
    return {"Content-Type": "text/html; charset=utf-8", "X-Number": number}
