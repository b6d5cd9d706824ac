"""Persons as pages of other rooms show them: masked, with what is counted by."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from yutang.kernel.clock import today
from yutang.plumbing.seal import digest
from yutang.roster import rules
from yutang.roster.models import Member
from yutang.roster.queries.following import kept
from yutang.roster.rules.persons import CHILD


class MemberView(NamedTuple):
    """A person, without anything sealed. For offices: nothing of it belongs on a public page."""

    id: int
    """The row that stands for the person today."""
    masked_name: str
    gender: str
    """``f``, ``m`` or nothing."""
    birth_on: date | None
    age_band: str
    place_code: str
    account_id: int | None
    id_tail: str
    mobile_tail: str
    is_child: bool
    is_demo: bool

    @property
    def county_code(self) -> str:
        return self.place_code[:6]


def views(ids: Collection[int]) -> dict[int, MemberView]:
    """Return persons by the ids asked for; a merged row shows whom it went into."""
    into = kept(ids)
    on = today()
    rows = {row.pk: _view(row, on) for row in Member.objects.filter(pk__in=set(into.values()))}
    return {asked: rows[pk] for asked, pk in into.items()}


def view(member_id: int) -> MemberView | None:
    """Return one person, if there is one."""
    return views([member_id]).get(member_id)


def by_id_number(text: str) -> int | None:
    """Return who has this ID number, as somebody typed it.

    Raises:
        BadIdNumber: it is none.
    """
    mark = digest(rules.read_id_number(text).text)
    found = Member.objects.filter(id_digest=mark, merged_into=None)
    return found.values_list("pk", flat=True).first()


def _view(row: Member, on: date) -> MemberView:
    return MemberView(
        id=row.pk,
        masked_name=row.name_masked,
        gender=row.gender,
        birth_on=row.birth_on,
        age_band=rules.age_band(row.birth_on, on),
        place_code=row.place_code,
        account_id=row.account_id,
        id_tail=row.id_tail,
        mobile_tail=row.mobile_tail,
        is_child=row.birth_on is not None and rules.age(row.birth_on, on) < CHILD,
        is_demo=row.is_demo,
    )
