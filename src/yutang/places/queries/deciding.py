"""What a table of successors would change: decided row by row, before anything is written."""

from collections import defaultdict
from typing import NamedTuple

from yutang.kernel.errors import Refusal
from yutang.places.columns import SUCCESSORS
from yutang.places.models import Successor
from yutang.places.queries.tree import places
from yutang.places.rules.succession import Kind, Step, SuccessorFacts, check_successor
from yutang.places.table import EDITION
from yutang.plumbing.sheets import table
from yutang.plumbing.sheets.problems import Problem
from yutang.plumbing.sheets.table import Row
from yutang.plumbing.sheets.trial import Decided, Outcome, Verdict

_FIELDS = SuccessorFacts._fields
_Key = tuple[str, int, str]


class Plan(NamedTuple):
    """What is said of a table of successors, and what has to be written for it."""

    outcome: Outcome
    write: list[SuccessorFacts]


def decide_successors(data: bytes) -> Plan:
    """Return what becomes of each row of a file, and the rows that are new or changed.

    Raises:
        Unreadable, TooLarge, TooManyRows, OldWorkbook
    """
    read = table.read(data, SUCCESSORS, ("old_code", "old_edition", "new_code"))
    facts = {row.number: _facts(row) for row in read.rows}
    known = _known({each.old_code for each in facts.values()})
    there = _there({each.new_code for each in facts.values()})
    steps: dict[str, list[Step]] = defaultdict(list)
    for each in known.values():
        steps[each.old_code].append(_step(each))
    decided, problems, write = [], list[Problem](), []
    for row in read.rows:
        said = facts[row.number]
        try:
            each = check_successor(said, steps[said.old_code], EDITION, there.__contains__)
        except Refusal as why:
            field = getattr(why, "field", "") or (
                "new_code" if "text" in why.fields else "old_code"
            )
            problems.append(read.problem(row, field, why))
            continue
        verdict = _verdict(known.get((each.old_code, each.old_edition, each.new_code)), each)
        decided.append(Decided(row.number, verdict, _about(each), each.source))
        steps[each.old_code].append(_step(each))
        if verdict is not Verdict.SAME:
            write.append(each)
    outcome = Outcome.of(read, decided, problems)
    return Plan(outcome, write)


def check_one(facts: SuccessorFacts) -> SuccessorFacts:
    """Return the facts as they are kept; raises as `check_successor`."""
    steps = [_step(each) for each in _known({facts.old_code}).values()]
    return check_successor(facts, steps, EDITION, _there({facts.new_code}).__contains__)


def _step(facts: SuccessorFacts) -> Step:
    return Step(facts.old_code, facts.old_edition, facts.new_code, facts.new_edition, facts.kind)


def _verdict(known: SuccessorFacts | None, facts: SuccessorFacts) -> Verdict:
    if known is None:
        return Verdict.NEW
    return Verdict.SAME if known == facts else Verdict.CHANGED


def _about(facts: SuccessorFacts) -> str:
    old = f"{facts.old_name} {facts.old_code} ({facts.old_edition})"
    return f"{old} → {facts.new_code} ({facts.new_edition})" if facts.new_code else f"{old} → —"


def _facts(row: Row) -> SuccessorFacts:
    return SuccessorFacts(
        row["old_code"],
        row["old_edition"],
        row["old_name"],
        row["new_code"] or "",
        row["new_edition"],
        Kind(row["kind"]),
        row["valid_from"],
        row["source"],
    )


def _known(codes: set[str]) -> dict[_Key, SuccessorFacts]:
    rows = Successor.objects.filter(old_code__in=codes).values_list(*_FIELDS)
    found = [
        facts._replace(kind=Kind(facts.kind)) for facts in (SuccessorFacts(*row) for row in rows)
    ]
    return {(each.old_code, each.old_edition, each.new_code): each for each in found}


def _there(codes: set[str]) -> set[str]:
    return set(places().filter(code__in=codes).values_list("code", flat=True))
