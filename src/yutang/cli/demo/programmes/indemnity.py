"""The demo's insurance cases at home: one in every state, ten people paid, a public ledger.

All persons, papers and amounts are invented; the photos are drawn here and say so.
"""

import io
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from yutang.cli.demo.programmes import HOME, home_town
from yutang.cli.demo.villages.sample import County

if TYPE_CHECKING:
    from yutang.cli.demo.programmes import Staff
    from yutang.indemnity.access import Case
    from yutang.roster.access import Member

_KEYS = UUID("019ab000-0000-7000-8000-000000c45e00")
PAID: Final = 10
"""So many people were paid: enough to be told of in public."""
AFTER: Final = (
    "filed",
    "one word",
    "differ",
    "returned",
    "agreed",
    "approved",
    "refused",
    "appeal",
)
"""What becomes of the next people's cases, one each."""
_BILLS: Final = ((16_493_200, 15_500_000), (4_286_500, 3_390_000), (2_318_000, 1_704_000))
"""Whole bill and what the state paid, in fen; the first is the published case of the articles."""
_WHERE: Final = ("县人民医院（演示）", "市第一医院（演示）", "县中医院（演示）")
_PAPERS: Final = ("identity", "bank_card", "bill", "settlement")


def paint(counties: Sequence[County], staff: "Staff") -> int:
    """File cases of insured people of the doctor's town, and bring each where it shall be."""
    from yutang.indemnity import actions
    from yutang.indemnity.access import Case

    if all(county.code != HOME for county in counties) or Case.objects.exists():
        return 0
    people = _insured(PAID + len(AFTER))
    if len(people) < PAID + len(AFTER):
        return 0
    paid = [_agreed(number, each, staff, 0) for number, each in enumerate(people[:PAID])]
    for case in paid:
        actions.approve(case.pk, staff.first, at=case.filed_at + timedelta(days=3))
    _pay(staff)
    for number, (what, member) in enumerate(zip(AFTER, people[PAID:], strict=True), PAID):
        _bring(what, number, member, staff)
    return len(people) + len(actions.append())


def _insured(most: int) -> "list[Member]":
    """Return people of the doctor's town who are insured today, the first ones first."""
    from yutang.insurance import queries as insurance
    from yutang.kernel.clock import today
    from yutang.roster.access import Member

    there = Member.objects.filter(
        place_code__startswith=home_town(), merged_into=None, is_demo=True
    )
    there = there.exclude(birth_on=None).order_by("pk")
    found = (each for each in there if insurance.covered(each.pk, today(), "health") is not None)
    return [each for each, _number in zip(found, range(most), strict=False)]


def _filed(number: int, member: "Member", staff: "Staff", days: int, missing: str = "") -> "Case":
    from yutang.indemnity import actions
    from yutang.indemnity.rules.filing import Figures, Filing
    from yutang.kernel.clock import now, today
    from yutang.payouts.rules.accounts import AccountFacts

    total, public = _BILLS[number % len(_BILLS)]
    said = Filing(
        event="hospital",
        happened_on=today() - timedelta(days=40 + number),
        ended_on=today() - timedelta(days=22 + number),
        figures=Figures(total + number * 100, public),
        hospital=_WHERE[number % len(_WHERE)],
        diagnosis="演示病例，不是真的",
        missing_reason=missing,
        has_consent=True,
    )
    codes = _PAPERS[:-1] if missing else _PAPERS
    photos = [(code, _photo(f"DEMO {code} {number}")) for code in codes]
    account = AccountFacts("演示户", "农村信用社", f"1020{number:010d}", "passbook")
    return actions.file(
        member,
        said,
        photos,
        staff.doctor,
        uuid5(_KEYS, str(number)),
        account=account,
        at=now() - timedelta(days=9 - days, hours=number),
        is_demo=True,
    )


def _agreed(
    number: int, member: "Member", staff: "Staff", days: int, outcome: str = "pay"
) -> "Case":
    """Return a case to which both assessors said the same."""
    from yutang.indemnity.access import Case

    case = _filed(number, member, staff, days)
    for by, later in ((staff.assessor, 1), (staff.second_assessor, 2)):
        _say(case, by, outcome, later)
    return Case.objects.get(pk=case.pk)


def _say(case: "Case", by: object, outcome: str, later: int, less_fen: int = 0) -> None:
    from yutang.indemnity import actions
    from yutang.indemnity.rules.filing import Figures
    from yutang.people.access import Person

    assert isinstance(by, Person)
    actions.assess(
        case.pk,
        by,
        outcome,
        Figures(case.total_fen - less_fen, case.public_paid_fen, case.others_paid_fen),
        codes=() if outcome == "pay" else ("papers_doubtful",),
        is_no_relative=True,
        at=case.filed_at + timedelta(days=later),
    )


def _bring(what: str, number: int, member: "Member", staff: "Staff") -> None:
    from yutang.indemnity import actions

    if what in {"agreed", "approved", "refused", "appeal"}:
        outcome = "pay" if what in {"agreed", "approved"} else "refuse"
        case = _agreed(number, member, staff, 3, outcome)
        at = case.filed_at + timedelta(days=3)
        if what == "approved":
            actions.approve(case.pk, staff.first, at=at)
        elif outcome == "refuse":
            actions.refuse(case.pk, staff.first, at=at)
        if what == "appeal":
            actions.appeal(case.pk, staff.doctor, "原件已经补齐，请再看一次（演示）")
        return
    case = _filed(number, member, staff, 5, "结算单要下周才出" if what == "returned" else "")
    if what in {"one word", "differ"}:
        _say(case, staff.assessor, "pay", 1)
    if what == "differ":
        _say(case, staff.second_assessor, "pay", 2, less_fen=50_000)
    if what == "returned":
        actions.ask_more(case.pk, staff.assessor, ["settlement"], "请补拍医保结算单（演示）")


def _pay(staff: "Staff") -> None:
    """Pay what the people of the town are owed: a run, and what the bank says."""
    from yutang.indemnity import actions
    from yutang.payouts import actions as payouts
    from yutang.payouts import queries

    payouts.first_profiles()
    profile = next(each for each in queries.profiles() if each.encoding == "gb18030")
    run = payouts.make_run(home_town(), profile.pk, 1, staff.first)
    payouts.approve(run.pk, staff.second)
    payouts.mark_sent(run.pk, staff.second)
    lines = "\n".join(
        f"{paid.reference},{paid.amount_fen / 100:.2f},{paid.account.number_tail},成功,,D{paid.pk}"
        for paid in run.payouts.select_related("account")
    )
    head = "业务编号,金额（元）,收款账号,处理结果,失败原因,银行流水号\n"
    reply = payouts.take_in(
        run.pk, (head + lines).encode("gb18030"), "回盘（演示）.csv", staff.first
    )
    payouts.confirm(reply.pk, staff.first)
    actions.follow()


def _photo(text: str) -> bytes:
    """Return a drawn paper that says that it is none."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (240, 160), "#fbf8f1")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((8, 8, 232, 152), outline="#1f7a5c", width=3)
    for line in range(5):
        draw.line((24, 56 + line * 18, 216 - line * 16, 56 + line * 18), fill="#b9c7a4", width=3)
    draw.text((24, 24), text, fill="#1e2a26")
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=60)
    return kept.getvalue()
