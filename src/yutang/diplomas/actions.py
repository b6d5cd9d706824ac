"""Writes of the diplomas room: issue, revoke by two, replace; keys made and withdrawn."""

from dataclasses import replace

from django.db import transaction

from yutang.diplomas import access, rules, signing
from yutang.diplomas.errors import NothingAsked, RevokedAlready, SecondPersonNeeded
from yutang.diplomas.models import Diploma, Revocation, Serial, Signature, SigningKey
from yutang.diplomas.rules import Paper
from yutang.kernel.clock import now
from yutang.people import actions as accounts
from yutang.people.access import Person
from yutang.places import queries as places
from yutang.plumbing.seal import seal, unseal
from yutang.roster import access as roster

_REPLACED = "diplomas.replaced"


def issue(paper: Paper, *, cause: str, key: str, by: Person | None) -> Diploma:
    """Give somebody a diploma, numbered and signed; the same (cause, key) again gives the same.

    In the caller's transaction when there is one: what failed afterwards leaves no gap in the
    numbers. The caller has checked that `by` may issue in the name of the place. Where the paper
    says no holder, it is the member's name as `by` may see it.

    Raises:
        BadPaper: what stands on it is not complete.
    """
    said = rules.checked(_with_holder(paper, by))
    with transaction.atomic():
        serial = _locked_serial(said.place_code, said.on.year)
        found = Diploma.objects.filter(cause=cause, key=key).first()
        if found is not None:
            return found
        serial.last += 1
        serial.save(update_fields=["last"])
        diploma = Diploma.objects.create(
            number=rules.number(said.place_code, said.on.year, serial.last),
            member_id=said.member_id,
            holder_sealed=seal(said.holder),
            title_zh=said.title_zh,
            title_en=said.title_en,
            hours=said.hours,
            on=said.on,
            place_code=said.place_code,
            programme=said.programme,
            cause=cause,
            key=key,
            issued_at=now(),
            issued_by=by,
            is_demo=said.is_demo,
        )
        _sign(diploma)
    return diploma


def code_of(diploma: Diploma) -> str:
    """Return the text of the diploma's code; signed anew when its key is no longer trusted."""
    newest = diploma.signatures.filter(signing_key__distrusted_at=None).order_by("-pk").first()
    return unseal(newest.jws_sealed) if newest else _sign(diploma)


def open_paper(diploma: Diploma, by: Person) -> tuple[str, str]:
    """Return the holder's full name and the text of the code, to be shown or printed.

    Whoever looks at somebody else's is kept, and the holder reads it.
    """
    if not access.holds(by, diploma):
        holder = diploma.member.account if diploma.member else None
        subject = f"diplomas:{diploma.number}"
        accounts.record_opening(by, holder, "diploma", subject, "打印或查看证书")
    return unseal(diploma.holder_sealed), code_of(diploma)


def revoke(number: str, reason: str, by: Person, *, holder: str = "") -> Revocation:
    """Ask that a diploma be taken back; it stays good until a second person confirms.

    With `holder`, the name as it should be, confirming it also issues a right one.

    Raises:
        NotFound: not the person's office, or their own diploma.
        ReasonShort, RevokedAlready
    """
    said = rules.reason(reason)
    right = " ".join(holder.split())[: rules.HOLDER_MAX]
    with transaction.atomic():
        diploma = _locked(access.diploma_to_revoke(by, number))
        if diploma.revocations.exclude(state=Revocation.State.DROPPED).exists():
            raise RevokedAlready
        return Revocation.objects.create(
            diploma=diploma,
            reason=said,
            holder_sealed=seal(right) if right else None,
            asked_at=now(),
            asked_by=by,
        )


def confirm(number: str, by: Person) -> Revocation:
    """Revoke what somebody else asked to be revoked; a right diploma is issued where one is due.

    Raises:
        NotFound, NothingAsked
        SecondPersonNeeded: the person asked it themselves.
    """
    with transaction.atomic():
        diploma = _locked(access.diploma_to_revoke(by, number))
        asked = _asked(diploma)
        if asked.asked_by_id == by.pk:
            raise SecondPersonNeeded
        if asked.holder_sealed is not None:
            asked.replacement = _replacement(diploma, unseal(asked.holder_sealed), by)
        asked.state = Revocation.State.CONFIRMED
        asked.decided_at, asked.decided_by = now(), by
        asked.save()
    return asked


