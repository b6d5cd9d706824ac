"""What a list of persons would do: who is new, whom it tells more of. Never written."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from yutang.kernel.clock import today
from yutang.kernel.errors import Refusal
from yutang.plumbing.seal import digest
from yutang.plumbing.sheets.problems import Problem
from yutang.plumbing.sheets.table import Row, read
from yutang.plumbing.sheets.trial import Decided, Outcome, Verdict
from yutang.roster.columns import PERSONS, PERSONS_KEY
from yutang.roster.errors import AnotherName, GuardianNeeded
from yutang.roster.models import Member
from yutang.roster.queries.meaning import home_meant
from yutang.roster.rules import Entry, age, check_entry, masked
from yutang.roster.rules.persons import ADULT

_TYPED = (
    "name", "gender", "birth_on", "id_number", "mobile", "bank_account",
    "poverty_class", "poverty_pointer", "poverty_until",
)  # fmt: skip


class Said(NamedTuple):
    """A person of a list, checked."""

    entry: Entry
    guardian: str
    relation: str
    known_id: int | None
    """Who they are, when they have no ID number and stand there with name, place and birth."""


@dataclass
class PersonsDecided:
    """What a list would do, and whom it names."""

    outcome: Outcome
    said: list[Said] = field(default_factory=list)


def decide_persons(data: bytes, within: Collection[str]) -> PersonsDecided:
    """Decide a list of persons for somebody who works for these places."""
    table = read(data, PERSONS, PERSONS_KEY)
    homes: dict[str, str | Refusal] = {}
    checked: list[tuple[Row, Said]] = []
    problems: list[Problem] = []
    for row in table.rows:
        try:
            checked.append((row, _said(row, within, homes)))
        except Refusal as why:
            problems.append(table.problem(row, getattr(why, "field", "name"), why))
    by_id = _known([said.entry.id_number for _row, said in checked])
    decided, good = [], []
    for row, said in checked:
        known = by_id.get(said.entry.id_number) if said.entry.id_number else _alike(said.entry)
        if known and said.entry.id_number and bytes(known.name_digest) != digest(said.entry.name):
            problems.append(table.problem(row, "id_number", AnotherName()))
            continue
        decided.append(_verdict(row, said, known))
        good.append(said._replace(known_id=known.pk if known else None))
    return PersonsDecided(Outcome.of(table, decided, problems), good)


def _said(row: Row, within: Collection[str], homes: dict[str, str | Refusal]) -> Said:
    typed = {name: row[name] for name in _TYPED if row[name] is not None}
    place = row["place"]
    if place not in homes:
        try:
            homes[place] = home_meant(place, within)
        except Refusal as why:
            homes[place] = why
    home = homes[place]
    if isinstance(home, Refusal):
        raise home
    entry = check_entry(Entry(**typed, place_code=home), today())
    guardian = row["guardian"] or ""
    if entry.birth_on and age(entry.birth_on, today()) < ADULT and not guardian:
        raise GuardianNeeded
    return Said(entry, guardian, row["relation"] or "", None)


def _known(numbers: list[str]) -> dict[str, Member]:
    marks = {digest(number): number for number in numbers if number}
    rows = Member.objects.filter(id_digest__in=list(marks), merged_into=None)
    return {marks[bytes(row.id_digest)]: row for row in rows if row.id_digest}


def _alike(entry: Entry) -> Member | None:
    """Return who stands there with this name, place and birth date."""
    found = Member.objects.filter(
        name_digest=digest(entry.name),
        place_code=entry.place_code,
        birth_on=entry.birth_on,
        merged_into=None,
    )
    return found.order_by("pk").first()


def _verdict(row: Row, said: Said, known: Member | None) -> Decided:
    about = f"{masked(said.entry.name)} {said.entry.id_number[-4:]}".strip()
    if known is None:
        return Decided(row.number, Verdict.NEW, about)
    more = [
        told
        for value, had, told in (
            (said.entry.mobile, known.mobile_sealed, _("mobile")),
            (said.entry.bank_account, known.bank_sealed, _("bank account")),
            (said.entry.poverty_class, known.poverty_sealed, _("poverty status")),
        )
        if value and not had
    ]
    if not more:
        return Decided(row.number, Verdict.SAME, about)
    return Decided(row.number, Verdict.CHANGED, about, ", ".join(more))
