"""Applying to become a host: by one's own account, or written down by a helper or clerk."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from yutang.goods import pictures
from yutang.hosts import access
from yutang.hosts.actions import locking, stepping
from yutang.hosts.errors import AgreementNeeded, GoodsNeeded, GuardianMissing, OnTheWay
from yutang.hosts.models import Path, Step, What
from yutang.hosts.queries import learning
from yutang.hosts.rules import path as rules
from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.plumbing import kept
from yutang.roster import access as roster
from yutang.roster import actions as members
from yutang.roster import queries as views
from yutang.roster.access import Member
from yutang.roster.rules import Agreed, Entry, age

PURPOSE = "hosts"
FOLDER = "hosts"
"""Where guardians' papers lie, sealed."""


@dataclass(frozen=True)
class Wish:
    """What an application says beside who applies."""

    goods: str
    words: str = ""
    agrees: bool = False
    guardian: str = ""
    relation: str = ""
    paper: bytes = b""
    """A photograph of what the guardian signed."""


def apply(
    entry: Entry, wish: Wish, key: UUID, by: Person, *, own: bool, is_demo: bool = False
) -> Path:
    """Begin a path; the same key again gives the same one.

    `own`: the applicant has the account `by`; else `by` works for the applicant's place.

    Raises:
        OnTheWay: the person is on the path already.
        AgreementNeeded, GoodsNeeded, GuardianMissing
        Whatever the roster refuses of the entry, and NotFound for places that are not theirs.
    """
    goods = " ".join(wish.goods.split())[:120]
    if not goods:
        raise GoodsNeeded
    if not wish.agrees:
        raise AgreementNeeded
    made = Path.objects.filter(key=key, made_by=by).first()
    if made is not None:
        return made
    at, agreed = now(), _agreed(wish, own=own)
    with transaction.atomic():
        member = _member(entry, agreed, by, own=own, is_demo=is_demo)
        if Path.objects.filter(member__in=views.faces(member.pk)).exclude(state="left").exists():
            raise OnTheWay
        path = Path(member=member, place_code=member.place_code, goods=goods)
        path.words, path.key, path.is_demo = wish.words.strip()[:600], key, is_demo
        path.since, path.made_at, path.made_by = at, at, by
        try:
            with transaction.atomic():
                path.save(force_insert=True)
        except IntegrityError as error:
            raise OnTheWay from error
        stepping.step(path, What.APPLY, at, by)
    return path


def apply_again(path_id: int, words: str, by: Person, *, appeals: bool = False) -> Step:
    """Ask anew after a refusal; an appeal is decided by somebody else than who refused.

    Raises:
        NotFound: neither the applicant nor who wrote it down. NotNow, WordsNeeded
    """
    said = rules.checked_words(words, is_needed=appeals)
    with transaction.atomic():
        path = locking.path(path_id)
        if not access.writes_for(by, path):
            raise NotFound
        return stepping.step(path, What.APPEAL if appeals else What.AGAIN, now(), by, words=said)


def add_guardian(path_id: int, wish: Wish, by: Person) -> None:
    """Record a guardian's consent with its paper for an applicant of 16 or 17 years.

    Raises:
        NotFound: no clerk of the county, and not who wrote it down.
        GuardianMissing: name or paper is.
    """
    path = access.path_for(by, path_id)
    if not (access.checks(by, path) or path.made_by_id == by.pk):
        raise NotFound
    if not wish.guardian.strip() or not wish.paper:
        raise GuardianMissing(full=rules.AGE_FULL)
    members.consent(path.member, PURPOSE, by, _agreed(wish, own=False))


def _agreed(wish: Wish, *, own: bool) -> Agreed:
    paper = kept.keep(FOLDER, pictures.shrink(wish.paper).webp) if wish.paper else ""
    how = "account" if own else "paper"
    return Agreed(how=how, guardian=wish.guardian, relation=wish.relation, paper=paper)  # type: ignore[arg-type]


def _member(entry: Entry, agreed: Agreed, by: Person, *, own: bool, is_demo: bool) -> Member:
    """Return who applies, on the roster from now on, with their consent."""
    account = by if own else None
    known = roster.of_account(by) if own else None
    if known is not None and not entry.id_number and learning.has_id_number(known):
        members.consent(known, PURPOSE, by, agreed)
        return known
    member = members.enter(
        entry, by, purpose=PURPOSE, agreed=agreed, account=account, is_demo=is_demo
    )
    born = member.birth_on
    if born is not None and age(born, today()) < rules.AGE_FULL and not agreed.paper:
        raise GuardianMissing(full=rules.AGE_FULL)
    return member
