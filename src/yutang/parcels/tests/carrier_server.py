"""A carrier's service on this machine: it verifies our signatures by the published rules itself."""

import hashlib
import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote_plus

from yutang.plumbing.couriers import Couriers, Kuaidi100Keys, SfKeys

PARTNER, CHECKWORD = "YTTEST", "checkword-of-the-test"
CUSTOMER, KEY, SALT = "CUSTOMER-OF-TEST", "key-of-the-test", "salt-of-the-test"


class CarrierServer(ThreadingHTTPServer):
    """Both services; `routes` and `states` are what they know, `heard` what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.routes: list[dict[str, str]] = []
        self.state = "0"
        self.orders: dict[str, str] = {}
        self.cancelled: list[str] = []
        self.heard: list[str] = []
        self.answers_nonsense = False

    @property
    def couriers(self) -> Couriers:
        """What an installation would be configured with to ask here."""
        here = f"http://127.0.0.1:{self.server_address[1]}"
        return Couriers(
            sf=SfKeys(PARTNER, CHECKWORD, service=f"{here}/sf"),
            kuaidi100=Kuaidi100Keys(CUSTOMER, KEY, SALT, f"{here}/query", f"{here}/poll"),
        )


class _Handler(BaseHTTPRequestHandler):
    server: CarrierServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        answer = {"/sf": self._sf, "/query": self._query, "/poll": self._poll}[self.path](form)
        text = "<html>" if self.server.answers_nonsense else json.dumps(answer)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        pass

    def _sf(self, form: dict[str, str]) -> dict[str, Any]:
        text = quote_plus(form["msgData"] + form["timestamp"] + CHECKWORD, safe="*-._")
        wanted = b64encode(hashlib.md5(text.encode()).digest()).decode()
        if form["msgDigest"] != wanted or form["partnerID"] != PARTNER:
            return {"apiResultCode": "A1006", "apiErrorMsg": "数字签名无效"}
        said = json.loads(form["msgData"])
        self.server.heard.append(form["serviceCode"])
        inner = {
            "EXP_RECE_CREATE_ORDER": self._sf_order,
            "EXP_RECE_SEARCH_ORDER_RESP": self._sf_known,
            "EXP_RECE_UPDATE_ORDER": self._sf_cancel,
            "EXP_RECE_SEARCH_ROUTES": self._sf_routes,
        }[form["serviceCode"]](said)
        return {"apiResultCode": "A1000", "apiErrorMsg": "", "apiResultData": json.dumps(inner)}

    def _sf_order(self, said: dict[str, Any]) -> dict[str, Any]:
        if said["orderId"] in self.server.orders:
            return {"success": False, "errorCode": "8016", "errorMsg": "重复下单"}
        self.server.orders[said["orderId"]] = f"SF{len(self.server.orders) + 1:013d}"
        return self._sf_known(said)

    def _sf_known(self, said: dict[str, Any]) -> dict[str, Any]:
        number = {"waybillType": 1, "waybillNo": self.server.orders[said["orderId"]]}
        data = {"orderId": said["orderId"], "waybillNoInfoList": [number]}
        return {"success": True, "errorCode": "S0000", "msgData": data}

    def _sf_cancel(self, said: dict[str, Any]) -> dict[str, Any]:
        if said["orderId"] in self.server.cancelled:
            return {"success": False, "errorCode": "8037", "errorMsg": "已消单"}
        self.server.cancelled.append(said["orderId"])
        return {"success": True, "errorCode": "S0000", "msgData": {"resStatus": 2}}

    def _sf_routes(self, said: dict[str, Any]) -> dict[str, Any]:
        found = {"mailNo": said["trackingNumber"][0], "routes": self.server.routes}
        return {"success": True, "errorCode": "S0000", "msgData": {"routeResps": [found]}}

    def _query(self, form: dict[str, str]) -> dict[str, Any]:
        text = form["param"] + KEY + CUSTOMER
        if form["sign"] != hashlib.md5(text.encode()).hexdigest().upper():
            return {"result": False, "returnCode": "503", "message": "验证签名失败"}
        said = json.loads(form["param"])
        self.server.heard.append(said["com"])
        return last_result(said["num"], self.server.routes, self.server.state)

    def _poll(self, form: dict[str, str]) -> dict[str, Any]:
        said = json.loads(form["param"])
        good = said["key"] == KEY and said["parameters"]["salt"] == SALT
        self.server.heard.append(f"{said['number']} {said['parameters']['callbackurl']}")
        return {"result": good, "returnCode": "200" if good else "600", "message": ""}


def last_result(number: str, routes: list[dict[str, str]], state: str) -> dict[str, Any]:
    """Return what 快递100 says of a parcel."""
    found = {"message": "ok", "status": "200", "state": state, "nu": number, "com": "zhongtong"}
    return found | {"data": routes}


def pushed(
    number: str, routes: list[dict[str, str]], state: str, salt: str = SALT
) -> dict[str, str]:
    """Return the form that 快递100 pushes, signed with this salt."""
    said = {"status": "polling", "lastResult": last_result(number, routes, state)}
    param = json.dumps(said, ensure_ascii=False)
    return {"param": param, "sign": hashlib.md5((param + salt).encode()).hexdigest().upper()}


@contextmanager
def served() -> Iterator[CarrierServer]:
    with CarrierServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
