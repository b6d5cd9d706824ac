"""The demo's programmes: a fund for each direction, invented donors, money on all of its way.

The second clerk notes and runs, the first confirms: so the visitor, who signs in as the first,
finds things to confirm and is no party to the complaint. One programme spent too much on its
centre.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from yutang.cli.demo.programmes import HOME
from yutang.cli.demo.villages.sample import County

if TYPE_CHECKING:
    from yutang.cli.demo.programmes import Staff
    from yutang.programmes.access import Fund, Programme
    from yutang.programmes.actions import BillFacts
    from yutang.programmes.rules import Direction, Purpose

_YUAN = 100
_KEYS = UUID("019ab000-0000-7000-8000-0000000f00d5")
_BUYER = "13800000003"
"""The demo's buyer also gave: they see what became of it."""
_PDF = b"%PDF-1.4\n% demo invoice, made up\n"
PROVINCE = HOME[:2]
FUNDS: "dict[Direction, tuple[str, int]]" = {
    "ecology": ("生态基金（演示）", 800_000),
    "ecommerce": ("电商基金（演示）", 1_500_000),
    "education": ("教育基金（演示）", 600_000),
    "women": ("女性基金（演示）", 500_000),
    "health": ("健康基金（演示）", 2_000_000),
}
"""Name, and yuan that came from the first donor; others gave less."""
DONORS = (
    ("organisation", "燕山食品公司（演示）", "燕山食品公司（演示）", 1),
    ("organisation", "不愿留名的企业（演示）", "", 4),
    ("person", "李小明（演示）", "", 50),
)
"""Who, real name, name in public, and which part of the first donor's amount they gave."""


@dataclass(frozen=True)
class _Sort:
    """One programme of the demo's home county: kind, plan in yuan by purpose, what has arrived."""

    kind: str
    name: str
    direction: "Direction"
    aim: str
    plan: "dict[Purpose, int]"
    arrived: int


HOME_SORTS = (
    _Sort(
        "pillar-insurance",
        "顶梁柱保险",
        "health",
        "给建档户里 18 到 60 岁的劳动力上一份大病补充保险，全县一起投保。",
        {"premium": 900_000, "benefit": 400_000},
        1_200_000,
    ),
    _Sort(
        "women-insurance",
        "加油木兰",
        "women",
        "给困难家庭的妇女和女孩上保险：上学、生育、大病都有一份保障。",
        {"premium": 200_000, "benefit": 150_000},
        300_000,
    ),
    _Sort(
        "green-jobs",
        "坝上种树和护林",
        "ecology",
        "请村里人种树护林，按工作日发劳务费，一年和三年后再数成活的树。",
        {"wage": 300_000, "other": 150_000},
        400_000,
    ),
    _Sort(
        "qingcheng",
        "青橙计划",
        "education",
        "和职教中心一起开电商班，老师先学，学生边学边实习。",
        {"training": 260_000, "other": 40_000},
        200_000,
    ),
)


def paint(counties: Sequence[County], staff: "Staff") -> int:
    """Open the funds and begin the programmes that are missing; returns how many rows it wrote."""
    from yutang.programmes import queries

    here = [county for county in counties if county.code.startswith(PROVINCE)]
    here.sort(key=lambda county: county.code != HOME)
    if not here or any(view.is_demo for view in queries.running_at(HOME)):
        return 0
    funds = {direction: _fund(direction, staff) for direction in FUNDS}
    made = len(funds)
    for county in here[:4]:
        _hosts(county, funds["ecommerce"], staff)
        made += 1
    for sort in HOME_SORTS:
        _begin(sort, HOME, funds[sort.direction], staff)
        made += 1
    _rural(HOME, staff)
    return made + 1


def _fund(direction: "Direction", staff: "Staff") -> "Fund":
    """Open a fund with three donations confirmed, and one that waits for the first clerk."""
    from yutang.kernel.clock import today
    from yutang.programmes import actions
    from yutang.programmes.actions import DonationFacts, DonorFacts

    name, most = FUNDS[direction]
    fund = actions.open_fund(
        name,
        direction,
        PROVINCE,
        "演示用：捐赠人、金额和去向都是编造的。钱合在一起，拨给同一方向的项目。",
        staff.second,
        key=_key("fund", direction),
        is_demo=True,
    )
    for number, (what, real, public, part) in enumerate(DONORS):
        mobile = _BUYER if what == "person" else ""
        facts = DonorFacts(what, real, public, mobile=mobile)
        donor = actions.write_donor(fund.pk, facts, staff.second, is_demo=True)
        given = DonationFacts(
            most * _YUAN // part,
            today() - timedelta(days=40 - number * 10),
            f"DEMO-{direction}-{number + 1}",
            "希望用在最需要的地方。" if what == "person" else "",
        )
        noted = actions.note_donation(
            fund.pk, donor.pk, given, staff.second, key=_key("donation", direction, number)
        )
        actions.decide_donation(noted.pk, staff.first, confirms=True)
    if direction == "education":
        waits = DonationFacts(66_000 * _YUAN, today(), "DEMO-education-4")
        actions.note_donation(
            fund.pk, donor.pk, waits, staff.second, key=_key("donation", direction, 9)
        )
    return fund


