"""Passes in cookies: minted for whoever signed in, and a signed device for everybody.

The gate trusts them without the database. What they claim is in `kernel.passes`.
"""

import functools
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.http import HttpRequest, HttpResponse

from yutang.kernel.passes import (
    DEVICE_LIFE_S,
    PASS_LIFE_S,
    BadPass,
    Keyring,
    Pass,
    Purpose,
    all_passes_of,
    broadcasts_of,
    new_id,
)
from yutang.people.models import Person, RevokedPass
from yutang.plumbing import bus
from yutang.plumbing.config import Config

BUYER_COOKIE = "yutang_pass"
DEVICE_COOKIE = "yutang_device"
REFRESH_BELOW_S = 6 * 3600
DEVICE_REFRESH_BELOW_S = DEVICE_LIFE_S // 2


def mint_buyer(person: Person, now: datetime, sale: int = 0) -> str:
    """Return a pass with which the person may buy and chat, for 12 hours.

    `sale`: a rehearsal that the pass is bound to; it buys there and nowhere else.
    """
    return _keyring().mint(
        Pass(
            id=new_id(),
            purpose="buyer",
            expires_at=int(now.timestamp()) + PASS_LIFE_S,
            person=person.pk,
            sale=sale,
            name=person.name,
        )
    )


def mint_broadcast(person: Person, sale_id: int, now: datetime) -> str:
    """Return a pass with which the person may send the video of that one sale, for 12 hours."""
    return _keyring().mint(
        Pass(
            id=new_id(),
            purpose="broadcast",
            expires_at=int(now.timestamp()) + PASS_LIFE_S,
            person=person.pk,
            sale=sale_id,
            name=person.name,
        )
    )


def refresh_cookies(request: HttpRequest, response: HttpResponse, now: datetime) -> None:
    """Keep both cookies good on pages that somebody looks at.

    Answers to anything but a look (GET of a page), and answers that caches may share, are left
    alone; signing in and out set the cookies themselves.
    """
    if request.method not in {"GET", "HEAD"} or not _is_private_page(response):
        return
    if DEVICE_COOKIE not in response.cookies:
        _refresh_device(request, response, now)
    if BUYER_COOKIE not in response.cookies:
        _refresh_buyer(request, response, now)


def give(request: HttpRequest, response: HttpResponse, person: Person, now: datetime) -> None:
    """Set a fresh buyer pass: at sign-in, and when the name it carries changes."""
    _set(request, response, BUYER_COOKIE, mint_buyer(person, now), PASS_LIFE_S)


def take_back(request: HttpRequest, response: HttpResponse, now: datetime) -> None:
    """Remove the buyer pass and tell every gate that it is no longer good."""
    claim = _claim(request, BUYER_COOKIE, "buyer", now)
    if claim is not None:
        revoke(claim, now)
    response.delete_cookie(BUYER_COOKIE, samesite="Lax")


def revoke(claim: Pass, now: datetime) -> None:
    """Make a pass useless before its end; gates hear of it at the commit."""
    RevokedPass.objects.filter(expires_at__lt=now).delete()
    RevokedPass.objects.get_or_create(
        pass_id=claim.id, defaults={"expires_at": datetime.fromtimestamp(claim.expires_at, UTC)}
    )
    with connection.cursor() as cursor:
        bus.notify_revoked(cursor, claim.id)


def revoke_all(person: Person, now: datetime) -> None:
    """Make every pass that a person holds useless; one minted later is good."""
    _revoke_by_name(all_passes_of(person.pk), now)


def revoke_broadcasts(person: Person, now: datetime) -> None:
    """Make every broadcast pass that a person holds useless, and end what they send with one."""
    _revoke_by_name(broadcasts_of(person.pk), now)


def _revoke_by_name(name: str, now: datetime) -> None:
    RevokedPass.objects.update_or_create(
        pass_id=name, defaults={"expires_at": now + timedelta(seconds=PASS_LIFE_S)}
    )
    with connection.cursor() as cursor:
        bus.notify_revoked(cursor, name)


def _refresh_device(request: HttpRequest, response: HttpResponse, now: datetime) -> None:
    claim = _claim(request, DEVICE_COOKIE, "device", now)
    if claim is not None and _left_s(claim, now) > DEVICE_REFRESH_BELOW_S:
        return
    fresh = Pass(
        id=new_id(),
        purpose="device",
        expires_at=int(now.timestamp()) + DEVICE_LIFE_S,
        device=claim.device if claim is not None else new_id(),
    )
    _set(request, response, DEVICE_COOKIE, _keyring().mint(fresh), DEVICE_LIFE_S)


def _refresh_buyer(request: HttpRequest, response: HttpResponse, now: datetime) -> None:
    user = getattr(request, "user", None)
    if not isinstance(user, Person):
        if BUYER_COOKIE in request.COOKIES:
            response.delete_cookie(BUYER_COOKIE, samesite="Lax")
        return
    claim = _claim(request, BUYER_COOKIE, "buyer", now)
    if claim is None or claim.person != user.pk or _left_s(claim, now) < REFRESH_BELOW_S:
        give(request, response, user, now)


def _claim(request: HttpRequest, cookie: str, purpose: Purpose, now: datetime) -> Pass | None:
    try:
        return _keyring().check(request.COOKIES.get(cookie, ""), purpose, now.timestamp())
    except BadPass:
        return None


def _left_s(claim: Pass, now: datetime) -> float:
    return claim.expires_at - now.timestamp()


def _set(request: HttpRequest, response: HttpResponse, name: str, text: str, life_s: int) -> None:
    response.set_cookie(
        name,
        text,
        max_age=life_s,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )


def _is_private_page(response: HttpResponse) -> bool:
    html = response.headers.get("Content-Type", "").startswith("text/html")
    return html and "public" not in response.headers.get("Cache-Control", "")


@functools.cache
def _keyring() -> Keyring:
    return Keyring(Config.load().secrets().pass_keys)
