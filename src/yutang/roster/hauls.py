"""Persons by the thousand, as whole-county registers bring them: rounds of statements, no Django.

Everybody is found by the digest of their ID number, so the same rows again change nothing. A few
thousand rows a haul are a good size; each haul is one transaction.
"""

from collections.abc import Generator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from yutang.plumbing.rounds import Query, Round, Rows, query
from yutang.plumbing.seal import digest_each, seal_each
from yutang.roster.rules.consents import Agreed, purpose_of, until_of
from yutang.roster.rules.persons import ADULT, Entry, age, masked
from yutang.roster.sealing import Sealed, sealed


class Row(NamedTuple):
    """A person, as `rules.check_entry` returned them, with an ID number."""

    entry: Entry
    guardian: str = ""
    """Who agreed for somebody under 18."""
    relation: str = ""


class Whence(NamedTuple):
    """What all rows of a haul share: they agreed to `purpose`, on the list that was brought."""

    purpose: str
    agreed: Agreed
    on: date
    """Today."""
    at: datetime
    by: int | None
    """Account of who brought it; None for the command line."""
    is_demo: bool = False


class Entered(NamedTuple):
    """What became of a row: the person, or why there is none.

    `why`: ``another_name`` (the ID number is somebody's with another name) or
    ``guardian_needed`` (a minor for whom no guardian agreed).
    """

    id: int | None
    is_new: bool
    why: str = ""


def enter_many(rows: Sequence[Row], whence: Whence) -> Generator[Round, Rows, list[Entered]]:
    """Write these persons down with their consent to the purpose; one answer a row, in order.

    The same ID number twice is one person. What is known of a person stays; what was not is
    filled in. A consent that was withdrawn since is not given again. The caller has checked who
    brings the rows, and each entry (`rules.check_entry`).

    Raises:
        BadPurpose
    """
    purpose_of(whence.purpose)
    marks = digest_each(row.entry.id_number for row in rows)
    assert all(marks), "every row of a haul has an ID number"
    said: dict[bytes, Row] = {}
    for mark, row in zip(marks, rows, strict=True):
        if not _lacks_guardian(row, whence.on):
            said.setdefault(mark, row)
    known = yield from _known(list(said))
    before = set(known)
    fresh = [mark for mark in said if mark not in known]
    if fresh:
        yield (_add([said[mark] for mark in fresh], whence),)
        known |= yield from _known(fresh)
    names = dict(zip(said, digest_each(row.entry.name for row in said.values()), strict=True))
    good = {mark: known[mark][0] for mark in said if known[mark][1] == names[mark]}
    if good:
        old = {mark: pk for mark, pk in good.items() if mark in before}
        more = (_fill(old, said), _stay(old, said, whence)) if old else ()
        yield (*more, _agree(good, said, whence))
    answered: set[bytes] = set()
    answers = []
    for mark in marks:
        is_new = mark in good and mark not in before and mark not in answered
        answered.add(mark)
        why = "" if mark in good else "another_name" if mark in said else "guardian_needed"
        answers.append(Entered(good.get(mark), is_new, why))
    return answers


def find_many(rows: Sequence[Row], on: date) -> Generator[Round, Rows, list[Entered]]:
    """Return what `enter_many` would answer today; nothing is written."""
    marks = digest_each(row.entry.id_number for row in rows)
    known = yield from _known(list(dict.fromkeys(marks)))
    there = [row.entry.name for mark, row in zip(marks, rows, strict=True) if mark in known]
    names = dict(zip(there, digest_each(there), strict=True))
    answers = []
    for mark, row in zip(marks, rows, strict=True):
        pk, its_name = known.get(mark, (None, None))
        why = "another_name" if pk is not None and its_name != names[row.entry.name] else ""
        if _lacks_guardian(row, on):
            why = "guardian_needed"
        answers.append(Entered(None if why else pk, mark not in known, why))
    return answers


def _lacks_guardian(row: Row, on: date) -> bool:
    born = row.entry.birth_on
    return born is not None and age(born, on) < ADULT and not row.guardian


def _known(
    marks: Sequence[bytes],
) -> Generator[Round, Rows, dict[bytes, tuple[int, bytes]]]:
    """Return who has these ID numbers: digest → id and digest of the name."""
    if not marks:
        return {}
    ((*found,),) = yield (query("roster", "known", marks=list(marks)),)
    return {bytes(mark): (pk, bytes(name)) for pk, mark, name in found}


def _add(rows: Sequence[Row], whence: Whence) -> Query:
    columns = sealed([row.entry for row in rows])
    entries = [row.entry for row in rows]
    return query(
        "roster",
        "add_members",
        **{name: [getattr(each, name) for each in columns] for name in Sealed._fields},
        gender=[entry.gender for entry in entries],
        birth_on=[entry.birth_on for entry in entries],
        place_code=[entry.place_code for entry in entries],
        poverty_until=[entry.poverty_until for entry in entries],
        is_demo=whence.is_demo,
        at=whence.at,
        by=whence.by,
    )


def _fill(old: dict[bytes, int], said: dict[bytes, Row]) -> Query:
    entries = [said[mark].entry for mark in old]
    columns = sealed(entries)
    taken = ("mobile_sealed", "mobile_digest", "mobile_tail", "bank_sealed", "bank_tail",
             "poverty_sealed", "poverty_mark")  # fmt: skip
    return query(
        "roster",
        "fill_members",
        ids=list(old.values()),
        poverty_until=[entry.poverty_until for entry in entries],
        **{name: [getattr(each, name) for each in columns] for name in taken},
    )


def _stay(old: dict[bytes, int], said: dict[bytes, Row], whence: Whence) -> Query:
    return query(
        "roster",
        "add_stays",
        ids=list(old.values()),
        places=[said[mark].entry.place_code for mark in old],
        at=whence.at,
        by=whence.by,
    )


def _agree(good: dict[bytes, int], said: dict[bytes, Row], whence: Whence) -> Query:
    purpose, agreed = purpose_of(whence.purpose), whence.agreed
    given_on = agreed.given_on or whence.on
    rows = [said[mark] for mark in good]
    minors = [_lacks_guardian(row._replace(guardian=""), whence.on) for row in rows]
    guardians = [row.guardian if minor else "" for row, minor in zip(rows, minors, strict=True)]
    most = [until_of(purpose, given_on, row.entry.birth_on) for row in rows]
    return query(
        "roster",
        "add_consents",
        ids=list(good.values()),
        purpose=purpose.name,
        version=purpose.version,
        given_on=given_on,
        until=[min(agreed.until or day, day) for day in most],
        how=agreed.how,
        guardian_sealed=[each or None for each in seal_each(guardians)],
        guardian_masked=[masked(name) if name else "" for name in guardians],
        relation=[
            row.relation[:20] if name else "" for row, name in zip(rows, guardians, strict=True)
        ],
        paper=agreed.paper,
        at=whence.at,
        by=whence.by,
    )
