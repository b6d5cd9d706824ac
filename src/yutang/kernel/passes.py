"""The pass: a short-lived signed token that is trusted without asking the database.

``<key id>.<base64url payload>.<base64url HMAC-SHA256>``. Minted where a person signs in (Django),
checked on the hot path (gate). Keys rotate: the newest signs, all known keys verify.
"""

import base64
import hmac
import os
from collections.abc import Mapping
from typing import Literal

import msgspec

Purpose = Literal["buyer", "device", "broadcast"]

PASS_LIFE_S = 12 * 3600
DEVICE_LIFE_S = 400 * 24 * 3600
_LENGTH_MAX = 512
_KNOWN_HALF = 16_384


class Pass(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a pass claims. `expires_at` in seconds since 1970; `sale` only for a broadcast."""

    id: str
    purpose: Purpose
    expires_at: int
    person: int = 0
    device: str = ""
    sale: int = 0
    name: str = ""


class BadPass(Exception):  # noqa: N818
    """The text is no pass of ours, is forged, foreign, stale or for another purpose."""


class Keyring:
    """Signing keys by id; the last one given signs.

    Passes found good are remembered, the latest some ten thousands of them: a viewer's pass is
    worked out when the room is entered, and not again with each order. Its signature is compared
    each time, in a time that tells nothing of it.
    """

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        assert keys, "a keyring needs a key"
        self._keys = dict(keys)
        self._newest = list(self._keys)[-1]
        # In two halves: when the newer one is full, the older one goes.
        self._known: dict[str, tuple[str, Pass]] = {}
        self._known_before: dict[str, tuple[str, Pass]] = {}

    def mint(self, claim: Pass) -> str:
        """Return the pass as text, safe in a cookie or header."""
        payload = _encode(msgspec.json.encode(claim))
        return f"{self._newest}.{payload}.{self._sign(self._newest, payload)}"

    def check(self, text: str, purpose: Purpose, now_s: float) -> Pass:
        """Return what the pass claims.

        Raises:
            BadPass: whatever is wrong with it; the reason is for the log only.
        """
        if len(text) > _LENGTH_MAX or not text.isascii():
            raise BadPass("malformed")
        signed, _, signature = text.rpartition(".")
        known = self._known.get(signed) or self._known_before.get(signed)
        if known is None:
            claim = self._verified(signed, signature)
        else:
            right, claim = known
            if not hmac.compare_digest(right, signature):
                raise BadPass("forged")
        if claim.purpose != purpose:
            raise BadPass(f"for {claim.purpose}, not {purpose}")
        if claim.expires_at <= now_s:
            raise BadPass("expired")
        return claim

    def _verified(self, signed: str, signature: str) -> Pass:
        """Return the claim of a signed text, remembered from now on."""
        key_id, _, payload = signed.partition(".")
        if "." in payload:
            raise BadPass("malformed")
        if key_id not in self._keys:
            raise BadPass("unknown key")
        if not hmac.compare_digest(self._sign(key_id, payload), signature):
            raise BadPass("forged")
        try:
            claim = msgspec.json.decode(_decode(payload), type=Pass)
        except (msgspec.MsgspecError, ValueError) as error:
            raise BadPass("unreadable") from error
        self._known[signed] = signature, claim
        if len(self._known) >= _KNOWN_HALF:
            self._known_before, self._known = self._known, {}
        return claim

    def _sign(self, key_id: str, payload: str) -> str:
        message = f"{key_id}.{payload}".encode()
        return _encode(hmac.digest(self._keys[key_id], message, "sha256"))


def new_id() -> str:
    """Return a fresh random id for a pass or a device: 16 characters."""
    return _encode(os.urandom(12))


def all_passes_of(person: int) -> str:
    """Return what stands for every pass of a person when they are taken back together.

    A pass minted afterwards ends later than the taking back does, and is good.
    """
    return f"p{person}"


def broadcasts_of(person: int) -> str:
    """Return what stands for every broadcast pass of a person, as `all_passes_of`."""
    return f"b{person}"


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
