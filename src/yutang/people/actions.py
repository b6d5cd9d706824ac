"""Writes of the people room: one verb, one transaction."""

import math
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import Language, NotFound
from yutang.kernel.passes import new_id
from yutang.people import access, passes, rules, sms
from yutang.people.errors import (
    AccountClosed,
    AddressBusy,
    CodeGone,
    CodeLocked,
    CodeOnItsWay,
    CodesSpent,
    LastOperator,
    NotYoursToGive,
    PasswordLocked,
    StaffOnly,
    WeakPassword,
    WrongCode,
    WrongPassword,
)
from yutang.people.models import Code, Grant, Opening, PasswordTry, Person
from yutang.people.rules import CodeState, Verdict
from yutang.plumbing.seal import digest, seal, unseal

_DAY = timedelta(days=1)
_SECONDS_A_MINUTE = 60
_SECONDS_AN_HOUR = 3600
# Checked when nobody has the number or the password, so that both take as long as a real check.
_NOBODY = make_password("nobody's password")


# Codes


def send_code(mobile: str, *, address: str = "", language: Language = "zh-hans") -> None:
    """Send a fresh one-time code to the number; the newest one is the only good one.

    `address` is the network address that asks, for its limit.

    Raises:
        BadMobile, CodeOnItsWay, CodesSpent, AddressBusy: nothing was sent.
        SmsFailed: the gateway did not take it.
    """
    number = rules.normal_mobile(mobile)
    code = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}d}"
    _note_code(number, code, address)
    sms.gateway().send(number, rules.code_text(code, language), code)


def sign_in_with_code(mobile: str, code: str, *, language: Language = "zh-hans") -> Person:
    """Return who has the number, when the code is right; a newcomer gets an account.

    The code is used up. Each wrong try is kept, also when this raises.

    Raises:
        BadMobile, BadCode, WrongCode, CodeLocked, CodeGone, AccountClosed
    """
    number = rules.normal_mobile(mobile)
    verdict, left = _try_code(number, rules.clean_code(code))
    if verdict == "wrong":
        raise WrongCode(left=left)
    if verdict == "locked":
        raise CodeLocked
    if verdict != "good":
        raise CodeGone
    name = rules.first_name(language, secrets.randbelow(10_000))
    person = enrol(number, name, language=language)
    if not person.is_active:
        raise AccountClosed
    return person


@transaction.atomic
def _note_code(number: str, code: str, address: str) -> None:
    mark = digest(number)
    _alone_with(mark)
    at = now()  # after the wait: else a code sent meanwhile would seem to come from the future
    Code.objects.filter(mobile_digest=mark, sent_at__lt=at - _DAY).delete()
    sent = list(Code.objects.filter(mobile_digest=mark).values_list("sent_at", flat=True))
    if wait_s := rules.wait_s(sent, at, rules.CODE_LIMITS_NUMBER):
        if wait_s <= _SECONDS_A_MINUTE:
            raise CodeOnItsWay(retry_after_s=wait_s)
        raise CodesSpent(retry_after_s=wait_s, hours=math.ceil(wait_s / _SECONDS_AN_HOUR))
    whence = digest(address) if address else None
    if whence:
        asked = Code.objects.filter(address_digest=whence, sent_at__gt=at - _DAY)
        _keep_limits(
            asked.values_list("sent_at", flat=True), at, rules.CODE_LIMITS_ADDRESS, AddressBusy
        )
    Code.objects.create(
        mobile_digest=mark,
        address_digest=whence,
        code_digest=_code_digest(number, code),
        sent_at=at,
        expires_at=at + timedelta(seconds=rules.CODE_LIFE_S),
    )


@transaction.atomic
def _try_code(number: str, typed: str) -> tuple[Verdict, int]:
    """Return the verdict on the newest code and how many tries it has left; keeps the try."""
    newest = (
        Code.objects.select_for_update()
        .filter(mobile_digest=digest(number))
        .order_by("-sent_at")
        .first()
    )
    if newest is None:
        return "none", 0
    state = CodeState(newest.expires_at, newest.tries, newest.used_at is not None)
    matches = secrets.compare_digest(bytes(newest.code_digest), _code_digest(number, typed))
    at = now()
    verdict = rules.judge(state, at, matches=matches)
    if verdict == "good":
        newest.used_at = at
    elif verdict in {"wrong", "locked"}:
        newest.tries = min(newest.tries + 1, rules.CODE_TRIES_MOST)
    newest.save(update_fields=["used_at", "tries"])
    return verdict, rules.CODE_TRIES_MOST - newest.tries


