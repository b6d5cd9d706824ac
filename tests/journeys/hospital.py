"""Behind the stage of an insurance case: who is insured, who assesses, and what was paid before."""

from io import BytesIO
from typing import Any
from uuid import uuid4

from PIL import Image

from tests.cast import COUNTY, VILLAGE

PAID_BEFORE = 9
"""The tenth person makes what the public ledger may tell of."""


def hospital(doctor: str, first: str, second: str, clerk: str, other: str) -> dict[str, object]:
    """Twelve insured people of a village; nine of them have been paid already."""
    from tests import insured as staging
    from tests.journeys.stage import land
    from yutang.people import actions as people
    from yutang.plumbing.seal import unseal

    land()
    cast: list[Any] = []
    roles = (
        (doctor, "村医老吴", "doctor", VILLAGE),
        (first, "理赔小钱", "assessor", COUNTY),
        (second, "理赔老冯", "assessor", COUNTY),
        (clerk, "县办老赵", "clerk", COUNTY),
        (other, "县办小周", "clerk", COUNTY),
    )
    for mobile, name, role, code in roles:
        person = people.enrol(mobile, name, is_demo=True)
        people.give_grant(person, role, code, by=None)
        cast.append(person)
    insured = staging.enrolled(staging.funded(cast[3], cast[4]), cast[3])
    for member in insured[1 : 1 + PAID_BEFORE]:
        _agreed(member, cast)
    _run(cast)
    sealed = insured[0].id_sealed
    assert sealed is not None
    return {"id_number": unseal(sealed)}


def photo(of: str) -> bytes:
    """A small photo, each of something else."""
    made = BytesIO()
    Image.new("RGB", (40, 30), "white").save(made, "JPEG", comment=of.encode())
    return made.getvalue()


def _agreed(member: Any, cast: list[Any]) -> None:
    """A case of this person that both assessors agree on, approved."""
    from tests import insured as staging
    from yutang.indemnity import actions
    from yutang.indemnity.rules.filing import Figures
    from yutang.payouts import actions as payouts
    from yutang.payouts.rules.accounts import AccountFacts
    from yutang.shares import actions as shares

    doctor, first, second, clerk, _other = cast
    photos = [(code, photo(code)) for code in ("identity", "bill", "settlement")]
    case = actions.file(member, staging.filing(), photos, doctor, uuid4())
    figures = Figures(case.total_fen, case.public_paid_fen, case.others_paid_fen)
    for by in (first, second):
        actions.assess(case.pk, by, "pay", figures, codes=(), is_no_relative=True)
    book = AccountFacts("王秀英", "农村信用社", "10200012345678", "passbook")
    payouts.set_first_account(shares.payee_of_member(member).pk, book, doctor, "存折复印件")
    actions.approve(case.pk, clerk)


def bank_paid(*mobiles: str) -> dict[str, object]:
    """A payout run of all that is owed in the county, and the bank's answer that it is paid."""
    from yutang.people import queries

    _run([None, None, None, *(queries.by_mobile(mobile) for mobile in mobiles)])
    return {}


def _run(cast: list[Any]) -> None:
    from yutang.indemnity import actions
    from yutang.payouts import actions as payouts
    from yutang.payouts import queries

    *_others, clerk, second = cast
    payouts.first_profiles()
    profile = next(each for each in queries.profiles() if each.encoding == "gb18030")
    run = payouts.make_run(COUNTY, profile.pk, 1, clerk)
    payouts.approve(run.pk, second)
    payouts.mark_sent(run.pk, second)
    lines = "\n".join(
        f"{each.reference},{each.amount_fen / 100:.2f},10200012345678,成功,,B{each.pk}"
        for each in run.payouts.all()
    )
    head = "业务编号,金额（元）,收款账号,处理结果,失败原因,银行流水号\n"
    data = (head + lines).encode("gb18030")
    payouts.confirm(payouts.take_in(run.pk, data, "回盘.csv", clerk).pk, clerk)
    actions.follow()
