"""Who is asking, from signed passes alone: no database is asked.

A pass taken back before its end is in a small set in memory that the bus keeps filled.
"""

import time
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.types import Scope

from yutang.gate.door.headers import cookie, header
from yutang.gate.errors import ForeignPage
from yutang.kernel.errors import SignInNeeded
from yutang.kernel.passes import (
    PASS_LIFE_S,
    BadPass,
    Keyring,
    Pass,
    all_passes_of,
    broadcasts_of,
)

BUYER_COOKIE = "yutang_pass"
DEVICE_COOKIE = "yutang_device"
_BEARER = "bearer "


class Identity:
    """Checks passes with the installation's keys; `origins`: further addresses of the pages."""

    def __init__(self, keyring: Keyring, origins: Iterable[str] = ()) -> None:
        self._keyring = keyring
        self._hosts = {_authority(origin) for origin in origins} - {""}
        self._revoked: dict[str, float] = {}

    def buyer(self, scope: Scope) -> Pass:
        """Return the pass of whoever asks: the Bearer token, else the cookie.

        Raises:
            SignInNeeded: there is none, or it is forged, stale, foreign or taken back.
            ForeignPage: it came by cookie from a page of another site.
        """
        authorization = header(scope, b"authorization")
        if authorization:
            if not authorization.lower().startswith(_BEARER):
                raise SignInNeeded
            return self._check(authorization[len(_BEARER) :].strip())
        text = cookie(scope, BUYER_COOKIE)
        if not text:
            raise SignInNeeded
        self.check_same_origin(scope)
        return self._check(text)

    def viewer(self, scope: Scope) -> str | None:
        """Return ``p:<person>`` or ``d:<device>`` of whoever watches; None when unknown."""
        person = self.person(scope)
        if person is not None:
            return f"p:{person}"
        device = self.device(scope)
        return f"d:{device}" if device else None

    def person(self, scope: Scope) -> int | None:
        """Return who watches; None without an account's good pass."""
        text = _bearer_or_cookie(scope)
        if not text:
            return None
        try:
            return self._check(text).person
        except SignInNeeded:
            return None

    def device(self, scope: Scope) -> str | None:
        """Return the browser that asks; None when it has no good device cookie."""
        text = cookie(scope, DEVICE_COOKIE)
        if not text:
            return None
        try:
            return self._keyring.check(text, "device", time.time()).device
        except BadPass:
            return None

    def broadcaster(self, text: str, sale_id: int) -> Pass:
        """Return the pass of a camera that may send this sale's video.

        Raises:
            SignInNeeded: it is no broadcast pass of this sale.
        """
        claim = self._check(text, broadcast=True)
        if claim.sale != sale_id:
            raise SignInNeeded
        return claim

    def check_same_origin(self, scope: Scope) -> None:
        """Refuse what another site's page sends with the reader's cookies.

        Browsers name the origin of every POST; who names none (a script with a cookie jar) must
        still send JSON, which no foreign page can without asking first.

        Raises:
            ForeignPage: the page is another site's, or the body is not declared as JSON.
        """
        site = header(scope, b"sec-fetch-site")
        if site and site != "same-origin":
            raise ForeignPage
        origin = header(scope, b"origin")
        if origin:
            authority = _authority(origin)
            if not authority or authority not in {header(scope, b"host"), *self._hosts}:
                raise ForeignPage
        if scope.get("method") == "POST":
            kind = header(scope, b"content-type").partition(";")[0].strip().lower()
            if kind != "application/json":
                raise ForeignPage

    def revoke(self, pass_id: str) -> None:
        """Trust this pass no more."""
        self._revoked[pass_id] = time.time() + PASS_LIFE_S

    def revoked_are(self, listed: Iterable[tuple[str, float]]) -> None:
        """Trust none of these, each until its end in seconds since 1970; forget what has ended."""
        now = time.time()
        self._revoked = {name: end for name, end in self._revoked.items() if end > now}
        self._revoked.update(listed)

    def is_revoked(self, claim: Pass) -> bool:
        """Tell whether a pass that was good has been taken back since, alone or with others."""
        if claim.id in self._revoked:
            return True
        minted_before = self._revoked.get(all_passes_of(claim.person), 0.0)
        if claim.purpose == "broadcast":
            minted_before = max(minted_before, self._revoked.get(broadcasts_of(claim.person), 0.0))
        return claim.expires_at <= minted_before

    def _check(self, text: str, *, broadcast: bool = False) -> Pass:
        try:
            claim = self._keyring.check(text, "broadcast" if broadcast else "buyer", time.time())
        except BadPass as bad:
            raise SignInNeeded from bad
        if self.is_revoked(claim):
            raise SignInNeeded
        return claim


def _bearer_or_cookie(scope: Scope) -> str:
    authorization = header(scope, b"authorization")
    if authorization.lower().startswith(_BEARER):
        return authorization[len(_BEARER) :].strip()
    return cookie(scope, BUYER_COOKIE)


def _authority(origin: str) -> str:
    """Return host and port of an origin, empty when it is none (``null``, rubbish)."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