def _code_digest(number: str, code: str) -> bytes:
    return digest(f"code:{number}:{code}")


# Passwords


def sign_in_with_password(mobile: str, password: str, *, address: str = "") -> Person:
    """Return who has the number and this password.

    Raises:
        BadMobile, WrongPassword, PasswordLocked, AddressBusy, AccountClosed
    """
    number = rules.normal_mobile(mobile)
    attempt = _note_password_try(number, address)
    person = Person.objects.filter(mobile_digest=digest(number)).first()
    known = person is not None and person.has_usable_password()
    right = check_password(password, person.password if known and person else _NOBODY)
    if person is None or not known or not right:
        raise WrongPassword
    # Only this number's tries are forgiven: a right one must not reset an address that guesses.
    PasswordTry.objects.filter(mobile_digest=digest(number), at__lte=attempt.at).delete()
    if not person.is_active:
        raise AccountClosed
    return person


def set_password(person: Person, password: str, *, old: str = "") -> None:
    """Give a person with a role a password; who has one must tell the old one.

    Ends every session of the person but the one that keeps its hash up to date.

    Raises:
        StaffOnly, WrongPassword, WeakPassword
    """
    if not access.grants(person):
        raise StaffOnly
    if person.has_usable_password() and not person.check_password(old):
        raise WrongPassword
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise WeakPassword from error
    person.set_password(password)
    person.save(update_fields=["password"])


@transaction.atomic
def _note_password_try(number: str, address: str) -> PasswordTry:
    """Keep the try before the password is checked, so that tries side by side count too."""
    mark = digest(number)
    whence = digest(address) if address else None
    _alone_with(mark)
    at = now()
    PasswordTry.objects.filter(at__lt=at - _DAY).delete()
    tries = PasswordTry.objects.filter(mobile_digest=mark).values_list("at", flat=True)
    _keep_limits(tries, at, rules.PASSWORD_LIMITS_NUMBER, PasswordLocked)
    if whence:
        from_there = PasswordTry.objects.filter(address_digest=whence).values_list("at", flat=True)
        _keep_limits(from_there, at, rules.PASSWORD_LIMITS_ADDRESS, AddressBusy)
    return PasswordTry.objects.create(at=at, mobile_digest=mark, address_digest=whence)


def _keep_limits(
    moments: Iterable[datetime],
    at: datetime,
    limits: Sequence[rules.Limit],
    refusal: type[PasswordLocked | AddressBusy],
) -> None:
    wait_s = rules.wait_s(moments, at, limits)
    if wait_s:
        raise refusal(retry_after_s=wait_s, minutes=math.ceil(wait_s / _SECONDS_A_MINUTE))


