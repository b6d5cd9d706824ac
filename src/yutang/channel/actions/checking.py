"""Checking a recommended good and deciding about it, once, by somebody else than recommended it."""

from django.db import transaction

from yutang.channel import access
from yutang.channel.errors import (
    AnsweredByRegister,
    DecidedAlready,
    NotAllPassed,
    YourOwn,
)
from yutang.channel.models import Answer, Candidate
from yutang.channel.queries import facts
from yutang.channel.queries.facts import Line
from yutang.channel.rules import checks, recommending
from yutang.goods import queries as goods
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.text import one_line
from yutang.people.access import Person


def answer(candidate_id: int, question_id: int, said: str, by: Person, *, passed: bool) -> None:
    """Answer a question that the register cannot; answered again, the newest counts.

    `said`: what was seen; needed when the answer is no.

    Raises:
        NotFound: not the person's to check, or goods of its class are not asked this.
        YourOwn, DecidedAlready, AnsweredByRegister
        ReasonNeeded: it is a no, and nobody said why.
    """
    words = one_line(said)[:200] if passed else recommending.check_reason(said)
    with transaction.atomic():
        candidate = _to_decide(candidate_id, by)
        line = next((ln for ln in _lines(candidate) if ln.question.pk == question_id), None)
        if line is None:
            raise NotFound
        if not line.is_asked:
            raise AnsweredByRegister
        Answer.objects.update_or_create(
            candidate=candidate,
            question_id=question_id,
            defaults={"passed": passed, "zh": words, "en": "", "by": by, "at": now()},
        )


def admit(candidate_id: int, by: Person) -> Candidate:
    """Admit a good whose questions are all answered yes, by the register as it is at this moment.

    Raises:
        NotFound: not the person's to check.
        YourOwn, DecidedAlready
        NotAllPassed: something is open, or a no.
    """
    with transaction.atomic():
        candidate = _to_decide(candidate_id, by)
        lines = _lines(candidate)
        if not checks.admits([line.finding for line in lines]):
            left = sum(line.finding.outcome != checks.PASSED for line in lines)
            raise NotAllPassed(left=left)
        return _decided(candidate, lines, "admitted", "", by)


def refuse(candidate_id: int, reason: str, by: Person) -> Candidate:
    """Refuse a good. What is missing stands in its answers; `reason` says more.

    Raises:
        NotFound: not the person's to check.
        YourOwn, DecidedAlready
        ReasonNeeded: no question was answered no, and nothing is said.
    """
    with transaction.atomic():
        candidate = _to_decide(candidate_id, by)
        lines = _lines(candidate)
        has_failed = any(line.finding.outcome == checks.FAILED for line in lines)
        said = one_line(reason)[:200] if has_failed else recommending.check_reason(reason)
        return _decided(candidate, lines, "refused", said, by)


def withdraw(candidate_id: int, reason: str, by: Person) -> Candidate:
    """The city takes a good back before it was decided.

    Raises:
        NotFound: not the person's.
        DecidedAlready, ReasonNeeded
    """
    access.candidate_for(by, candidate_id)
    said = recommending.check_reason(reason)
    with transaction.atomic():
        candidate = _waiting(candidate_id)
        return _decided(candidate, _lines(candidate), "withdrawn", said, by)


def _decided(
    candidate: Candidate, lines: list[Line], state: str, reason: str, by: Person
) -> Candidate:
    at = now()
    Answer.objects.bulk_create(
        [
            Answer(
                candidate=candidate,
                question=line.question,
                passed=line.finding.outcome == checks.PASSED,
                zh=line.finding.zh[:200],
                en=line.finding.en[:200],
                at=at,
            )
            for line in lines
            if not line.is_asked
        ],
        update_conflicts=True,
        unique_fields=["candidate", "question"],
        # A person's answer from before the register could tell gives way to the register's.
        update_fields=["passed", "zh", "en", "by", "at"],
    )
    candidate.state, candidate.reason = state, reason
    candidate.decided_at, candidate.decided_by = at, by
    candidate.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    return candidate


def _lines(candidate: Candidate) -> list[Line]:
    return facts.lines_of(
        candidate, goods.product_views([candidate.product_id])[candidate.product_id]
    )


def _to_decide(candidate_id: int, by: Person) -> Candidate:
    found = access.candidate_to_check(by, candidate_id)
    if found.recommended_by_id == by.pk:
        raise YourOwn
    return _waiting(candidate_id)


def _waiting(candidate_id: int) -> Candidate:
    """Return the candidate, locked until the transaction ends: it is decided once."""
    rows = Candidate.objects.select_for_update(of=("self",))
    candidate = rows.select_related("recommendation__checklist").get(pk=candidate_id)
    if candidate.state != "waiting":
        raise DecidedAlready
    return candidate
