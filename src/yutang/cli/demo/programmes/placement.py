"""The demo's job board: offers, applications, placements, what was told months later."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from yutang.cli.demo.villages.sample import County

if TYPE_CHECKING:
    from yutang.cli.demo.programmes import Staff
    from yutang.placement.access import Offer
    from yutang.placement.rules.offers import OfferFacts
    from yutang.roster.access import Member

PLACED_MOST = 6
NOTE = "（演示）"
LONG_DAYS = 190
"""After so many days the question of six months has come."""


class Work(NamedTuple):
    """What is offered: pay from and to in fen."""

    kind: str
    title: str
    about: str
    basis: str
    low: int = 0
    high: int = 0


WORKS = (
    Work(
        "packing",
        "板栗季打包员",
        "发货季六十天：分拣、称重、装箱、贴单。手脚利索，会数数就行。",
        "day",
        12_000,
        16_000,
    ),
    Work(
        "host",
        "村播主播",
        "一周三场，每场两小时，卖本村的货。会说普通话和当地话，学完村播入门。",
        "month",
        300_000,
        600_000,
    ),
    Work(
        "shop",
        "县城网店运营",
        "回消息、写商品页、盯发货。会用电脑，做过客服更好。",
        "month",
        320_000,
        480_000,
    ),
    Work(
        "internship",
        "电商实习生",
        "县公共服务中心实习三个月，跟着做直播、拍照、写文案，有人带。",
        "none",
    ),
    Work(
        "teaching",
        "双师课助教",
        "周末两天，陪学员听网课、看作业、帮着装软件。",
        "day",
        20_000,
        20_000,
    ),
    Work("farm", "采摘工", "梨园采摘二十天，熟手带新手，按天结算。", "day", 13_000, 18_000),
)


def paint(counties: Sequence[County], staff: "Staff") -> int:
    """Offer work, let members apply, take some; returns how many offers it wrote."""
    from yutang.placement import actions, queries
    from yutang.roster.access import Member
    from yutang.roster.queries import has_consent

    if queries.has_demo():
        return 0
    codes = [county.code for county in counties]
    members = [
        each
        for each in Member.objects.filter(is_demo=True, merged_into=None).order_by("pk")
        if each.place_code[:6] in codes
        and each.birth_on is not None
        and has_consent(each.pk, "placement")
    ]
    made = 0
    for number, county in enumerate(counties):
        facts = _facts(number, county)
        offer = actions.write_new(
            facts,
            f"{county.name}公共服务中心{NOTE}",
            staff.first,
            key=_key(f"offer {county.code}"),
            is_demo=True,
        )
        made += 1
        actions.send(offer.pk, staff.first)
        if number == 1:
            continue  # one waits for the visitor's check
        actions.check(offer.pk, "public", "", staff.second)
        near = [each for each in members if each.place_code.startswith(county.code)]
        _apply(offer, near[:3], staff)
    _place(members[:PLACED_MOST], counties, staff)
    return made


def _facts(number: int, county: County) -> "OfferFacts":
    from yutang.kernel.clock import today
    from yutang.placement.rules.offers import OfferFacts

    work = WORKS[number % len(WORKS)]
    return OfferFacts(
        kind=work.kind,
        title=f"{work.title}{NOTE}",
        about=work.about,
        place_code=county.code,
        wanted=2 + number % 3,
        pay_basis=work.basis,
        pay_from_fen=work.low,
        pay_to_fen=work.high,
        share_percent=0,
        housing=number % 2 == 0,
        age_least=16 if work.kind == "internship" else 18,
        until=today() + timedelta(days=20 + 5 * (number % 6)),
        contact=f"王干事{NOTE}，公共服务中心一楼",
    )


def _apply(offer: "Offer", members: "Sequence[Member]", staff: "Staff") -> None:
    from yutang.kernel.clock import today
    from yutang.kernel.errors import Refusal
    from yutang.placement import actions
    from yutang.roster.rules import Agreed

    for number, member in enumerate(members):
        try:
            asked = actions.apply(
                offer.pk,
                member,
                staff.first,
                words="在家种地，学过网课，发货季有空，会用手机。",
                mobile="13800000001",
                shows_diplomas=True,
                agreed=Agreed(),
                key=_key(f"application {offer.pk} {member.pk}"),
            )
        except Refusal:
            continue  # too young, or without a consent: as in life
        if number == 0:
            day = today() - timedelta(days=20)
            actions.decide(asked.pk, "hired", "", staff.second, starts_on=day)
        elif number == 1:
            actions.decide(asked.pk, "invited", "周三上午来看看场地。", staff.second)


def _place(members: "Sequence[Member]", counties: Sequence[County], staff: "Staff") -> None:
    """Some began long ago: one was asked after three months, others are to be asked now."""
    from yutang.kernel.clock import today
    from yutang.placement import actions
    from yutang.placement.actions.placing import Began, Told

    names = {county.code: county.name for county in counties}
    for number, member in enumerate(members):
        day = today() - timedelta(days=110 + 40 * number)
        county = names.get(member.place_code[:6], "")
        began = Began("packing", f"{county}合作社{NOTE}", member.place_code, day)
        work = actions.place(
            member, began, staff.second, key=_key(f"place {member.pk}"), is_demo=True
        )
        if number % 2 == 0:
            told = Told(
                "phone",
                "answered",
                still_there=number != len(WORKS) - 2,
                month_fen=280_000 + 10_000 * number,
            )
            months = 6 if (today() - day).days > LONG_DAYS else 3
            key = _key(f"asked {member.pk}")
            actions.follow_up(member, day, months, told, staff.second, key=key, placement=work)


def _key(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, f"yutang demo placement {name}")
