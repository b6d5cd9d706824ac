"""A county's own target: for a pioneer county nothing national exists, so it sets one. Pure."""

from datetime import date
from typing import NamedTuple

from yutang.criteria.errors import BadTarget
from yutang.criteria.rules.wording import (
    Condition,
    Criterion,
    Group,
    Source,
    Words,
)

COUNTY = 3
REASON_LEAST = 4
_ASKED = (
    ("villages", "villages", Words("不少于 {n} 个淘宝村", "at least {n} Taobao villages")),
    ("towns", "towns", Words("不少于 {n} 个淘宝镇", "at least {n} Taobao towns")),
    (
        "sales_yuan",
        "sales",
        Words("电商年销售额不低于 {n} 元", "e-commerce sales of at least {n} yuan a year"),
    ),
    ("active_shops", "active_shops", Words("活跃网店不少于 {n} 家", "at least {n} active shops")),
)


TITLE = Words("先行县（本县自定目标）", "pioneer county (the county's own target)")


class Target(NamedTuple):
    """What a county sets itself; None: nothing is asked of that. Sales in whole yuan a year."""

    villages: int | None
    towns: int | None
    sales_yuan: int | None
    active_shops: int | None
    reason: str

    @property
    def numbers(self) -> tuple[int | None, ...]:
        return (self.villages, self.towns, self.sales_yuan, self.active_shops)


def check(target: Target) -> None:
    """Go on only with a target that asks for something and says why.

    Raises:
        BadTarget
    """
    asked = [number for number in target.numbers if number is not None]
    if not asked or min(asked) < 1 or len(target.reason.strip()) < REASON_LEAST:
        raise BadTarget


def criterion(
    place_code: str, version: int, valid_from: date, target: Target, like: Criterion
) -> Criterion:
    """Return the criterion of a county's target, counted over the months of the town's rule.

    `like`: the criterion of towns, whose window and counting rule it takes, and whose towns and
    villages it counts.
    """
    conditions = tuple(
        Condition(
            name=field,
            title=Words(title.zh.format(n=f"{number:,}"), title.en.format(n=f"{number:,}")),
            input=asked,
            at_least=number,
        )
        for field, asked, title in _ASKED
        if (number := getattr(target, field)) is not None
    )
    return Criterion(
        id=f"pioneer-{place_code}@{version}",
        title=TITLE,
        scope=Words("只对本县", "this county only"),
        level=COUNTY,
        valid_from=valid_from,
        window=like.window,
        source=Source(Words(target.reason, target.reason)),
        conditions=conditions,
        rule=Group(all=tuple(condition.name for condition in conditions)),
        counting=like.counting,
        of=(like.id,),
        place_code=place_code,
    )
