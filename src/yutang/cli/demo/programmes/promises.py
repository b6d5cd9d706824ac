"""The demo's agreements and promises. What the articles of 2019 told stands here as targets and
as references, never as a result: what has come of it is read from what the demo recorded, or was
counted by hand with evidence that says it is invented. Nobody signed these agreements.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from yutang.cli.demo.villages.sample import County

if TYPE_CHECKING:
    from yutang.cli.demo.programmes import Staff
    from yutang.people.access import Person
    from yutang.promises.actions import PromiseSaid

_INSURED: Final = ("130723", "130724", "130725", "130726", "130727", "130732")
"""康保, 沽源, 尚义, 蔚县, 阳原, 赤城: the six counties of the Hebei article."""
_TEN: Final = "411324"
"""镇平: the one of the ten counties that the article names."""
_TOLD: Final = "报道（河北，2019 年 1 月）里的上一年数，不是本平台的数"
_YEAR: Final = timedelta(days=365)

PLAN: Final = (
    "村播计划：在 100 个县培养 1000 名农民主播，每人月收入超过 1 万元。",
    "青橙计划：三年覆盖 100 所职业学校、80000 名学生、10000 名教师。",
    "生态：种树 76 万亩。",
    "脱贫基金：五年投入 100 亿元，用于生态、电商、教育、女性、健康五个方向。",
)
PROVINCE: Final = (
    "顶梁柱保险：为康保、沽源、尚义、蔚县、阳原、赤城六县投保 171400 人次。",
    "今年在张北县办班，参加培训 30 人次。",
)
COUNTY: Final = (
    "一年内建成村级服务点 20 个。",
    "一年内开通县到乡的物流线路 12 条。",
    "半年内整理 8 个特产的产地档案。",
)

PLACES: Final[dict[tuple[str, ...], str]] = {PROVINCE: "13"}
"""Of which place an agreement with these clauses is; the others are of the whole country."""


def paint(counties: Sequence[County], staff: "Staff") -> int:
    """Write the agreements that are missing; returns how many promises it wrote."""
    from yutang.kernel.clock import today
    from yutang.promises import actions, queries

    del counties
    if queries.has_demo():
        return 0
    day = today()
    written = _plan(day, staff.first) + _province(day, staff.second) + _county(day, staff.first)
    actions.read_all()
    return written


def _plan(day: date, owner: "Person") -> int:
    """Targets of the whole country; their time begins next January."""
    begins, ends = date(day.year + 1, 1, 1), date(day.year + 4, 1, 1)
    said = _said("", Decimal(1), owner, begins, ends)
    promised = (
        (1, "hosts.above_10000", "1000 名主播月收入过万", "1,000 hosts above 10,000 yuan a month",
         1_000, "人", "persons"),
        (1, "hosts.counties", "主播覆盖 100 个县", "Hosts in 100 counties",
         100, "个县", "counties"),
        (2, "training.qingcheng_schools", "青橙计划 100 所学校", "Qingcheng: 100 schools",
         100, "所", "schools"),
        (2, "training.qingcheng_students", "青橙计划 80000 名学生", "Qingcheng: 80,000 students",
         80_000, "人", "persons"),
        (2, "training.qingcheng_teachers", "青橙计划 10000 名教师", "Qingcheng: 10,000 teachers",
         10_000, "人", "persons"),
        (3, "ecology.mu_planted", "种树 76 万亩", "760,000 mu planted", 760_000, "亩", "mu"),
        (4, "programmes.arrived_yuan", "五个方向投入 100 亿元", "10 bn yuan in five directions",
         10_000_000_000, "元", "yuan"),
    )  # fmt: skip
    listed = [
        (
            clause,
            replace(
                said, indicator=indicator, title=title, title_en=title_en, target=Decimal(target),
                unit=unit, unit_en=unit_en, span="added" if clause > 2 else "latest",  # noqa: PLR2004
                due_on=date(day.year + 6, 1, 1) if clause == len(PLAN) else ends,
            ),
        )
        for clause, indicator, title, title_en, target, unit, unit_en in promised
    ]  # fmt: skip
    heading = ("四项计划备忘录（演示）", "Memorandum of four plans (demo)")
    return _signed(heading, ("某平台（演示）", "某基金会（演示）"), PLAN, day, listed)


def _province(day: date, owner: "Person") -> int:
    """With the province's office; figures are read from what the demo recorded."""
    begins, ends = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    insured = replace(
        _said("六县参保 171400 人次", Decimal(171_400), owner, ends, ends + _YEAR),
        title_en="171,400 person-times insured in six counties",
        indicator="insurance.person_times", span="added", place_codes=_INSURED,
        unit="人次", unit_en="person-times",
        reference=Decimal(171_400), reference_source=_TOLD,
    )  # fmt: skip
    trained = replace(
        _said("张北培训 30 人次", Decimal(30), owner, begins, ends),
        title_en="30 person-times of training in Zhangbei",
        indicator="training.person_times", place_codes=("130722",),
        unit="人次", unit_en="person-times",
    )  # fmt: skip
    heading = ("与省扶贫办的框架协议（演示）", "Framework agreement with the province (demo)")
    parties = ("河北省扶贫办（演示）", "某平台（演示）")
    return _signed(heading, parties, PROVINCE, day, [(1, insured), (2, trained)])


