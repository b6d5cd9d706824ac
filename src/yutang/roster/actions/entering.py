"""A person is written down once: found again by their ID number or their account."""

from typing import Any

from django.db import IntegrityError, transaction

from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.plumbing.seal import digest
from yutang.roster import access
from yutang.roster.actions.consenting import consent
from yutang.roster.errors import AnotherName, AnotherPerson, AskToLink, ConsentNeeded
from yutang.roster.models import Member, Stay
from yutang.roster.queries.consents import purposes_agreed
from yutang.roster.rules import SENSITIVE, Agreed, Entry, age, check_entry
from yutang.roster.rules.consents import purpose_of
from yutang.roster.rules.persons import CHILD
from yutang.roster.sealing import sealed


def enter(
    entry: Entry,
    by: Person | None,
    *,
    purpose: str,
    agreed: Agreed | None = None,
    account: Person | None = None,
    is_demo: bool = False,
) -> Member:
    """Return the person of this entry, written down when they are not on the roster yet.

    Somebody is the same person by ID number or by account; what is known stays, what was not is
    filled in. A place other than their home is kept as one where they take part. `by` is who
    works for the place, the person themself (then `account` is theirs), or None for the command
    line. With `agreed`, the consent to `purpose` is recorded in the same transaction.

    Raises:
        NotFound: neither the person themself nor somebody who works for the place.
        ConsentNeeded: something sensitive is said (ID number, bank account, health, poverty
            class, or anything of a child under 14) without a consent to this purpose.
        AnotherName: the ID number is somebody's with another name.
        AskToLink, AnotherPerson: the account cannot be this person's, or nothing shows that it is.
        Whatever `rules.check_entry` and `consent` refuse.
    """
    said = check_entry(entry, today())
    purpose_of(purpose)
    own = by is not None and account is not None and by.pk == account.pk
    if by is not None and not own and not access.may_enter(by, said.place_code):
        raise NotFound
    with transaction.atomic():
        found = _found(said, account) or _made(said, by, account, is_demo=is_demo)
        _same_person(found, said, account, own=own)
        _fill(found, said, account)
        if not found.place_code.startswith(said.place_code):
            Stay.objects.get_or_create(
                member=found, place_code=said.place_code, defaults={"by": by}
            )
        if agreed is not None:
            consent(found, purpose, by, agreed)
        elif _is_sensitive(said) and purpose not in purposes_agreed(found, today()):
            raise ConsentNeeded
    return found


def link_account(member: Member, account: Person, by: Person) -> Member:
    """Link an account to a person who had none, after somebody of the place compared papers.

    Raises:
        NotFound: the person is none of their business.
        AnotherPerson: one of the two is linked otherwise already.
    """
    access.member_for(by, member.pk)
    if not access.may_enter(by, member.place_code):
        raise NotFound
    with transaction.atomic():
        found = Member.objects.select_for_update().get(pk=member.pk)
        if found.account_id not in {None, account.pk}:
            raise AnotherPerson
        if access.of_account(account) not in {None, found}:
            raise AnotherPerson
        found.account = account
        found.save(update_fields=["account"])
    return found


def _is_sensitive(said: Entry) -> bool:
    is_child = said.birth_on is not None and age(said.birth_on, today()) < CHILD
    return is_child or any(getattr(said, name) for name in SENSITIVE)


def _found(said: Entry, account: Person | None) -> Member | None:
    """Return the row of this ID number, else of this account, locked."""
    rows = Member.objects.select_for_update().filter(merged_into=None)
    if said.id_number:
        found = rows.filter(id_digest=digest(said.id_number)).first()
        if found is not None:
            return found
    return rows.filter(account_id=account.pk).first() if account is not None else None


def _made(said: Entry, by: Person | None, account: Person | None, *, is_demo: bool) -> Member:
    """Write the person down; who came first in the same moment is found instead."""
    row = Member(
        gender=said.gender,
        birth_on=said.birth_on,
        place_code=said.place_code,
        account=account,
        is_demo=is_demo,
        made_at=now(),
        made_by=by,
        poverty_until=said.poverty_until,
        **sealed([said])[0]._asdict(),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        found = _found(said, account)
        if found is None:
            raise
        return found
    return row


def _same_person(found: Member, said: Entry, account: Person | None, *, own: bool) -> None:
    """Go on only when the row is the person's of whom the entry speaks."""
    other_id = bool(
        said.id_number and found.id_digest and bytes(found.id_digest) != digest(said.id_number)
    )
    if other_id:
        raise AnotherPerson
    by_number = bool(said.id_number and found.id_digest)
    if by_number and bytes(found.name_digest) != digest(said.name):
        raise AnotherName
    if account is None or found.account_id == account.pk:
        return
    if found.account_id is not None or access.of_account(account) is not None:
        raise AnotherPerson
    # Who types another's ID number must not become that person: the number of their account,
    # which a text message proved, has to be the one on the roster.
    if own and bytes(found.mobile_digest or b"") != bytes(account.mobile_digest):
        raise AskToLink


def _fill(found: Member, said: Entry, account: Person | None) -> None:
    """Fill in what was not known; never change what was."""
    news: dict[str, Any] = {
        name: value for name, value in _sealed(said).items() if value and not getattr(found, name)
    }
    if said.gender and not found.gender:
        news["gender"] = said.gender
    if said.birth_on and not found.birth_on:
        news["birth_on"] = said.birth_on
    if account is not None and found.account_id is None:
        news["account"] = account
    if _lives_nearer(found.place_code, said.place_code):
        news["place_code"] = said.place_code
    if not news:
        return
    for name, value in news.items():
        setattr(found, name, value)
    try:
        with transaction.atomic():
            found.save(update_fields=list(news))
    except IntegrityError as error:
        raise AnotherPerson from error


def _lives_nearer(known: str, said: str) -> bool:
    """A village is better known than its county."""
    return said != known and said.startswith(known)


def _sealed(said: Entry) -> dict[str, Any]:
    """Return the columns of what is sealed, as far as it is said; not those of the name."""
    columns = sealed([said])[0]._asdict()
    said_of = {name: value for name, value in columns.items() if value and name[:5] != "name_"}
    return said_of | ({"poverty_until": said.poverty_until} if said.poverty_class else {})
