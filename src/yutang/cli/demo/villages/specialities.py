"""Output by class of the demo's villages, and plans of some in different states. All invented."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from yutang.cli.demo.villages.sample import NOTE, YEAR, County, Village

if TYPE_CHECKING:
    from yutang.cli.demo.villages import Clerks

_VILLAGES = 5
_YEARS = (YEAR - 2, YEAR - 1, YEAR)
_BESIDE = ("0101", "0104", "010203")
"""What villages grow besides: grains, vegetables, peanuts."""
_PLANS = {
    "440229": ("翁源兰花", ("running", "running", "agreed")),
    "441226": ("德庆贡柑", ("running", "agreed")),
    "130827": ("宽城板栗", ("running", "proposed", "draft")),
}
"""County → leading good, and how far the plans of its first villages are."""
_STEPS = ("proposed", "agreed", "running")


def paint(counties: Sequence[County], clerks: "Clerks") -> int:
    """Write output by class and plans, and count; nothing when it was painted before."""
    from yutang.specialities import access
    from yutang.specialities.actions.counting import count

    if access.plans_of(clerks.first).filter(is_demo=True).exists():
        return 0
    written = _outputs(counties, clerks)
    for county in counties:
        if county.code in _PLANS:
            good, states = _PLANS[county.code]
            for village, state in zip(county.villages, states, strict=False):
                _plan(county, village, good, state, clerks)
                written += 1
    count()
    return written


def _outputs(counties: Sequence[County], clerks: "Clerks") -> int:
    from yutang.yearbook.actions.recording import Entry, ReportFacts, hold, record_all
    from yutang.yearbook.queries.kinds import kind_named
    from yutang.yearbook.rules import Told

    kind = kind_named("output_yuan").id
    report = ReportFacts(NOTE, "estimated", "low", NOTE)
    entries = [
        Entry(Told(code, kind, year, class_code, Decimal(yuan)), report)
        for code, class_code, year, yuan in _told(counties)
    ]
    hold()
    return len(record_all(entries, clerks.first))


def _told(counties: Sequence[County]) -> Iterator[tuple[str, str, int, int]]:
    """Yield place, class, year and yuan: the leading class grows, the others stay as they are."""
    for county in counties:
        classes = [county.leading_class, *(good.class_code for good in county.goods[1:2])]
        for number, village in enumerate(county.villages[:_VILLAGES]):
            beside = _BESIDE[number % len(_BESIDE)]
            for year in _YEARS:
                grown = 1 + Decimal("0.12") * (year - YEAR)
                lead = int(village.households * (26_000 + 700 * number) * grown)
                amounts = {
                    beside: village.households * (5_000 + 300 * number),
                    **dict.fromkeys(classes[1:], lead // 6),
                    county.leading_class: lead,
                }
                for class_code, yuan in amounts.items():
                    yield village.code, class_code, year, yuan


def _plan(county: County, village: Village, good: str, state: str, clerks: "Clerks") -> None:
    from yutang.kernel.clock import today
    from yutang.specialities.actions import plans
    from yutang.specialities.rules.indicators import SALES
    from yutang.specialities.rules.plans import GoalWish, PlanFacts, TaskFacts

    day = today()
    begins = date(day.year, 1, 1)
    facts = PlanFacts(
        class_code=county.leading_class,
        good=good,
        owner="村委会（演示）",
        begins_on=begins,
        ends_on=date(day.year + 3, 12, 31),
        summary=f"（演示）{village.name}以{good}为主导，统一分级、统一包装，户户会开网店。",
        tasks=(
            TaskFacts("办三期网店培训（演示）", "镇商务办", day - timedelta(days=20)),
            TaskFacts("建一座产地冷库（演示）", "合作社", date(day.year + 1, 9, 30)),
            TaskFacts("申请地理标志用标（演示）", "县农业农村局", date(day.year + 2, 6, 30)),
        ),
    )
    plan = plans.make_plan(village.code, facts, clerks.first, is_demo=True)
    plans.add_goal(plan.pk, 1, GoalWish(SALES, Decimal(800_000), day.year + 3), clerks.first)
    for step in _STEPS[: _STEPS.index(state) + 1] if state != "draft" else ():
        by = clerks.second if step == "agreed" else clerks.first
        plans.move_plan(plan.pk, step, "", by)
    if state == "running" and village is county.villages[0]:
        done = plan.tasks.order_by("due_on").first()
        assert done is not None, "it was written above"
        plans.work_on_task(done.pk, "done", "三期共 120 人（演示）", clerks.first)
