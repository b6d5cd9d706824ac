"""What is written down of a person is corrected; the change is kept as an opening is."""

from dataclasses import asdict, replace
from typing import Any

from django.db import IntegrityError, transaction

from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people import actions as openings
from yutang.people.access import Person
from yutang.people.rules import clean_reason
from yutang.plumbing.seal import unseal
from yutang.roster import access, rules
from yutang.roster.actions.opening import subject_of
from yutang.roster.errors import AnotherPerson, ConsentNeeded, NothingNew
from yutang.roster.models import Member
from yutang.roster.queries.consents import purposes_agreed
from yutang.roster.rules import SENSITIVE, Entry, check_entry
from yutang.roster.sealing import sealed

_FIELD_OF = {"poverty_class": "poverty"}
_COLUMNS = {
    "name": ("name_sealed", "name_digest", "name_masked"),
    "gender": (),
    "birth_on": (),
    "place_code": (),
    "id_number": ("id_sealed", "id_digest", "id_tail"),
    "mobile": ("mobile_sealed", "mobile_digest", "mobile_tail"),
    "bank_account": ("bank_sealed", "bank_tail"),
    "health": ("health_sealed",),
    "poverty_class": ("poverty_sealed", "poverty_mark"),
}


def correct(member: Member, news: Entry, reason: str, by: Person) -> list[str]:
    """Change what this entry says of a person; what it leaves empty stays. Return what changed.

    Only who may open a sensitive field may change it, and only with a consent to its use. Who
    changed what and why is kept with the openings, where its owner reads it.

    Raises:
        NotFound: the person is none of their business, or a field is not for their role.
        ReasonNeeded, NothingNew, ConsentNeeded
        AnotherPerson: the ID number is somebody else's.
        Whatever `rules.check_entry` refuses.
    """
    why = clean_reason(reason)
    with transaction.atomic():
        found = Member.objects.select_for_update().get(pk=access.member_for(by, member.pk).pk)
        if not access.may_enter(by, found.place_code):
            raise NotFound
        named = replace(
            news,
            name=news.name or unseal(found.name_sealed),
            place_code=news.place_code or found.place_code,
        )
        said = check_entry(named, today())
        changed = [name for name in _COLUMNS if asdict(news)[name]]
        if said.id_number:
            changed += [name for name in ("gender", "birth_on") if name not in changed]
        if not changed:
            raise NothingNew
        for name in changed:
            if name in SENSITIVE:
                _may_change(found, _FIELD_OF.get(name, name), by)
        _save(found, said, changed)
        for name in changed:
            openings.record_opening(by, found.account, f"{name} changed", subject_of(found), why)
    return changed


def _may_change(found: Member, field: str, by: Person) -> None:
    may = rules.purposes_to_open(
        people.grants(by), field, access.places_of(found), is_child=access.is_child(found)
    )
    if not may:
        raise NotFound
    if not may & purposes_agreed(found, today()):
        raise ConsentNeeded


def _save(found: Member, said: Entry, changed: list[str]) -> None:
    columns = sealed([said])[0]._asdict()
    news: dict[str, Any] = {}
    for name in changed:
        if _COLUMNS[name]:
            news |= {column: columns[column] for column in _COLUMNS[name]}
        else:
            news[name] = getattr(said, name)
    if "poverty_class" in changed:
        news["poverty_until"] = said.poverty_until
    for column, value in news.items():
        setattr(found, column, value)
    try:
        with transaction.atomic():
            found.save(update_fields=list(news))
    except IntegrityError as error:
        raise AnotherPerson from error
