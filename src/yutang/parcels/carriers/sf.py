"""SF Express (顺丰开放平台): waybills, cancelling, routes.

The signature follows the platform's "数字签名认证说明" (standard MD5), whose published example is a
test. Fields of the three services follow its published pages; against the platform itself they are
unverified until an installation with keys has tried them in its sandbox. SF's own pushes carry no
signature that is published, so SF is asked, and pushes nothing here.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import md5
from time import time
from typing import Any
from urllib.parse import quote_plus, urlencode
from uuid import UUID, uuid5

from yutang.kernel.clock import CHINA
from yutang.parcels import rules
from yutang.parcels.carriers.protocol import Refused, Sending
from yutang.parcels.rules import Told
from yutang.plumbing.couriers import SfKeys
from yutang.plumbing.outgoing import ask

_TAKEN = "A1000"
_KNOWN_ALREADY = "8016"
"""The order number was used before: then the waybill is asked for."""
_CANCELLED_ALREADY = "8037"
_OURS = UUID("b1c7f5a8-6f2e-5c56-9a3f-2f1f7f0f3c11")
_MEANS = {
    **dict.fromkeys(("80", "8000"), rules.DELIVERED),
    **dict.fromkeys(("44", "204", "125"), rules.ARRIVING),
    **dict.fromkeys(("99", "648"), rules.RETURNED),
}
"""What their codes of a route's step mean for a parcel; all others are steps on the way."""


def digest(data: str, timestamp: str, checkword: str) -> str:
    """Return `msgDigest`: Base64 of the MD5 of the three texts in a row, encoded as a form is."""
    # Their protocol asks for MD5; it signs with a shared word, over https.
    encoded = quote_plus(data + timestamp + checkword, safe="*-._").replace("~", "%7E")
    return b64encode(md5(encoded.encode(), usedforsecurity=False).digest()).decode()


class Sf:
    """One customer's door to the platform."""

    def __init__(self, keys: SfKeys) -> None:
        self._keys = keys

    def routes(self, carrier: str, waybill: str, mobile_tail: str) -> Sequence[Told]:  # noqa: ARG002 - SF's are SF's
        said = {"language": "0", "trackingType": "1", "trackingNumber": [waybill]}
        answer = self._ask("EXP_RECE_SEARCH_ROUTES", said | {"checkPhoneNo": mobile_tail})
        found = answer.get("routeResps") or []
        return [_told(each) for one in found for each in one.get("routes") or []]

    def order(self, sending: Sending) -> str:
        said = {
            "language": "zh-CN",
            "orderId": sending.order,
            "cargoDetails": [{"name": sending.cargo, "count": sending.units}],
            "contactInfoList": [
                _contact(1, sending.sender_name, sending.sender_mobile, sending.sender_address),
                _contact(2, sending.name, sending.mobile, sending.address),
            ],
            "expressTypeId": 2,
            "payMethod": 1,
            "parcelQty": 1,
            "isReturnRoutelabel": 0,
        }
        if self._keys.account:
            said["monthlyCard"] = self._keys.account
        if sending.weight_g:
            said["totalWeight"] = round(sending.weight_g / 1000, 3)
        try:
            answer = self._ask("EXP_RECE_CREATE_ORDER", said)
        except _Said as refused:
            if refused.code != _KNOWN_ALREADY:
                raise
            answer = self._ask("EXP_RECE_SEARCH_ORDER_RESP", {"orderId": sending.order})
        numbers = answer.get("waybillNoInfoList") or []
        if not numbers or not numbers[0].get("waybillNo"):
            raise Refused("no waybill number")
        return str(numbers[0]["waybillNo"])

    def cancel(self, order: str, waybill: str) -> None:
        numbers = [{"waybillType": 1, "waybillNo": waybill}]
        said = {"dealType": 2, "orderId": order, "waybillNoInfoList": numbers}
        try:
            self._ask("EXP_RECE_UPDATE_ORDER", said)
        except _Said as refused:
            if refused.code != _CANCELLED_ALREADY:
                raise

    def _ask(self, service: str, said: Mapping[str, object]) -> dict[str, Any]:
        data = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        timestamp = str(int(time() * 1000))
        form = {
            "partnerID": self._keys.partner,
            "requestID": str(uuid5(_OURS, f"{service}{timestamp}{data}")),
            "serviceCode": service,
            "timestamp": timestamp,
            "msgDigest": digest(data, timestamp, self._keys.checkword),
            "msgData": data,
        }
        kind = {"content-type": "application/x-www-form-urlencoded;charset=UTF-8"}
        heard = ask("POST", self._keys.service, content=urlencode(form).encode(), headers=kind)
        return _read(heard.body)


class _Said(Refused):
    """SF's refusal with its code."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text or code)
        self.code = code


def _read(body: bytes) -> dict[str, Any]:
    """Return what lies in the two envelopes of an answer."""
    try:
        outer = json.loads(body)
        if outer.get("apiResultCode") != _TAKEN:
            raise _Said(str(outer.get("apiResultCode")), str(outer.get("apiErrorMsg") or ""))
        inner = json.loads(outer["apiResultData"])
        if not inner.get("success"):
            raise _Said(str(inner.get("errorCode")), str(inner.get("errorMsg") or ""))
        found: dict[str, Any] = inner.get("msgData") or {}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused("an answer that is none") from error
    return found


def _contact(kind: int, name: str, mobile: str, address: str) -> dict[str, object]:
    return {
        "contactType": kind,
        "contact": name,
        "mobile": mobile,
        "country": "CN",
        "address": address,
    }


def _told(route: Mapping[str, Any]) -> Told:
    try:
        at = datetime.strptime(str(route["acceptTime"]), "%Y-%m-%d %H:%M:%S").replace(tzinfo=CHINA)
    except (KeyError, ValueError) as error:
        raise Refused("a step without its moment") from error
    state = _MEANS.get(str(route.get("opCode")), "")
    words = str(route.get("remark") or ""), str(route.get("acceptAddress") or "")
    return Told(at, *words, state)
