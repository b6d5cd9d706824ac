"""Insured people of one village, a programme with money, a photo, and a case in any state."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from tests.cast import COUNTY

from tests import insured as staging

if TYPE_CHECKING:
    from yutang.indemnity.models import Case
    from yutang.people.access import Person
    from yutang.programmes.access import Programme
    from yutang.roster.access import Member

FileCase = Callable[..., "Case"]
Agree = Callable[..., "Case"]


@pytest.fixture
def sound(db: None) -> Iterator[None]:
    """Whatever a test did, what must always hold of cases and ledger holds after it."""
    yield
    from django.db import connection

    from yutang.plumbing import statements

    for path in sorted((Path(__file__).parents[1] / "sql").glob("verify_*.sql")):
        with connection.cursor() as cursor:
            cursor.execute(statements.load("indemnity", path.stem))
            assert cursor.fetchall() == [], path.stem


@pytest.fixture
def second_clerk(db: None) -> "Person":
    """The other clerk of the county."""
    from yutang.people import actions as people

    person = people.enrol("13800000044", "宽城另一位")
    people.give_grant(person, "clerk", COUNTY, by=None)
    return person


@pytest.fixture
def programme(clerk: "Person", second_clerk: "Person") -> "Programme":
    """A health programme with 200,000 yuan, planned for premiums and benefits."""
    return staging.funded(clerk, second_clerk)


@pytest.fixture
def insured(programme: "Programme", clerk: "Person") -> list["Member"]:
    """Twelve people of the village, enrolled by a register for the year around today."""
    return staging.enrolled(programme, clerk)


@pytest.fixture
def patient(insured: list["Member"]) -> "Member":
    return insured[0]


@pytest.fixture
def photo() -> bytes:
    """A small photo of a bill."""
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(made, "JPEG")
    return made.getvalue()


@pytest.fixture
def file_case(doctor: "Person", patient: "Member", photo: bytes) -> FileCase:
    """Return a function that files a case with all its papers: ``file_case(member, **said)``."""
    from yutang.indemnity import actions

    def made(member: Any = None, *, at: Any = None, **said: Any) -> "Case":
        codes = ("identity", "bill", "settlement")
        photos = [(code, photo + code.encode()) for code in codes]
        return actions.file(
            member or patient, staging.filing(**said), photos, doctor, uuid4(), at=at
        )

    return made


@pytest.fixture
def agree(
    file_case: FileCase, doctor: "Person", assessor: "Person", second_assessor: "Person"
) -> Agree:
    """Return a function that files a case to which both assessors say the same, with an account."""
    from yutang.indemnity import actions
    from yutang.indemnity.models import Case
    from yutang.indemnity.rules.filing import Figures
    from yutang.payouts import actions as payouts
    from yutang.payouts import queries
    from yutang.payouts.rules.accounts import AccountFacts
    from yutang.shares import actions as shares

    def made(member: Any = None, *, at: Any = None, outcome: str = "pay", **said: Any) -> "Case":
        case = file_case(member, at=at, **said)
        figures = Figures(case.total_fen, case.public_paid_fen, case.others_paid_fen)
        codes = () if outcome == "pay" else ("papers_doubtful",)
        for by in (assessor, second_assessor):
            actions.assess(case.pk, by, outcome, figures, codes=codes, is_no_relative=True, at=at)
        payee = shares.payee_of_member(case.member)
        if queries.account_in_use(payee.pk) is None:
            book = AccountFacts("王秀英", "农村信用社", "10200012345678", "passbook")
            payouts.set_first_account(payee.pk, book, doctor, "存折复印件")
        return Case.objects.get(pk=case.pk)

    return made


@pytest.fixture
def pay(clerk: "Person", second_clerk: "Person") -> Callable[..., None]:
    """Return a function that pays what is owed in the county: a run, the bank's answer, a look."""
    from yutang.indemnity import actions
    from yutang.payouts import actions as payouts
    from yutang.payouts import queries

    def made(said: str = "成功") -> None:
        payouts.first_profiles()
        profile = next(each for each in queries.profiles() if each.encoding == "gb18030")
        run = payouts.make_run(COUNTY, profile.pk, 1, clerk)
        payouts.approve(run.pk, second_clerk)
        payouts.mark_sent(run.pk, second_clerk)
        lines = "\n".join(
            f"{each.reference},{each.amount_fen / 100:.2f},10200012345678,{said},,B{each.pk}"
            for each in run.payouts.all()
        )
        head = "业务编号,金额（元）,收款账号,处理结果,失败原因,银行流水号\n"
        data = (head + lines).encode("gb18030")
        payouts.confirm(payouts.take_in(run.pk, data, "回盘.csv", clerk).pk, clerk)
        actions.follow()

    return made


@pytest.fixture
def paid(
    agree: Agree, pay: Callable[..., None], clerk: "Person", insured: list["Member"]
) -> Callable[..., list["Case"]]:
    """Return a function that pays a case of so many people: ``paid(people, after=0)``."""
    from yutang.indemnity import actions
    from yutang.indemnity.models import Case

    def made(people: int, after: int = 0) -> list["Case"]:
        cases = [agree(member) for member in insured[after : after + people]]
        for each in cases:
            actions.approve(each.pk, clerk)
        pay()
        return list(Case.objects.filter(pk__in=[each.pk for each in cases]).order_by("pk"))

    return made
