"""The demo's insurance at home: a health plan in its second year, and the women's plan.

All persons are invented, and so is the insurer. One register waits for its confirmation, with
rows that cannot be enrolled. What the article tells of six counties is in the rule's source only.
"""

from collections.abc import Sequence
from datetime import date
from importlib import resources
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from yutang.cli.demo.programmes import HOME
from yutang.cli.demo.villages.sample import County

if TYPE_CHECKING:
    from yutang.cli.demo.programmes import Staff
    from yutang.insurance.access import Plan, Policy, Roll
    from yutang.insurance.inventing import Drawn

_KEYS = UUID("019ab000-0000-7000-8000-0000001a50ff")
BEFORE, NOW, WAITING = 150, 240, 60
"""Persons of the year before, of this year (those of the year before among them), and of the
register that waits."""


def paint(counties: Sequence[County], staff: "Staff") -> int:
    """Begin the plans, insure people for two years; returns how many rows it wrote."""
    from yutang.insurance import access
    from yutang.programmes import queries as programmes

    home = next((county for county in counties if county.code == HOME), None)
    running = {each.name: each.id for each in programmes.running_at(HOME)}
    pillars = next((pk for name, pk in running.items() if "顶梁柱" in name), None)
    women = next((pk for name, pk in running.items() if "木兰" in name), None)
    if home is None or pillars is None or women is None or access.plans().exists():
        return 0
    villages = tuple(village.code for village in home.villages)
    made = _pillars(pillars, villages, staff)
    return made + _women(women, villages, staff)


def _pillars(programme: int, villages: tuple[str, ...], staff: "Staff") -> int:
    from yutang.insurance import actions, inventing
    from yutang.insurance.rules import periods
    from yutang.kernel.clock import today

    plan = _plan(programme, "health", "顶梁柱（演示）", "Pillars (demo)", staff)
    first = date(today().year, 1, 1)
    people = list(inventing.rows(inventing.Invented(NOW, villages, first, 11, {})))
    years = (first.replace(year=first.year - 1), people[:BEFORE]), (first, people)
    made = 1
    for begins, named in years:
        policy = actions.begin_period(plan.pk, HOME, begins, periods.year_from(begins), staff.first)
        made += _insured(policy, named, staff)
    dirty = dict.fromkeys(inventing.DIRT, 0.05)
    waits = inventing.Invented(WAITING, villages, first, 13, dirty)
    # Other numbers than those of the first register, so that most of it can be enrolled.
    later = [each for each in inventing.rows(waits) if int(each.cells[0]) > WAITING // 2]
    _read(policy, [*people[:5], *later], staff)
    return made + 1


def _women(programme: int, villages: tuple[str, ...], staff: "Staff") -> int:
    from yutang.insurance import actions, inventing
    from yutang.insurance.rules import periods
    from yutang.kernel.clock import today

    plan = _plan(programme, "women", "加油木兰（演示）", "Mulan (demo)", staff)
    first = date(today().year, 1, 1)
    drawn = inventing.rows(inventing.Invented(NOW, villages, first, 11, {}))
    women = [each for each in drawn if int(each.cells[2][16]) % 2 == 0]
    policy = actions.begin_period(plan.pk, HOME, first, periods.year_from(first), staff.first)
    return 1 + _insured(policy, women[: NOW // 3], staff)


def _plan(programme: int, kind: str, name: str, name_en: str, staff: "Staff") -> "Plan":
    from yutang.insurance import actions

    facts = actions.PlanFacts(
        key=uuid5(_KEYS, kind),
        programme_id=programme,
        kind=kind,
        name=name,
        name_en=name_en,
        insurer="燕北人寿（演示）",
        is_demo=True,
    )
    plan = actions.add_plan(facts, staff.first)
    rule = resources.files("yutang.insurance").joinpath("data", f"{kind}.toml")
    actions.publish(plan.pk, rule.read_text("utf-8"), staff.first)
    return plan


def _insured(policy: "Policy", people: "Sequence[Drawn]", staff: "Staff") -> int:
    from yutang.insurance import actions

    roll = _read(policy, people, staff)
    actions.confirm(roll.pk, staff.first)
    return actions.enrol(roll.pk).can_enrol


def _read(policy: "Policy", people: "Sequence[Drawn]", staff: "Staff") -> "Roll":
    from yutang.insurance import actions, inventing
    from yutang.insurance.actions.uploading import RegisterFile

    data = inventing.as_csv(iter(people), "gb18030")
    file = RegisterFile(
        key=uuid5(_KEYS, f"{policy.pk}-{len(people)}"),
        name=f"参保名册{policy.from_on.year}（演示）.csv",
        data=data,
        has_consents=True,
    )
    return actions.read(actions.upload(policy.pk, file, staff.first).pk)
