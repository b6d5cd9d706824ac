"""The demo's honours: an application or a plaque in every state there is, all invented.

Both clerks hold both provinces: what one handed in the other decides. What lies in the past is
written with its own day. Of Hebei's brand stations the founding article says that each county got
a plaque; which numbers these had it does not say, so none here is one of them.
"""

import io
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from yutang.cli.demo.villages.sample import NOTE, County

if TYPE_CHECKING:
    from yutang.cli.demo.villages import Clerks
    from yutang.honours.access import Application, Honour
    from yutang.people.access import Person

STORY = "三年来村里的合作社统一分级、统一发货，七十多户开了网店或给网店供货，收入逐年增加。"
GOAL = "明年再带动三十户，建一个小冷库，办两期网店培训班。"
OBJECTION = "名单里有几家网店已经停业，请再核实一遍。"
VILLAGES = ("draft", "returned", "county", "city", "notice", "ready", "valid", "warned")
"""How far the application of each county's leading village goes, county by county."""
STATIONS = ("valid", "valid", "hearing", "withdrawn", "expired")
"""How the county's brand station stands, county by county."""
_DAY = timedelta(days=1)
_KEY = UUID("019ab000-0000-7000-8000-00000000feed")


def paint(counties: Sequence[County], clerks: "Clerks") -> int:
    """Apply, decide and award what is missing; returns how many applications it wrote."""
    from yutang.honours import queries
    from yutang.kernel.clock import now

    if queries.has_demo():
        return 0
    at, made = now(), 0
    for state, county in zip(VILLAGES, counties, strict=False):
        _village(state, county.villages[0].code, clerks, at)
        made += 1
    for state, county in zip(STATIONS, counties, strict=False):
        _station(state, county.code, clerks, at)
        made += 1
    return made


def _village(state: str, code: str, clerks: "Clerks", at: datetime) -> None:
    """Take a village's application as far as it goes; the first clerk has to decide on some."""
    from yutang.honours import actions

    # Of what waits for a decision the visitor, who signs in as the first clerk, is no party.
    asks, decides = clerks.second, clerks.first
    if state in {"draft", "returned"}:
        asks, decides = clerks.first, clerks.second
    days = {"valid": 300, "warned": 400, "ready": 20, "city": 9, "county": 6}.get(state, 4)
    began = at - days * _DAY
    application = _drafted("demo_village", f"village:{code}", asks, began)
    if state == "draft":
        return
    actions.hand_in(application.pk, asks, began)
    if state == "county":
        return
    if state == "returned":
        told = "会议记录没有村民代表签名，请补签后再交（演示）"
        actions.decide(application.pk, 1, "return", told, decides, at=at - _DAY)
        return
    _pass(application, decides, began + _DAY)
    if state == "city":
        return
    _pass(application, decides, began + 2 * _DAY)
    if state == "notice":
        actions.object_to(application.pk, OBJECTION, "13900000000（演示）", _KEY, by=None)
        return
    actions.tidy_up(at)
    if state == "ready":
        return
    honour = actions.award(application.pk, decides, began + 20 * _DAY)
    if state == "warned":
        actions.warn(honour.number, decides, "三家网店停业，请在期限内补足（演示）", at - 5 * _DAY)


def _station(state: str, code: str, clerks: "Clerks", at: datetime) -> None:
    """Award a county its brand station, and let it live as long as it did."""
    from yutang.honours import actions

    asks, decides = clerks.second, clerks.first
    ago = {"valid": 200, "hearing": 500, "withdrawn": 500, "expired": 1200}[state]
    honour = _awarded("brand_station", f"county:{code}", asks, decides, at - ago * _DAY)
    if state in {"hearing", "withdrawn"}:
        since = at - (60 if state == "withdrawn" else 2) * _DAY
        actions.intend_withdrawal(honour.number, decides, "站里半年没有开门，拟撤销（演示）", since)
        actions.speak(honour.number, asks, "站长住院，已经换人（演示）", since + _DAY)
    if state == "withdrawn":
        actions.withdraw(honour.number, decides, "换人后仍未开门（演示）", at - 40 * _DAY)
    if state == "expired":
        actions.tidy_up(at)


def _awarded(kind: str, key: str, asks: "Person", decides: "Person", began: datetime) -> "Honour":
    from yutang.honours import actions

    application = _drafted(kind, key, asks, began)
    actions.hand_in(application.pk, asks, began)
    for step in range(2):
        _pass(application, decides, began + (step + 1) * _DAY)
    return actions.award(application.pk, decides, began + 25 * _DAY)


def _drafted(kind: str, key: str, by: "Person", at: datetime) -> "Application":
    """Write a draft with every document that its rule asks for."""
    from yutang.honours import actions
    from yutang.honours.queries import applications, subjects

    subject = subjects.read(by, key)
    application = actions.begin(kind, subject, by, is_demo=True, at=at)
    actions.write(application.pk, f"{STORY}（{NOTE}）", f"{GOAL}（{NOTE}）", by)
    rule = applications.rule_for(application, at.date())
    assert rule is not None, "the platform ships a rule for every kind"
    for line in applications.checklist_now(application, rule):
        if line.how == "document":
            name = f"{line.title}（演示）.png"
            actions.add_paper(application.pk, _sheet(line.position), name, line.demand_id, by)
    return application


def _pass(application: "Application", by: "Person", at: datetime) -> None:
    from yutang.honours import actions

    actions.decide(application.pk, 1, "pass", "材料齐全，同意（演示）", by, at=at)


def _sheet(position: int) -> bytes:
    """Return a sheet that stands for a document and says what it is."""
    from PIL import Image, ImageDraw

    drawn = Image.new("RGB", (480, 320), "#fbf8f1")
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((20, 20, 460, 300), outline="#8a5a00", width=3)
    pen.text((180, 140), f"DEMO {position + 1}", fill="#1e2a26", font_size=32)
    stored = io.BytesIO()
    drawn.save(stored, "PNG")
    return stored.getvalue()