def _county(day: date, owner: "Person") -> int:
    """With ten counties, 镇平 one of them: one on course, one late that nobody decided about, one
    kept; counted by hand with invented evidence.
    """
    began = day - timedelta(days=180)
    said = replace(
        _said("", Decimal(1), owner, began, began + _YEAR), counts="places", place_codes=(_TEN,)
    )
    stations = replace(
        said, title="村级服务点 20 个", title_en="20 village service points", target=Decimal(20),
        unit="个", unit_en="points",
    )  # fmt: skip
    lines = replace(
        said, title="县到乡物流线路 12 条", title_en="12 lines from county to towns",
        target=Decimal(12), unit="条", unit_en="lines", counts="",
    )  # fmt: skip
    files = replace(
        said, title="特产产地档案 8 份", title_en="Files of 8 specialities", target=Decimal(8),
        unit="份", unit_en="files", counts="", due_on=began + _YEAR / 2,
    )  # fmt: skip
    heading = (
        "与镇平等十个县的框架协议（演示）",
        "Framework agreement with Zhenping and nine more counties (demo)",
    )
    parties = ("镇平县人民政府（演示）", "另外九个县（演示）", "某平台（演示）")
    listed = [(1, stations), (2, lines), (3, files)]
    many = _signed(heading, parties, COUNTY, day, listed)
    _count("村级服务点 20 个", (3, 4, 4), began)
    _count("县到乡物流线路 12 条", (1, 1), began)
    _count("特产产地档案 8 份", (2, 3, 3), began)
    return many


def _said(
    title: str, target: Decimal, owner: "Person", baseline_on: date, due_on: date
) -> "PromiseSaid":
    from yutang.promises.actions import PromiseSaid

    return PromiseSaid(
        title=title, unit="", target=target, due_on=due_on, baseline_on=baseline_on,
        is_demo=True, owner=owner,
    )  # fmt: skip


def _signed(
    heading: tuple[str, str],
    parties: tuple[str, ...],
    clauses: tuple[str, ...],
    day: date,
    promised: "Sequence[tuple[int, PromiseSaid]]",
) -> int:
    """Write an agreement and its promises down, as far as their figures are offered."""
    from yutang.plumbing import figures
    from yutang.promises import actions

    whole = "本协议是演示用的，没有人签过；里面的数是报道里说过的目标。\n\n" + "\n".join(clauses)
    said = actions.AgreementSaid(
        title=heading[0], title_en=heading[1], parties=parties, place_code=PLACES.get(clauses, ""),
        signed_on=day - timedelta(days=200), text=whole, clauses=clauses, is_demo=True,
    )  # fmt: skip
    agreement = actions.sign(said, None)
    known = [
        (clause, each)
        for clause, each in promised
        if not each.indicator or figures.by_name(each.indicator) is not None
    ]
    for clause, each in known:
        actions.promise(agreement.clauses.get(position=clause), each, None)
    return len(known)


def _count(title: str, amounts: Sequence[int], began: date) -> None:
    from yutang.promises import actions, queries

    for number, amount in enumerate(amounts, start=1):
        on = began + timedelta(days=40 * number)
        note = f"验收单第 {number} 号（演示，编的）"
        actions.note_evidence(queries.demo_id(title), Decimal(amount), on, note, None)