def _hosts(county: County, fund: "Fund", staff: "Staff") -> None:
    """A county's village hosts, with a bill paid and one that waits for the first clerk."""
    from yutang.programmes import actions
    from yutang.programmes.actions import BillFacts

    sort = _Sort(
        "village-hosts",
        f"{county.name}村播计划",
        "ecommerce",
        "教村里人开播卖自己的货：先学、再试播、拿到证书后正式开播，按月看净收入。",
        {"training": 120_000, "upstream": 160_000, "wage": 40_000},
        200_000,
    )
    programme = _begin(sort, county.code, fund, staff)
    hall = BillFacts(
        "training", 18_600 * _YUAN, "县职教中心（演示）", f"DEMO-{county.code}-1", "两期培训的场地"
    )
    _bill(programme, hall, staff, pays=True)
    if county.code == HOME:
        boxes = BillFacts(
            "upstream", 9_800 * _YUAN, "纸箱厂（演示）", f"DEMO-{county.code}-2", "网货包装箱打样"
        )
        actions.note_bill(
            programme.pk, boxes, [("发票.pdf", _PDF)], staff.second, key=_key("bill", HOME, 2)
        )


def _rural(code: str, staff: "Staff") -> None:
    """State money with a rule, too much of it for the centre; and a complaint."""
    from yutang.care import actions as care
    from yutang.kernel.clock import today
    from yutang.programmes import actions
    from yutang.programmes.actions import BillFacts, DonationFacts, DonorFacts

    scheme = "rural-ecommerce"
    fund = actions.open_fund(
        "电商进农村专项资金（演示）",
        "ecommerce",
        code,
        "演示用：上级拨来的电商进农村资金，有专门的使用规定。",
        staff.second,
        key=_key("fund", scheme),
        scheme=scheme,
        is_demo=True,
    )
    office = DonorFacts("government", "县财政局（演示）", "县财政局（演示）")
    donor = actions.write_donor(fund.pk, office, staff.second, is_demo=True)
    came = DonationFacts(1_500_000 * _YUAN, today() - timedelta(days=60), "DEMO-rural-1")
    noted = actions.note_donation(
        fund.pk, donor.pk, came, staff.second, key=_key("donation", scheme, 1)
    )
    actions.decide_donation(noted.pk, staff.first, confirms=True)
    sort = _Sort(
        "rural-ecommerce",
        "电商进农村",
        "ecommerce",
        "建公共服务中心和村级站点，把农产品卖出去，把物流费降下来。",
        {"upstream": 1_000_000, "centre": 300_000, "training": 200_000, "logistics": 500_000},
        1_400_000,
    )
    programme = _begin(sort, code, fund, staff, scheme)
    for number, (purpose, yuan, payee, what) in enumerate(_RURAL_BILLS, start=1):
        facts = BillFacts(purpose, yuan * _YUAN, payee, f"DEMO-rural-{number}", what)
        _bill(programme, facts, staff, pays=number < 3)  # noqa: PLR2004 - the last waits to be paid
    care.complain(
        care.About(place_code=code, programme_id=programme.pk),
        "programme.not_held",
        "公示上写九月在我们村办过一期培训，村里没有人见过。请查一查。",
        _key("complaint", scheme),
        by=None,
        contact="（演示）村口小卖部",
    )


_RURAL_BILLS: "tuple[tuple[Purpose, int, str, str], ...]" = (
    ("upstream", 180_000, "产品检测公司（演示）", "网货检测和分级标准"),
    ("centre", 210_000, "装修公司（演示）", "公共服务中心装修"),
    ("logistics", 60_000, "县邮政（演示）", "进村配送线路试运行"),
)


def _begin(sort: _Sort, code: str, fund: "Fund", staff: "Staff", scheme: str = "") -> "Programme":
    """Begin a programme, plan its budget, and let what has arrived arrive."""
    from yutang.kernel.clock import today
    from yutang.programmes import actions
    from yutang.programmes.actions import ProgrammeFacts

    year = today().year
    facts = ProgrammeFacts(
        f"{sort.name}（演示）",
        sort.direction,
        code,
        sort.aim,
        date(year, 1, 1),
        date(year + 1, 12, 31),
        sort.kind,
        scheme,
    )
    made = actions.start(facts, staff.second, key=_key(sort.kind, code), is_demo=True)
    for purpose, yuan in sort.plan.items():
        actions.plan(made.pk, purpose, yuan * _YUAN, staff.second)
    asked = actions.ask_grant(
        fund.pk,
        made.pk,
        sort.arrived * _YUAN,
        "第一批资金",
        staff.second,
        key=_key("grant", sort.kind, code),
    )
    actions.decide_grant(asked.pk, staff.first, confirms=True)
    return made


def _bill(programme: "Programme", facts: "BillFacts", staff: "Staff", *, pays: bool) -> None:
    """A bill that the second clerk noted and the first approved; paid or not."""
    from yutang.kernel.clock import today
    from yutang.programmes import actions

    key = _key("bill", facts.invoice_number)
    bill = actions.note_bill(programme.pk, facts, [("发票.pdf", _PDF)], staff.second, key=key)
    actions.decide_bill(bill.pk, staff.first, confirms=True)
    if pays:
        actions.mark_paid(bill.pk, today(), f"PAY-{facts.invoice_number}", staff.first)


def _key(*words: object) -> UUID:
    return uuid5(_KEYS, ":".join(map(str, words)))