def _alone_with(mark: bytes) -> None:
    """Let only one transaction at a time go on about this number, whether it is known or not."""
    key = int.from_bytes(mark[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [key])


# People


def enrol(
    mobile: str, name: str, *, is_demo: bool = False, language: Language = "zh-hans"
) -> Person:
    """Return the account of this number, made with this name when there is none yet.

    An account that exists keeps its name.

    Raises:
        BadMobile, BadName
    """
    number = rules.normal_mobile(mobile)
    person, _made = Person.objects.get_or_create(
        mobile_digest=digest(number),
        defaults={
            "mobile_sealed": seal(number),
            "mobile_tail": number[-4:],
            "name": rules.clean_name(name),
            "language": language,
            "is_demo": is_demo,
            "password": make_password(None),
        },
    )
    return person


def enrol_rehearsal(
    count: int, *, names: Sequence[str] = (), language: Language = "zh-hans"
) -> list[Person]:
    """Make that many demo accounts at once, named in turn when names are given.

    They have no mobile number at all, so nobody's number is taken and nobody can sign in as one.
    """
    unusable = make_password(None)
    made = []
    for number in range(count):
        mark = f"demo-{new_id()}"
        made.append(
            Person(
                mobile_digest=digest(mark),
                mobile_sealed=seal(mark),
                mobile_tail="demo",
                name=names[number % len(names)]
                if names
                else rules.first_name(language, number % 10_000),
                language=language,
                is_demo=True,
                password=unusable,
            )
        )
    return Person.objects.bulk_create(made, batch_size=1000)


def rename(person: Person, name: str, language: Language) -> None:
    """Change the name shown and the language of messages.

    Raises:
        BadName
    """
    person.name = rules.clean_name(name)
    person.language = language
    person.save(update_fields=["name", "language"])


# Grants


@transaction.atomic
def give_grant(person: Person, role: str, place_code: str, by: Person | None) -> Grant:
    """Give the person a role for a place; giving it twice is giving it once.

    `by` is None only for the command line, where whoever runs it owns the installation.

    Raises:
        BadRole, BadPlaceCode: no such role; no place for a role that needs one.
        NotYoursToGive: it does not lie under the giver's own places.
    """
    chosen = rules.clean_role(role)
    place = rules.clean_place_code(place_code, empty=chosen == rules.OPERATOR)
    if by is not None and not rules.may_give(access.grants(by), chosen, place):
        raise NotYoursToGive
    grant, _made = Grant.objects.get_or_create(
        person=person, role=chosen, place_code=place, ended_at=None, defaults={"given_by": by}
    )
    return grant


@transaction.atomic
def appoint(mobile: str, name: str, role: str, place_code: str, by: Person | None) -> Grant:
    """Give a role to the owner of a number; who has no account yet gets one by that name.

    Raises:
        BadMobile, BadName, BadRole, BadPlaceCode, NotYoursToGive: then no account is made either.
    """
    number = rules.normal_mobile(mobile)
    chosen = rules.clean_role(role)
    place = rules.clean_place_code(place_code, empty=chosen == rules.OPERATOR)
    person = Person.objects.filter(mobile_digest=digest(number)).first()
    return give_grant(person or enrol(number, name), chosen, place, by)


@transaction.atomic
def end_grant(grant_id: int, by: Person) -> Grant:
    """End a role, and whatever the person sends as a host with it; ended twice is ended once.

    Who may still broadcast by another role gets a new pass, and goes on after a short break.

    Raises:
        NotFound: no such grant under the asker's own places.
        NotYoursToGive: it lies there, but somebody above looks after that role.
        LastOperator: nobody would be left to appoint the next one.
    """
    # All operators' rows are locked in order, so that the last two cannot end each other at once.
    operators = Grant.objects.select_for_update().filter(
        role=rules.OPERATOR, place_code="", ended_at=None
    )
    left = {grant.pk for grant in operators.order_by("pk")}
    grant = Grant.objects.select_for_update().filter(pk=grant_id).first()
    held = access.grants(by)
    if grant is None or not rules.covers(held, "clerk", grant.place_code):
        raise NotFound
    if not rules.may_give(held, grant.role, grant.place_code):
        raise NotYoursToGive
    if left == {grant.pk}:
        raise LastOperator
    if grant.ended_at is None:
        grant.ended_at = now()
        grant.save(update_fields=["ended_at"])
        passes.revoke_broadcasts(grant.person, grant.ended_at)
    return grant


# What was opened


def open_mobile(person: Person, by: Person, subject: str, reason: str) -> str:
    """Return the person's number of 11 digits; who opened it, and why, is kept.

    The caller has checked that `by` may see `subject`, the record it is opened for (``trade:17``).

    Raises:
        ReasonNeeded
    """
    record_opening(by, person, "mobile", subject, reason)
    return unseal(person.mobile_sealed)


def record_opening(by: Person, of: Person | None, what: str, subject: str, reason: str) -> None:
    """Keep that `by` opened sealed data `what` of a person, in the record `subject`, and why.

    Raises:
        ReasonNeeded
    """
    Opening.objects.create(
        by=by, of=of, what=what[:60], subject=subject[:60], reason=rules.clean_reason(reason)
    )