def drop(number: str, by: Person) -> Revocation:
    """Leave a diploma as it is, though somebody asked; raises `NotFound`, `NothingAsked`."""
    with transaction.atomic():
        asked = _asked(_locked(access.diploma_to_revoke(by, number)))
        asked.state = Revocation.State.DROPPED
        asked.decided_at, asked.decided_by = now(), by
        asked.save()
    return asked


def rotate(by: Person) -> SigningKey:
    """Make a new key pair and sign with it from now on; what the old ones signed stays good.

    Raises:
        NotFound: not an operator.
    """
    access.need_operator(by)
    with transaction.atomic():
        SigningKey.objects.filter(retired_at=None).update(retired_at=now())
        return signing.make(by)


def distrust(kid: str, by: Person) -> SigningKey:
    """Withdraw a key that somebody else may have had; what it signed is signed anew when asked.

    Diplomas on paper with its code are then told wrong, and have to be printed again.

    Raises:
        NotFound: not an operator, or no such key.
    """
    access.need_operator(by)
    with transaction.atomic():
        key = access.signing_key(kid)
        key.distrusted_at = key.distrusted_at or now()
        key.retired_at = key.retired_at or key.distrusted_at
        key.save(update_fields=["distrusted_at", "retired_at"])
    return key


def _paper(diploma: Diploma) -> Paper:
    return Paper(
        holder=unseal(diploma.holder_sealed),
        title_zh=diploma.title_zh,
        title_en=diploma.title_en,
        hours=diploma.hours,
        on=diploma.on,
        place_code=diploma.place_code,
        programme=diploma.programme,
        member_id=diploma.member_id,
        is_demo=diploma.is_demo,
    )


def _sign(diploma: Diploma) -> str:
    said = _paper(diploma)
    issuer = places.full_name(diploma.place_code)
    claims = rules.claims(said, diploma.number, issuer, signing.installation())
    jws, key = signing.sign(claims, rules.DIPLOMA_TYPE)
    kept, _is_new = Signature.objects.get_or_create(
        diploma=diploma, signing_key=key, defaults={"jws_sealed": seal(jws), "at": now()}
    )
    return unseal(kept.jws_sealed)


def _replacement(diploma: Diploma, holder: str, by: Person) -> Diploma:
    paper = replace(_paper(diploma), holder=holder)
    return issue(paper, cause=_REPLACED, key=diploma.number, by=by)


def _with_holder(paper: Paper, by: Person | None) -> Paper:
    if paper.holder or paper.member_id is None:
        return paper
    return replace(paper, holder=roster.names(by, [paper.member_id]).get(paper.member_id, ""))


def _locked_serial(place_code: str, year: int) -> Serial:
    Serial.objects.get_or_create(place_code=place_code, year=year)
    return Serial.objects.select_for_update().get(place_code=place_code, year=year)


def _locked(diploma: Diploma) -> Diploma:
    """Return the diploma with its row locked: whoever comes second sees what the first did."""
    return Diploma.objects.select_for_update(of=("self",)).get(pk=diploma.pk)


def _asked(diploma: Diploma) -> Revocation:
    found = diploma.revocations.filter(state=Revocation.State.ASKED).first()
    if found is None:
        raise NothingAsked
    return found


def sign(claims: dict[str, object], kind: str) -> str:
    """Return what a room above says of something, signed: compact JWS, as a diploma's code is.

    `kind` stands in its header and is none of ours, so that nothing passes for a diploma.
    """
    assert kind not in {rules.DIPLOMA_TYPE, rules.REVOKED_TYPE}, "a diploma is issued"
    return signing.sign({**claims, "iss": signing.installation()}, kind)[0]


def sign_list(numbers: list[str], kind: str) -> str:
    """Return the list of what was signed and no longer holds, signed now; for `checking`."""
    assert kind not in {rules.DIPLOMA_TYPE, rules.REVOKED_TYPE}, "a diploma is revoked"
    return signing.sign(rules.revoked_claims(numbers, now(), signing.installation()), kind)[0]
