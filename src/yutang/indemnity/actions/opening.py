"""What is sealed of a case is opened to who may, and each opening is logged with its reason."""

from dataclasses import dataclass

from yutang.indemnity import access
from yutang.indemnity.actions import papers
from yutang.indemnity.errors import OpenNotYet
from yutang.indemnity.models import Case, Paper
from yutang.indemnity.queries import stages
from yutang.indemnity.rules.opening import FIELDS, Field
from yutang.kernel.clock import today, wall
from yutang.kernel.errors import NotFound
from yutang.people import actions as people
from yutang.people import queries as persons
from yutang.people.access import Person
from yutang.plumbing import kept

_OPENINGS_READ = 200
WORK_REASON = "办理赔案"
"""Why who files or assesses opens a case; anybody else says why."""


@dataclass(frozen=True)
class Opened:
    """What somebody may read of a case; None where it stays sealed."""

    details: dict[str, str] | None
    papers: tuple[Paper, ...]
    notes: bool


def opened(case: Case, by: Person, reason: str = "") -> Opened:
    """Open what the person may of a case, and log it once a day: what, whose, why.

    With a reason what needs one is opened too, for the rest of the day.

    Raises:
        ReasonNeeded: where the reason is no reason.
    """
    how = {field: access.may_open(by, field, case) for field in FIELDS}
    asked: list[Field] = [field for field in FIELDS if how[field] == "reason"]
    if asked and (reason or _opened_today(case, by)):
        if reason:
            _log(case, by, reason)
        how.update(dict.fromkeys(asked, "yes"))
    elif "yes" in how.values() and case.member.account_id != by.pk and not _opened_today(case, by):
        _log(case, by, WORK_REASON)
    return Opened(
        details=stages.opened_details(case) if how["details"] == "yes" else None,
        papers=tuple(case.papers.order_by("code", "pk")) if how["papers"] == "yes" else (),
        notes=how["notes"] == "yes",
    )


def paper(case: Case, paper_id: int, by: Person) -> bytes:
    """Return a photo of a case that the person has opened.

    Raises:
        NotFound: no such photo there. OpenNotYet: it needs a reason, and none was given today.
    """
    how = access.may_open(by, "papers", case)
    found = case.papers.filter(pk=paper_id).first()
    if found is None or how == "no":
        raise NotFound
    is_own = case.member.account_id == by.pk
    if not is_own and not _opened_today(case, by):
        if how == "reason":
            raise OpenNotYet
        _log(case, by, WORK_REASON)
    try:
        return kept.content(papers.FOLDER, found.sha256)
    except kept.Gone as gone:
        raise NotFound from gone


def _log(case: Case, by: Person, reason: str) -> None:
    people.record_opening(by, case.member.account, "insurance case", _subject(case), reason)


def _opened_today(case: Case, by: Person) -> bool:
    found = persons.openings_about([_subject(case)], _OPENINGS_READ)
    return any(each.by_id == by.pk and wall(each.at).date() == today() for each in found)


def _subject(case: Case) -> str:
    return f"indemnity:case:{case.pk}"
