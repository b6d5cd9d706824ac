"""快递100: asks nearly every carrier where a parcel is, and pushes what is new.

A question is signed MD5(param + key + customer) in capitals, a push MD5(param + salt) with the
salt that we gave with the subscription; both as their published pages and their own examples say.
Unverified against the service itself until an installation with keys has tried it.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import md5
from hmac import compare_digest
from typing import Any
from urllib.parse import urlencode

from yutang.kernel.clock import CHINA
from yutang.parcels import rules
from yutang.parcels.carriers.protocol import Pushed, Refused
from yutang.parcels.rules import CARRIERS, Told
from yutang.plumbing.couriers import Kuaidi100Keys
from yutang.plumbing.outgoing import ask

_KNOWN_ALREADY = "501"
_MEANS = {
    "3": rules.DELIVERED,
    "5": rules.ARRIVING,
    "4": rules.RETURNED,
    "6": rules.RETURNED,
    "14": rules.RETURNED,
}
"""What the state of a whole parcel means; their finer codes begin with the same number (301 of 3).
All others are steps on the way."""
_DOUBTS_MOST = 200


def signed(*texts: str) -> str:
    """Return the MD5 of the texts in a row, in capitals."""
    return md5("".join(texts).encode(), usedforsecurity=False).hexdigest().upper()


class Kuaidi100:
    """One company's account."""

    def __init__(self, keys: Kuaidi100Keys) -> None:
        self._keys = keys

    def routes(self, carrier: str, waybill: str, mobile_tail: str) -> Sequence[Told]:
        said = {"com": CARRIERS[carrier][2], "num": waybill, "phone": mobile_tail, "resultv2": "1"}
        param = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        sign = signed(param, self._keys.key, self._keys.customer)
        form = {"customer": self._keys.customer, "sign": sign, "param": param}
        answer = _asked(self._keys.query, form)
        if str(answer.get("status")) != "200":
            raise Refused(str(answer.get("message") or answer.get("returnCode") or "no answer"))
        return _read(answer)

    def subscribe(self, carrier: str, waybill: str, mobile_tail: str, callback: str) -> None:
        parameters = {
            "callbackurl": callback,
            "salt": self._keys.salt,
            "resultv2": "1",
            "phone": mobile_tail,
        }
        said = {
            "company": CARRIERS[carrier][2],
            "number": waybill,
            "key": self._keys.key,
            "parameters": parameters,
        }
        param = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        answer = _asked(self._keys.subscribe, {"schema": "json", "param": param})
        if not answer.get("result") and str(answer.get("returnCode")) != _KNOWN_ALREADY:
            raise Refused(str(answer.get("message") or answer.get("returnCode")))

    def read_push(self, form: Mapping[str, str]) -> Pushed | None:
        param, sign = form.get("param", ""), form.get("sign", "")
        if not param or not compare_digest(signed(param, self._keys.salt).encode(), sign.encode()):
            return None
        try:
            result = json.loads(param)["lastResult"]
            return Pushed(str(result["nu"]), tuple(_read(result)))
        except (ValueError, KeyError, TypeError, Refused):
            return None

    def thanks(self) -> dict[str, object]:
        return {"result": True, "returnCode": "200", "message": "成功"}


def _asked(url: str, form: Mapping[str, str]) -> dict[str, Any]:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    heard = ask("POST", url, content=urlencode(form).encode(), headers=kind)
    try:
        answer = json.loads(heard.body)
    except ValueError as error:
        raise Refused("an answer that is none") from error
    if not isinstance(answer, dict):
        raise Refused("an answer that is none")
    return answer


def _read(result: Mapping[str, Any]) -> list[Told]:
    """Return the steps; the whole parcel's state is that of its latest one."""
    steps = result.get("data") or []
    told = [_told(step) for step in steps[:_DOUBTS_MOST]]
    whole = _meaning(str(result.get("state", "")))
    if told and whole:
        latest = max(range(len(told)), key=lambda index: told[index].at)
        each = told[latest]
        told[latest] = Told(each.at, each.said, each.place, whole)
    return told


def _told(step: Mapping[str, Any]) -> Told:
    try:
        text = str(step.get("ftime") or step["time"])
        at = datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=CHINA)
    except (KeyError, ValueError) as error:
        raise Refused("a step without its moment") from error
    state = _meaning(str(step.get("statusCode") or ""))
    return Told(at, str(step.get("context") or ""), str(step.get("areaName") or ""), state)


def _meaning(code: str) -> str:
    """Return what a code means: 3 and 301 are delivered, 14 is refused at the door."""
    return _MEANS.get(code) or (_MEANS.get(code[:-2], "") if len(code) > 2 else "")  # noqa: PLR2004 - finer codes have two digits more
