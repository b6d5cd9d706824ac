"""The words of programmes' money: directions of funds, purposes of budgets, owners of accounts."""

from typing import Final, Literal, get_args

Direction = Literal["ecology", "ecommerce", "education", "women", "health"]
"""The five directions of the fund: 生态, 电商, 教育, 女性, 健康."""
DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)

Purpose = Literal[
    "upstream", "centre", "training", "logistics", "benefit", "premium", "wage", "other"
]
"""What a budget's line is for.

upstream: 农产品上行, getting farm goods out of the county; centre: 公共服务中心; benefit: what is
paid to a person in need (insurance cases, grants); premium: what an insurer gets; wage: 劳务报酬.
"""
PURPOSES: Final[tuple[Purpose, ...]] = get_args(Purpose)

PAYEE: Final = "payee:"
BILL: Final = "bill:"


def direction_of(text: str) -> Direction | None:
    """Return the direction of this name."""
    return next((each for each in DIRECTIONS if each == text), None)


def purpose_of(text: str) -> Purpose | None:
    """Return the purpose of this name."""
    return next((each for each in PURPOSES if each == text), None)


def fund_owner(fund: int) -> str:
    """Return the owner of a fund's account in the ledger."""
    return f"fund:{fund}"


def programme_owner(programme: int) -> str:
    """Return the owner of a programme's account in the ledger."""
    return f"programme:{programme}"


def bill_owner(bill: int) -> str:
    """Return the owner of the account of what is owed for a bill."""
    return f"{BILL}{bill}"


def is_person(owner: str) -> bool:
    """Say whether such an owner of a payable is a payee, and so most often a person."""
    return owner.startswith(PAYEE)
