"""The JSON addresses that `static/people/passkey.js` speaks to; its words come from the page."""

import base64
import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yutang.kernel.clock import now
from yutang.kernel.errors import Refusal
from yutang.people import passkeys
from yutang.people.errors import PasskeyRefused
from yutang.people.pages.asking import next_of
from yutang.people.pages.sign_in import welcome
from yutang.people.passkeys import Site
from yutang.people.sessions import need_person
from yutang.plumbing.reader import sentence

_CHALLENGE = "passkey_challenge"
_CHALLENGE_LIFE_S = 5 * 60
_BODY_BYTES_MOST = 32 * 1024


@never_cache
@require_POST
def registration_options(request: HttpRequest) -> HttpResponse:
    try:
        options, challenge = passkeys.registration_options(need_person(request), _site(request))
    except Refusal as refusal:
        return _told(refusal)
    _keep(request, "register", challenge)
    return HttpResponse(options, content_type="application/json")


@never_cache
@require_POST
def register(request: HttpRequest) -> HttpResponse:
    """Keep the passkey in the body: ``{"credential": …, "label": "…"}``."""
    try:
        person = need_person(request)
        body = _body(request)
        challenge = _take(request, "register")
        label = body.get("label")
        passkeys.register(
            person,
            _credential(body),
            challenge,
            _site(request),
            label if isinstance(label, str) else "",
        )
    except Refusal as refusal:
        return _told(refusal)
    return JsonResponse({"next": "/me/"}, status=201)


@never_cache
@require_POST
def sign_in_options(request: HttpRequest) -> HttpResponse:
    options, challenge = passkeys.sign_in_options(_site(request))
    _keep(request, "sign-in", challenge)
    return HttpResponse(options, content_type="application/json")


@never_cache
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in by the answer in the body: ``{"credential": …}``; says where to go next."""
    try:
        body = _body(request)
        challenge = _take(request, "sign-in")
        person = passkeys.sign_in(_credential(body), challenge, _site(request))
    except Refusal as refusal:
        return _told(refusal)
    return welcome(request, JsonResponse({"next": next_of(request)}), person)


@require_POST
def remove(request: HttpRequest, passkey_id: int) -> HttpResponse:
    passkeys.remove(need_person(request), passkey_id)
    return redirect("people:me")


def _site(request: HttpRequest) -> Site:
    authority = request.get_host()
    host = authority.rsplit(":", 1)[0] if not authority.endswith("]") else authority
    return Site(origin=f"{request.scheme}://{authority}", host=host)


def _body(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > _BODY_BYTES_MOST:
        raise PasskeyRefused
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise PasskeyRefused from error
    if not isinstance(body, dict):
        raise PasskeyRefused
    return body


def _credential(body: dict[str, Any]) -> dict[str, Any]:
    credential = body.get("credential")
    if not isinstance(credential, dict):
        raise PasskeyRefused
    return credential


def _keep(request: HttpRequest, purpose: str, challenge: bytes) -> None:
    request.session[_CHALLENGE] = [
        purpose,
        base64.b64encode(challenge).decode(),
        now().timestamp() + _CHALLENGE_LIFE_S,
    ]


def _take(request: HttpRequest, purpose: str) -> bytes:
    """Return the challenge that was given out; it is good for one answer."""
    kept = request.session.pop(_CHALLENGE, None)
    if kept is None or kept[0] != purpose or kept[2] <= now().timestamp():
        raise PasskeyRefused
    return base64.b64decode(kept[1])


def _told(refusal: Refusal) -> JsonResponse:
    body = {"code": refusal.code, "message": sentence(refusal)}
    return JsonResponse(body, status=refusal.status)
