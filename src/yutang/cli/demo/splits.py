"""Who gets what of a demo lot: invented parts and payees, agreed by both sides, as a county would.

The farmers of the demo have no accounts, so the clerk records their word; the host gives theirs.
"""

from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yutang.people.access import Person

HOST_POINTS, SERVICE_POINTS, FUND_POINTS = 500, 150, 100
"""Basis points of the amount for the host, the platform's service and the village's fund."""
PACKING_FEN, FREIGHT_FEN, FREIGHT_POINTS = 120, 320, 400
"""An order's packing, and its way: a fixed part and one that grows with what is in it."""


def agree(lot: int, producer: str, county: str, host: "Person", clerk: "Person") -> None:
    """Propose the demo's split for a lot, have it agreed, and say where the farmer is paid."""
    from yutang.shares import actions
    from yutang.shares.rules import Part

    def of_county(name: str) -> int:
        return actions.payee_of_organisation(f"{name}（演示）", county).pk

    made = actions.propose(
        lot,
        [
            Part("packing", of_county("合作社打包组"), fixed_fen=PACKING_FEN),
            Part("freight", of_county("县快递"), FREIGHT_POINTS, FREIGHT_FEN),
            Part("host", actions.payee_of_person(host).pk, HOST_POINTS),
            Part("service", of_county("县电商服务中心"), SERVICE_POINTS),
            Part("fund", of_county("村公益金"), FUND_POINTS),
        ],
        clerk,
    )
    actions.agree_for(made.pk, "farmer", clerk, "演示：生产者是编的，由县办记录")
    actions.agree(made.pk, host)
    assert made.farmer_id is not None, "a lot's split has its farmer"
    _account(made.farmer_id, producer, clerk)


def _account(payee: int, holder: str, clerk: "Person") -> None:
    from yutang.payouts import actions
    from yutang.payouts.errors import SameAccount
    from yutang.payouts.rules.accounts import COMPANY, AccountFacts

    invented = AccountFacts(holder, "演示农村商业银行", f"90000000{payee:06d}", COMPANY)
    with suppress(SameAccount):  # the demo was started before
        actions.set_account(payee, invented, clerk, "演示：账户是编的")
