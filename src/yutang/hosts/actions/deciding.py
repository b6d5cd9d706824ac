"""What clerks and teachers do on a path: check, train, watch a practice sale, certify, suspend."""

from collections.abc import Mapping
from contextlib import suppress
from uuid import UUID

from django.db import transaction

from yutang.diplomas import actions as diplomas
from yutang.diplomas.rules import Paper
from yutang.hosts import access
from yutang.hosts.actions import locking, stepping
from yutang.hosts.errors import AccountNeeded, NoSuchShow, NotNow
from yutang.hosts.models import Check, Path, PracticeSale, State, Step, What
from yutang.hosts.queries import learning
from yutang.hosts.rules import path as rules
from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.live import queries as live
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.training.actions import note_practice
from yutang.training.errors import NotNow as NotInClass

CAUSE = "hosts.path"
"""The cause of a host's diploma; its key is the path's id."""


def admit(path_id: int, by: Person, *, saw_identity: bool) -> Step:
    """Admit an applicant: 16 or older by the ID number, with a guardian under 18, ID card seen.

    Who passed a class for hosts before is not asked for another.

    Raises:
        NotFound, OwnPath, RefusedBefore: somebody else decides.
        NoIdNumber, TooYoung, GuardianMissing, IdentityNotSeen, NotNow
    """
    at = now()
    with transaction.atomic():
        path = _to_decide(path_id, by)
        applicant = learning.applicant(path)
        for refusal in rules.why_not(applicant, saw_identity=saw_identity):
            raise refusal
        assert applicant.age is not None
        guardian = learning.guardian_of(path) if applicant.age < rules.AGE_FULL else None
        Check.objects.create(
            path=path,
            at=at,
            by=by,
            age=applicant.age,
            saw_identity=saw_identity,
            consent_id=guardian.id if guardian else None,
        )
        made = stepping.step(path, What.ADMIT, at, by)
        _learn(path)
    return made


def refuse(path_id: int, reason: str, words: str, by: Person) -> Step:
    """Do not admit an applicant, with a reason of the list and in words that they read.

    Raises:
        NotFound, OwnPath, RefusedBefore, ReasonNeeded, WordsNeeded, NotNow
    """
    chosen = rules.checked_reason(reason)
    said = rules.checked_words(words, is_needed=True)
    with transaction.atomic():
        path = _to_decide(path_id, by)
        return stepping.step(path, What.REFUSE, now(), by, reason=chosen, words=said)


def learn(path_id: int) -> bool:
    """Move an admitted path on when its applicant has passed a class for hosts; tell whether."""
    with transaction.atomic():
        return _learn(locking.path(path_id))


def practise(
    path_id: int,
    ticks: Mapping[str, bool],
    words: str,
    key: UUID,
    by: Person,
    *,
    sale_id: int | None = None,
) -> PracticeSale:
    """Keep what a teacher ticked of a practice sale; with every tick it is passed.

    It may come before the class is passed, whose completion may ask for it: then it is told to the
    class, and counts as soon as the class is passed. The same key again gives the same one.

    Raises:
        NotFound: no teacher or clerk of the place, or it is their own.
        NotNow: neither admitted nor trained. WordsNeeded, NoSuchShow
    """
    with transaction.atomic():
        path = locking.path(path_id)
        if not access.teaches(by, path) or access.is_own(by, path):
            raise NotFound
        made = PracticeSale.objects.filter(key=key, path=path).first()
        if made is not None:
            return made
        _learn(path)
        if path.state not in rules.PRACTISES:
            raise NotNow
        passed = all(ticks.get(name) for name in rules.TICKS)
        made = PracticeSale(path=path, key=key, at=now(), by=by)
        made.words = rules.checked_words(words, is_needed=not passed)
        made.sale_id = _show(path, sale_id)
        for name in rules.TICKS:
            setattr(made, name, bool(ticks.get(name)))
        made.save()
        if passed:
            _tell_class(path, made)
            _pass_practice(path)
    return made


def certify(path_id: int, by: Person) -> Step:
    """Give the diploma, once, and the role of a host for the county.

    Raises:
        NotFound, OwnPath, NotNow
        AccountNeeded: without an account nobody goes live.
    """
    with transaction.atomic():
        path = _of_clerk(path_id, by)
        if rules.after(path.state, What.CERTIFY) is None:
            raise NotNow
        account = learning.account_of(path)
        if account is None:
            raise AccountNeeded
        at = now()
        path.diploma = diplomas.issue(_paper(path), cause=CAUSE, key=str(path.pk), by=by)
        path.certified_at = at
        path.save(update_fields=["diploma", "certified_at"])
        county = access.county_of(path)
        people.give_grant(account, "host", county, by)
        return stepping.step(path, What.CERTIFY, at, by, words=path.diploma.number)


