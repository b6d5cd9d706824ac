"""A case is filed, filed again with more papers, or given up, by who files for the person."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from yutang.indemnity import access
from yutang.indemnity.actions import papers
from yutang.indemnity.actions.papers import Photo
from yutang.indemnity.actions.writing import details, locked, move, reason_of, write
from yutang.indemnity.errors import (
    EventNotCovered,
    NotInsured,
    PapersMissing,
)
from yutang.indemnity.models import Case, State
from yutang.indemnity.queries import reckoning
from yutang.indemnity.queries.words import papers_named
from yutang.indemnity.rules import filing as rules
from yutang.indemnity.rules import life
from yutang.indemnity.rules.filing import Filing
from yutang.indemnity.rules.papers import missing
from yutang.insurance import queries as insurance
from yutang.insurance.queries import Cover
from yutang.kernel.clock import now, wall
from yutang.kernel.errors import NotFound
from yutang.payouts import actions as payouts
from yutang.payouts import queries as payout_queries
from yutang.payouts.rules.accounts import AccountFacts
from yutang.people.access import Person
from yutang.roster import access as roster
from yutang.roster import actions as persons
from yutang.roster import queries as roster_queries
from yutang.roster.access import Member
from yutang.roster.rules import Agreed
from yutang.shares import actions as shares


def find_insured(id_number: str, by: Person) -> Member:
    """Return whom the number is about, when the asker files for people of their place.

    Raises:
        BadIdNumber: it is no number.
        NotInsured: nobody there has it. A number of another county looks the same.
    """
    found = roster_queries.by_id_number(id_number)
    if found is None:
        raise NotInsured
    try:
        return roster.member_for(by, found)
    except NotFound as error:
        raise NotInsured from error


def file(
    member: Member,
    said: Filing,
    photos: Sequence[tuple[str, bytes]],
    by: Person,
    key: UUID,
    *,
    account: AccountFacts | None = None,
    at: datetime | None = None,
    is_demo: bool = False,
) -> Case:
    """File a case for an insured person; the same key of the same person again is the same case.

    `account`: where the money shall go, kept when nobody knew it yet; what is known stays.

    `photos`: code and file as it came from the phone. Papers that the rule demands may be missing
    with a reason; nothing is paid before they are there.

    Raises:
        NotFound: the person is not of a place they file for.
        NotInsured, EventNotCovered, HealthConsentNeeded, GuardianNeeded, BadDays, BadFigures
        PapersMissing, TooManyPapers, NotAPicture, PictureTooLarge
        What payouts says of an account that cannot be.
    """
    known = Case.objects.filter(made_by=by, key=key).first()
    if known is not None:
        return known
    at = at or now()
    checked = rules.checked(said, wall(at).date())
    if not any(member.place_code.startswith(code) for code in access.files_at(by)):
        raise NotFound
    cover = _cover(member, checked)
    kept = papers.shrunk(photos)
    try:
        with transaction.atomic():
            case = Case.objects.create(
                key=key,
                member=member,
                enrolment_id=cover.id,
                policy_id=cover.policy_id,
                programme_id=cover.programme_id,
                place_code=member.place_code,
                consent_on=wall(at).date(),
                since=at,
                filed_at=at,
                made_by=by,
                is_demo=is_demo,
                **_facts(checked),
            )
            _consent(case, checked, by)
            _ask(case, checked, kept, by, at, key)
            if account is not None:
                give_account(case, account, by)
    except IntegrityError:
        return Case.objects.get(made_by=by, key=key)
    return case


def file_again(
    case_id: int,
    said: Filing,
    photos: Sequence[tuple[str, bytes]],
    by: Person,
    key: UUID,
    *,
    at: datetime | None = None,
) -> Case:
    """File a case that came back anew, with what was corrected and the papers that were asked for.

    Raises:
        NotFound: they did not file it. CaseElsewhere: it did not come back.
        EventNotCovered, HealthConsentNeeded, BadDays, BadFigures, PapersMissing, TooManyPapers,
        NotAPicture, PictureTooLarge
    """
    at = at or now()
    _check_filer(case_id, by)
    checked = rules.checked(said, wall(at).date())
    kept = papers.shrunk(photos)
    with transaction.atomic():
        if _asked_with(case_id, key):
            return Case.objects.get(pk=case_id)
        case = locked(case_id, State.RETURNED)
        for name, value in _facts(checked).items():
            setattr(case, name, value)
        if reckoning.rule_of(case).event(case.event) is None:
            raise EventNotCovered
        case.round += 1
        case.save()
        _ask(case, checked, kept, by, at, key)
        move(case, life.FILED, at)
    return case


def give_account(case: Case, account: AccountFacts, by: Person) -> None:
    """Keep where the money goes, when nobody knew it yet: sealed, in payouts.

    Raises:
        NotFound: not a person of their place. What payouts says of an account that cannot be.
    """
    payee = shares.payee_of_member(case.member)
    if payout_queries.account_in_use(payee.pk) is None:
        payouts.set_first_account(payee.pk, account, by, f"赔案 {case.number}")


def give_up(case_id: int, by: Person, reason: str) -> Case:
    """Give up a case that came back, with the reason.

    Raises:
        NotFound, CaseElsewhere, ReasonNeeded
    """
    _check_filer(case_id, by)
    said = reason_of(reason)
    with transaction.atomic():
        case, at = locked(case_id, State.RETURNED), now()
        write(case, life.GIVEN_UP, by, at, note=said)
        move(case, life.DROPPED, at)
    return case


def _check_filer(case_id: int, by: Person) -> None:
    if "filer" not in access.parts(by, access.case_for(by, case_id)):
        raise NotFound


def _asked_with(case_id: int, key: UUID) -> bool:
    """Tell whether the case was filed by this very form: a phone that heard nothing asks again."""
    case = Case.objects.select_for_update().get(pk=case_id)
    return case.stages.filter(name=life.ASKED, figures__key=str(key)).exists()


def _cover(member: Member, said: Filing) -> Cover:
    """Return the cover that the event falls under, of those of its first day."""
    covers = insurance.covers(member.pk, said.happened_on)
    if not covers:
        raise NotInsured
    for cover in covers:
        if cover.rule.event(said.event) is not None:
            return cover
    raise EventNotCovered


def _facts(said: Filing) -> dict[str, str | int | date | bytes]:
    return {
        "event": said.event,
        "happened_on": said.happened_on,
        "ended_on": said.ended_on,
        "total_fen": said.figures.total_fen,
        "public_paid_fen": said.figures.public_paid_fen,
        "others_paid_fen": said.figures.others_paid_fen,
        "details_sealed": details(hospital=said.hospital, diagnosis=said.diagnosis, note=said.note),
    }


def _consent(case: Case, said: Filing, by: Person) -> None:
    """Keep the consent for this case: of today, on paper, the guardian's for a minor."""
    agreed = Agreed(how="paper", guardian=said.guardian, relation=said.relation)
    persons.consent(case.member, "indemnity", by, agreed)


def _ask(  # noqa: PLR0917 - both ways of filing end here
    case: Case, said: Filing, photos: Sequence[Photo], by: Person, at: datetime, key: UUID
) -> None:
    """Write what is asked, by which papers, and what the rule would give for it."""
    papers.keep(case, photos, by, at)
    bill = reckoning.bill_of(case, said.figures)
    found = reckoning.reckon(case, said.figures)
    write(
        case,
        life.ASKED,
        by,
        at,
        amount_fen=said.figures.own_fen,
        figures={**reckoning.figures_of(bill), "key": str(key)},
        steps=reckoning.steps_of(found),
    )
    event = reckoning.rule_of(case).event(case.event)
    there = set(case.papers.values_list("code", flat=True))
    gone = missing(event.documents if event else (), there)
    if gone and len(said.missing_reason) < life.REASON_LEAST:
        raise PapersMissing(papers=papers_named(gone))
    write(
        case,
        life.DOCUMENTS,
        by,
        at,
        codes=gone,
        figures={"there": sorted(there), "photos": case.papers.count()},
        note=said.missing_reason if gone else "",
    )
