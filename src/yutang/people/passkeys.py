"""Passkeys (WebAuthn level 3): a key in the phone or computer instead of a password.

The address under which the pages are reached is the relying party. Challenges live in the
session for one answer. The library is heavy and few sign in by it: it is loaded when it is asked.
"""

# ruff: noqa: PLC0415

from dataclasses import dataclass

import structlog
from django.db import transaction

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people import access, rules
from yutang.people.errors import AccountClosed, PasskeyRefused, PasskeysEnough, StaffOnly
from yutang.people.models import Passkey, Person

log = structlog.get_logger()

_CREDENTIAL_BYTES_MOST = 1023
_PASSKEYS_MOST = 10


@dataclass(frozen=True)
class Site:
    """The address of the pages, as a passkey is bound to it."""

    origin: str
    host: str


def registration_options(person: Person, site: Site) -> tuple[str, bytes]:
    """Return what the browser needs to make a passkey, as JSON, and the challenge to keep.

    Raises:
        StaffOnly: the person holds no role.
        PasskeysEnough: they have ten.
    """
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    known = list(person.passkeys.values_list("credential_id", flat=True))
    if not access.grants(person):
        raise StaffOnly
    if len(known) >= _PASSKEYS_MOST:
        raise PasskeysEnough(most=_PASSKEYS_MOST)
    options = generate_registration_options(
        rp_id=site.host,
        rp_name="Yutang 鱼塘",
        user_id=str(person.pk).encode(),
        user_name=person.name,
        user_display_name=person.name,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=bytes(mark)) for mark in known],
    )
    return options_to_json(options), options.challenge


def register(
    person: Person, credential: dict[str, object], challenge: bytes, site: Site, label: str
) -> Passkey:
    """Keep the passkey that the browser made.

    Raises:
        StaffOnly: the person holds no role.
        PasskeyRefused: it answers another challenge, another site, or is known already.
    """
    from webauthn import verify_registration_response
    from webauthn.helpers.exceptions import WebAuthnException

    if not access.grants(person):
        raise StaffOnly
    try:
        made = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError) as error:
        raise _refused(error) from error
    passkey, is_new = Passkey.objects.get_or_create(
        credential_id=made.credential_id,
        defaults={
            "person": person,
            "public_key": made.credential_public_key,
            "sign_count": made.sign_count,
            "label": rules.clean_label(label, f"{now():%Y-%m-%d}"),
        },
    )
    if not is_new:
        raise PasskeyRefused
    return passkey


def sign_in_options(site: Site) -> tuple[str, bytes]:
    """Return what the browser needs to use a passkey, as JSON, and the challenge to keep."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    options = generate_authentication_options(
        rp_id=site.host, user_verification=UserVerificationRequirement.REQUIRED
    )
    return options_to_json(options), options.challenge


@transaction.atomic
def sign_in(credential: dict[str, object], challenge: bytes, site: Site) -> Person:
    """Return whose passkey answered the challenge.

    Raises:
        PasskeyRefused: unknown, forged, replayed, for another site, or not confirmed by its owner.
        AccountClosed
    """
    from webauthn import verify_authentication_response
    from webauthn.helpers.exceptions import WebAuthnException

    passkey = _named(credential)
    try:
        used = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, TypeError, KeyError) as error:
        raise _refused(error) from error
    passkey.sign_count = used.new_sign_count
    passkey.used_at = now()
    passkey.save(update_fields=["sign_count", "used_at"])
    if not passkey.person.is_active:
        raise AccountClosed
    return passkey.person


def remove(person: Person, passkey_id: int) -> None:
    """Forget a passkey of the person's own.

    Raises:
        NotFound
    """
    gone, _rows = Passkey.objects.filter(person=person, pk=passkey_id).delete()
    if not gone:
        raise NotFound


def _named(credential: dict[str, object]) -> Passkey:
    """Return the passkey that the answer names, locked so that its counter cannot be raced."""
    from webauthn.helpers import base64url_to_bytes

    name = credential.get("id")
    try:
        mark = base64url_to_bytes(name) if isinstance(name, str) else b""
    except ValueError as error:
        raise _refused(error) from error
    if not 0 < len(mark) <= _CREDENTIAL_BYTES_MOST:
        raise PasskeyRefused
    found = Passkey.objects.select_for_update().filter(credential_id=mark).first()
    if found is None:
        raise PasskeyRefused
    return found


def _refused(error: Exception) -> PasskeyRefused:
    log.info("passkey_refused", reason=type(error).__name__, detail=str(error)[:200])
    return PasskeyRefused()