def suspend(path_id: int, words: str, by: Person) -> Step:
    """Take the role of a host for the county away until further notice; a show stops at once.

    Raises:
        NotFound, OwnPath, WordsNeeded, NotNow
    """
    said = rules.checked_words(words, is_needed=True)
    with transaction.atomic():
        path = _of_clerk(path_id, by)
        made = stepping.step(path, What.SUSPEND, now(), by, words=said)
        _end_role(path, by)
    return made


def resume(path_id: int, words: str, by: Person) -> Step:
    """Give the role back; raises as `suspend`, and AccountNeeded."""
    said = rules.checked_words(words, is_needed=True)
    with transaction.atomic():
        path = _of_clerk(path_id, by)
        made = stepping.step(path, What.RESUME, now(), by, words=said)
        account = learning.account_of(path)
        if account is None:
            raise AccountNeeded
        people.give_grant(account, "host", access.county_of(path), by)
    return made


def leave(path_id: int, words: str, by: Person) -> Step:
    """End a path: the applicant no longer wants it, or a clerk of the county says why.

    A host's path a clerk ends, and the role with it.

    Raises:
        NotFound, NotNow; WordsNeeded: a clerk gives no reason.
    """
    with transaction.atomic():
        path = locking.path(path_id)
        is_clerk = access.checks(by, path)
        own = access.writes_for(by, path)
        held = path.state in {State.CERTIFIED, State.SUSPENDED}
        if not (is_clerk or (own and not held)):
            raise NotFound
        said = rules.checked_words(words, is_needed=not own)
        made = stepping.step(path, What.LEAVE, now(), by, words=said)
        if held:
            _end_role(path, by)
    return made


def _to_decide(path_id: int, by: Person) -> Path:
    path = _of_clerk(path_id, by)
    rules.check_decider(by.pk, learning.applicant(path), stepping.happened(path))
    return path


def _of_clerk(path_id: int, by: Person) -> Path:
    path = locking.path(path_id)
    access.need_checks(by, path)
    return path


def _learn(path: Path) -> bool:
    """Move a locked path on when a class for hosts was passed."""
    if path.state != State.ADMITTED:
        return False
    passed = learning.passed_class(path)
    if passed is None:
        return False
    path.cohort_id = passed.cohort_id
    path.save(update_fields=["cohort"])
    stepping.step(path, What.TRAIN, now(), None)
    _pass_practice(path)
    return True


def _pass_practice(path: Path) -> None:
    """Move a trained path on when a practice sale was passed since the admission."""
    if path.state != State.TRAINED:
        return
    admitted = path.steps.filter(what=What.ADMIT).order_by("-number").values_list("at", flat=True)
    passed = path.practices.filter(is_passed=True, at__gte=admitted[0]).order_by("-at").first()
    if passed is not None:
        stepping.step(path, What.PRACTISE, now(), passed.by)


def _tell_class(path: Path, made: PracticeSale) -> None:
    """Note a practice sale with the class that the person is in, if its teacher watched it."""
    for each in learning.classes_of(path):
        with suppress(NotFound, NotInClass), transaction.atomic():
            key = f"hosts:{made.pk}:{each.enrolment_id}"
            note_practice(each.enrolment_id, "试播", key, made.by)


def _paper(path: Path) -> Paper:
    passed = learning.passed_class(path)
    assert passed is not None, "who practised has passed a class"
    return Paper(
        holder="",  # the member's own name
        title_zh="村播主播",
        title_en="Village show host",
        hours=passed.hours,
        on=today(),
        place_code=access.county_of(path),
        programme=passed.programme,
        member_id=path.member_id,
        is_demo=path.is_demo,
    )


def _show(path: Path, sale_id: int | None) -> int | None:
    """Return the show that the practice sale was; raises `NoSuchShow`."""
    if sale_id is None:
        return None
    if access.county_of(path) not in live.counties_of_sale(sale_id):
        raise NoSuchShow
    return sale_id


def _end_role(path: Path, by: Person) -> None:
    account, county = learning.account_of(path), access.county_of(path)
    if account is not None and learning.holds_role(account, county):
        grant = people.give_grant(account, "host", county, by)  # the one there is
        people.end_grant(grant.pk, by)
