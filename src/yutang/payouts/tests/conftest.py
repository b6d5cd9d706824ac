"""A payee with an account and a balance, a second clerk, a run on its way to the bank."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

if TYPE_CHECKING:
    from yutang.payouts.models import Reply, Run
    from yutang.people.access import Person
    from yutang.shares.payees import Payee

COUNTY = "130827"
HEAD = "业务编号,金额（元）,收款账号,处理结果,失败原因,银行流水号\n"

Settle = Callable[..., None]
Balance = Callable[["Payee"], int]
ReplyOf = Callable[..., "Reply"]


@pytest.fixture
def sound(db: None) -> Iterator[None]:
    """Whatever a test did, what must always hold of payouts holds after it."""
    yield
    from django.db import connection

    from yutang.plumbing import statements

    for path in sorted((Path(__file__).parents[1] / "sql").glob("verify_*.sql")):
        with connection.cursor() as cursor:
            cursor.execute(statements.load("payouts", path.stem))
            assert cursor.fetchall() == [], path.stem


@pytest.fixture
def settle(db: None) -> Settle:
    """Return a function that posts as the shares room does: from escrow to what is owed.

    ``settle(payee, fen, key, at=None, order=None)``; fen below 0 are taken back.
    """
    from yutang.ledger import actions as ledger
    from yutang.ledger.rules import ESCROW, PAYABLE, Line, owner_of

    def post(
        payee: "Payee", fen: int, key: str, at: datetime | None = None, order: UUID | None = None
    ) -> None:
        lines = [Line(ESCROW, "", fen), Line(PAYABLE, owner_of(payee.pk), -fen)]
        cause: Any = "settlement" if fen > 0 else "reversal"
        ledger.post(cause, key, lines, at=at, order=order)

    return post


@pytest.fixture
def balance(db: None) -> Balance:
    """Return a function that tells what is owed to a payee, in fen."""
    from yutang.ledger import queries as books
    from yutang.ledger.rules import PAYABLE, owner_of

    return lambda payee: -books.balance(PAYABLE, owner_of(payee.pk))


@pytest.fixture
def reply(db: None) -> ReplyOf:
    """Return a function that uploads the bank's reply: ``reply(run, by, *rows)``."""
    from yutang.payouts import actions

    def take_in(run: "Run", by: "Person", *rows: str) -> "Reply":
        data = (HEAD + "\n".join(rows)).encode("gb18030")
        return actions.take_in(run.pk, data, "回盘.csv", by)

    return take_in


@pytest.fixture
def second(db: None) -> "Person":
    """Another clerk of the same county."""
    from yutang.people import actions as people

    person = people.enrol("13800000031", "宽城会计")
    people.give_grant(person, "clerk", COUNTY, by=None)
    return person


@pytest.fixture
def payee(producer: Any, clerk: "Person", settle: Settle) -> "Payee":
    """The farmer's payee, with an account and 50.00 yuan."""
    from yutang.payouts import actions
    from yutang.payouts.rules.accounts import AccountFacts
    from yutang.shares import actions as shares

    made = shares.payee_of_producer(producer.pk)
    card = AccountFacts("王大娘", "农村信用社", "6217001234000000008")
    actions.set_account(made.pk, card, clerk, "存折复印件")
    actions.first_profiles()
    settle(made, 5_000, "o1")
    return made


@pytest.fixture
def profile_id(payee: "Payee") -> int:
    """A profile of CSV in GB18030."""
    from yutang.payouts import queries

    return next(each.pk for each in queries.profiles() if each.encoding == "gb18030")


@pytest.fixture
def draft(payee: "Payee", profile_id: int, clerk: "Person") -> "Run":
    from yutang.payouts import actions

    return actions.make_run(COUNTY, profile_id, 1, clerk)


@pytest.fixture
def sent(sound: None, draft: "Run", second: "Person") -> "Run":
    from yutang.payouts import actions

    actions.approve(draft.pk, second)
    return actions.mark_sent(draft.pk, second)
