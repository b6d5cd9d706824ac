"""The page that tells one order's money has the figures that the code makes."""

from collections.abc import Callable
from pathlib import Path

from yutang.kernel.money import yuan
from yutang.ledger import queries as ledger
from yutang.people.access import Person
from yutang.shares import actions
from yutang.shares.models import Split
from yutang.trade.models import Order

PAGE = Path(__file__).resolve().parents[4] / "docs" / "one-yuan.md"
Received = Callable[..., Order]
Settle = Callable[..., int]


def test_the_table_is_what_the_ledger_says(
    received: Received, split: Split, settle: Settle, clerk: Person
) -> None:
    order = received(1)
    settle()
    actions.refund(order.pk, 1000, clerk, "两个坏果", "claim:1")
    rows = [
        (transaction.cause, line.kind, line.owner, line.amount_fen)
        for transaction in ledger.transactions_of(order.pk)
        for line in transaction.lines
    ]
    names = ledger.owner_names(owner for _cause, _kind, owner, _fen in rows)
    made = [
        f"| {cause} | {' '.join(filter(None, (kind, names.get(owner, owner))))} |"
        f" {yuan(fen) if fen > 0 else ''} | {yuan(-fen) if fen < 0 else ''} |"
        for cause, kind, owner, fen in rows
    ]
    told = PAGE.read_text("utf-8").splitlines()
    first = told.index("|---|---|---:|---:|") + 1
    assert sorted(told[first : first + len(made)]) == sorted(" ".join(row.split()) for row in made)
    assert not told[first + len(made)]
