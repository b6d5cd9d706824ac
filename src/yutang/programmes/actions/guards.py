"""What the database refused, as the room's own refusals."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from yutang.kernel.errors import Refusal
from yutang.kernel.money import yuan
from yutang.programmes import queries
from yutang.programmes.errors import (
    BudgetShort,
    FundShort,
    InvoiceKnown,
    PlanTooSmall,
    ProgrammeShort,
    ReceiptKnown,
    TooMuchBack,
)

_SAYS: dict[str, Callable[[int, str], Refusal]] = {
    "programmes_fund_covers": lambda fund, _: FundShort(left=yuan(queries.fund_has(fund))),
    "programmes_programme_covers": lambda programme, _: ProgrammeShort(
        left=yuan(queries.has(programme))
    ),
    "programmes_budget_covers": lambda programme, purpose: BudgetShort(
        left=yuan(queries.purpose_has(programme, purpose))
    ),
    "programmes_donation_covers": lambda _fund, _purpose: TooMuchBack(left=yuan(0)),
    "programmes_donation_receipt_once": lambda _id, _: ReceiptKnown(),
    "programmes_bill_invoice_once": lambda _id, _: InvoiceKnown(),
}


@contextmanager
def refused(whose: int, purpose: str = "", *, planning: bool = False) -> Iterator[None]:
    """Do what is within as one step; what the database refuses is said as a refusal.

    `whose`: the programme whose money it is, or the fund.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = _constraint(error)
        if planning and name == "programmes_budget_covers":
            raise PlanTooSmall from error
        if name in _SAYS:
            raise _SAYS[name](whose, purpose) from error
        raise


def _constraint(error: IntegrityError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "constraint_name", "") or "")
