"""What is known elsewhere of somebody on a path: age, guardian, class, role."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from yutang.diplomas import queries as diplomas
from yutang.hosts.models import Path
from yutang.hosts.rules.path import Applicant
from yutang.kernel.clock import today
from yutang.people import access as people
from yutang.people import queries as persons
from yutang.people.access import Person
from yutang.roster import queries as members
from yutang.roster import rules as roster
from yutang.roster.access import Consent, Member
from yutang.roster.queries import ConsentView
from yutang.training import queries as training
from yutang.training.queries.enrolled import Enrolled, enrolled

PURPOSE = "hosts"
KIND = "host"
"""The kind of a class that a host has to pass."""
IN_CLASS = ("admitted", "attending", "failed")


@dataclass(frozen=True)
class Passed:
    """A class for hosts that somebody completed."""

    cohort_id: int
    title: str
    on: date
    hours: Decimal
    """As the diploma of the class says; 0 where none was given."""
    programme: str
    programme_id: int


def has_id_number(member: Member) -> bool:
    """Tell whether the roster knows the person's ID number, so that their age is sure."""
    return bool(member.id_tail)


def age_of(path: Path) -> int | None:
    """Return the applicant's age in completed years by the ID number; None: it has none."""
    view = members.view(path.member_id)
    if view is None or view.birth_on is None or not view.id_tail:
        return None
    return roster.age(view.birth_on, today())


def account_of(path: Path) -> Person | None:
    """Return the applicant's account, if the roster knows one."""
    view = members.view(path.member_id)
    return persons.person(view.account_id) if view and view.account_id else None


def guardian_of(path: Path) -> ConsentView | None:
    """Return the guardian's consent that holds, the newest."""
    for consent in members.consents_of(path.member_id):
        of_purpose = consent.purpose is not None and consent.purpose.name == PURPOSE
        if of_purpose and consent.is_valid and consent.guardian:
            return consent
    return None


def paper_of(path: Path) -> str:
    """Return the digest of the newest guardian's paper; empty when there is none."""
    mine = Consent.objects.filter(member__in=members.faces(path.member_id), purpose=PURPOSE)
    found = mine.exclude(paper="").order_by("-pk").values_list("paper", flat=True).first()
    return found or ""


def applicant(path: Path) -> Applicant:
    """Return what the check of an application looks at."""
    account = account_of(path)
    return Applicant(
        age=age_of(path),
        guardian_agreed=guardian_of(path) is not None,
        account=account.pk if account else None,
        made_by=path.made_by_id,
    )


def passed_class(path: Path) -> Passed | None:
    """Return the class for hosts that the applicant completed, the newest; no two are asked."""
    found = [each for each in training.completed(path.member_id) if each.kind == KIND]
    if not found:
        return None
    newest = found[0]
    papers = diplomas.of_member(path.member_id)
    hours = [each.hours for each in papers if each.stands and each.programme == newest.programme]
    return Passed(
        newest.id,
        newest.title,
        newest.ends_on,
        max(hours, default=Decimal()),
        newest.programme,
        newest.programme_id,
    )


def classes_of(path: Path) -> list[Enrolled]:
    """Return the classes for hosts that the applicant is in and has not completed."""
    found = enrolled(path.member_id)
    return [each for each in found if each.kind == KIND and each.state in IN_CLASS]


def holds_role(person: Person | None, place_code: str) -> bool:
    """Tell whether the person hosts sales of this very place by a role of their own."""
    return any(
        grant.role == "host" and grant.place_code == place_code for grant in people.grants(person)
    )
