"""The installation's key pairs, and what they sign: compact JWS (RFC 7515) with ES256.

Private keys never enter the database: each lies sealed in the data folder beside the other
secrets, under its key id.
"""

import functools
from hashlib import sha256
from typing import Any

import structlog
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection, transaction
from jwt import PyJWS
from jwt.algorithms import ECAlgorithm
from jwt.utils import base64url_encode

from yutang.diplomas import rules
from yutang.diplomas.models import SigningKey
from yutang.kernel.clock import now
from yutang.people.access import Person
from yutang.plumbing.config import Config
from yutang.plumbing.seal import seal, unseal

log = structlog.get_logger(__name__)
_ONE_AT_A_TIME = 0x6469706C  # "dipl"


def installation() -> str:
    """Return how this installation calls itself in what it signs: its first public address."""
    origins = Config.load().origins
    return origins[0].split("://")[-1].rstrip("/") if origins else "yutang"


def sign(claims: dict[str, object], kind: str) -> tuple[str, SigningKey]:
    """Return the claims as compact JWS, and the key that signed them.

    `kind` stands in the header, so that no list can be shown as a diploma.
    """
    key = current()
    headers = {"typ": kind, "kid": key.kid}
    return (
        PyJWS().encode(rules.compact(claims), _private(key.kid), rules.ALGORITHM, headers),
        key,
    )


def current() -> SigningKey:
    """Return the key that signs now, making one where there is none."""
    return _newest() or _first()


def make(by: Person | None) -> SigningKey:
    """Make a key pair; it signs from now on."""
    private = ec.generate_private_key(ec.SECP256R1())
    whole: dict[str, Any] = ECAlgorithm.to_jwk(private.public_key(), as_dict=True)
    public = {name: str(whole[name]) for name in ("kty", "crv", "x", "y")}
    kid = base64url_encode(thumbprint(public)).decode()
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    Config.load().keep_secret(_file(kid), seal(pem.decode()).decode())
    log.info("diplomas.key_made", kid=kid)
    return SigningKey.objects.create(kid=kid, public=public, made_at=now(), made_by=by)


def thumbprint(public: dict[str, str]) -> bytes:
    """Return the SHA-256 by which the key is known (RFC 7638)."""
    return sha256(rules.compact({name: public[name] for name in sorted(public)})).digest()


def _newest() -> SigningKey | None:
    """Return the newest key in use whose private part lies here."""
    in_use = SigningKey.objects.filter(retired_at=None, distrusted_at=None).order_by("-pk")
    return next((key for key in in_use if Config.load().kept_secret(_file(key.kid))), None)


def _first() -> SigningKey:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        return _newest() or make(None)


@functools.lru_cache(maxsize=8)
def _private(kid: str) -> ec.EllipticCurvePrivateKey:
    sealed = Config.load().kept_secret(_file(kid))
    assert sealed is not None, "`current` gives keys whose private part lies here"
    key = serialization.load_pem_private_key(unseal(sealed.encode()).encode(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return key


def _file(kid: str) -> str:
    return f"diplomas-{kid}"
