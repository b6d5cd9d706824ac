"""The public ledger: ten persons or nobody, one chain, and whoever alters a row is found."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.insured import PAID_FEN

from yutang.indemnity import actions
from yutang.indemnity.models import Case, Counted, PublicEntry
from yutang.indemnity.queries import public, untold
from yutang.indemnity.rules import chain
from yutang.indemnity.rules.chain import Row
from yutang.plumbing import statements
from yutang.roster.access import Member

SCRIPT = Path(__file__).parents[1] / "verify_ledger.py"
ROWS = st.lists(
    st.builds(
        Row,
        source=st.just("paid"),
        id=st.integers(1, 10**6),
        kind=st.sampled_from(["paid", "came_back"]),
        county=st.sampled_from(["130827", "130722", "445323"]),
        on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
        sum_fen=st.integers(1, 10**7),
        person=st.integers(1, 15),
        times=st.just(1),
        heads=st.just(0),
    ),
    max_size=60,
)


def said_by_script(text: str, folder: Path, *more: str) -> tuple[int, str]:
    """Run the shipped script as a stranger does, in a Python without our packages."""
    path = folder / "ledger.jsonl"
    path.write_text(text, "utf-8")
    run = subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), str(path), *more],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    return run.returncode, run.stdout.strip().splitlines()[-1]


def breaches(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statements.load("indemnity", f"verify_{name}"))
        return len(cursor.fetchall())


@given(ROWS)
def test_no_entry_is_about_fewer_than_ten_and_none_is_lost(rows: list[Row]) -> None:
    told = chain.due(rows)
    for group in told:
        assert len({row.person for row in group.rows}) == group.told.persons >= 10
        assert {(row.kind, row.county) for row in group.rows} == {group.told[:2]}
        assert sum(row.sum_fen for row in group.rows) == group.told.sum_fen
    counted = [row for group in told for row in group.rows]
    waiting = [row for row in rows if row not in counted]
    assert len(counted) + len(waiting) == len(rows)
    assert chain.due(waiting) == []


@given(ROWS)
def test_an_entry_is_hashed_as_the_script_hashes_it(rows: list[Row]) -> None:
    from yutang.indemnity import verify_ledger

    lines, previous = [], chain.START
    for number, group in enumerate(chain.due(rows), start=1):
        body = chain.body(number, group.told, previous)
        lines.append(chain.line(body))
        previous = chain.hash_of(body)
    assert verify_ledger.check(lines) == ""
    assert verify_ledger.check(lines, previous) == ("" if lines else f"the hash {previous} is not"
                                                    " in this chain")  # fmt: skip
    if len(lines) > 1:
        assert "entry 1" in verify_ledger.check(lines[1:])


def test_nine_persons_wait_and_the_tenth_tells_of_all(
    sound: None, paid: Callable[..., list[Case]], tmp_path: Path
) -> None:
    paid(9)
    kinds = [entry.kind for entry in actions.append()]
    assert kinds == ["donated", "enrolled"], "nine who were paid wait"
    assert [row.kind for row in untold.rows()] == ["paid"] * 9
    assert actions.append() == []
    paid(1, after=9)
    (entry,) = actions.append()
    assert (entry.kind, entry.county, entry.times, entry.persons) == ("paid", "130827", 10, 10)
    assert entry.sum_fen == 10 * PAID_FEN
    assert untold.rows() == []
    assert said_by_script(public.jsonl(), tmp_path) == (0, "OK: 3 entries")
    assert said_by_script(public.jsonl(), tmp_path, entry.hash)[0] == 0
    assert said_by_script(public.jsonl(), tmp_path, "f" * 64)[0] == 1
    names = set(Member.objects.values_list("name_masked", flat=True))
    assert not any(name in public.jsonl() for name in names)


def test_whoever_alters_a_row_as_owner_of_the_database_is_found(
    paid: Callable[..., list[Case]], tmp_path: Path
) -> None:
    paid(10)
    first, _second, third = actions.append()
    assert (breaches("chain"), breaches("told")) == (0, 0)
    for change in ("update indemnity_publicentry set sum_fen = 1", "delete from indemnity_counted"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")  # triggers are off
        body = json.loads(first.body)
        forged = chain.body(1, chain.Told("donated", "130827", first.from_on, first.to_on, 1, 0, 5),
                            body["previous"])  # fmt: skip
        cursor.execute("update indemnity_publicentry set sum_fen = 5 where number = 1")
        assert breaches("chain") == 1, "the body says otherwise"
        cursor.execute("update indemnity_publicentry set body = %s where number = 1", [forged])
        assert breaches("chain") == 1, "the hash is another's"
        assert said_by_script(public.jsonl(), tmp_path) == (1, "BROKEN: entry 1: it was changed")
        forged_hash = chain.hash_of(forged)
        cursor.execute("update indemnity_publicentry set hash = %s where number = 1", [forged_hash])
        assert breaches("chain") == 1, "the next one names the old hash"
        assert "entry 2" in said_by_script(public.jsonl(), tmp_path)[1]
        assert breaches("told") == 1, "the rows behind say another sum"
        cursor.execute("delete from indemnity_publicentry where number = 3")
        assert said_by_script(public.jsonl(), tmp_path, third.hash)[0] == 1, "it was printed"
        transaction.set_rollback(True)


def test_money_that_comes_back_is_told_too_and_paid_again(
    sound: None, paid: Callable[..., list[Case]], pay: Callable[..., None]
) -> None:
    from yutang.payouts.models import Payout, PayoutState

    (case,) = paid(1)
    assert (case.state, case.payout[:2]) == ("paid", "YT")
    payout = Payout.objects.get(reference=case.payout)
    payout.state = PayoutState.RETURNED
    payout.save(update_fields=["state"])
    assert actions.follow() == 1
    assert actions.follow() == 0
    case.refresh_from_db()
    assert (case.state, case.payout) == ("approved", "")
    assert [row.kind for row in untold.rows() if row.person] == ["paid", "came_back"]


def test_an_entry_without_its_place_in_the_chain_is_refused(db: None) -> None:
    told = chain.Told("donated", "", date(2026, 1, 1), date(2026, 1, 2), 1, 0, 500)
    for number, previous in ((2, chain.START), (1, "a" * 64)):
        body = chain.body(number, told, previous)
        with pytest.raises(IntegrityError, match="does not follow"), transaction.atomic():
            PublicEntry.objects.create(
                number=number, kind="donated", from_on=told.from_on, to_on=told.to_on, times=1,
                persons=0, sum_fen=500, body=body, previous=previous, hash=chain.hash_of(body),
                at="2026-01-03T00:00Z",
            )  # fmt: skip
    assert not Counted.objects.exists()
