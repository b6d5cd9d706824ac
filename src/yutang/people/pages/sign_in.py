"""Signing in, by code, password or passkey, and signing out."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yutang.kernel.clock import now
from yutang.kernel.errors import Refusal
from yutang.people import actions, passes, rules, sessions
from yutang.people.errors import CodeOnItsWay
from yutang.people.models import Person
from yutang.people.pages.asking import inbox_is_open, next_of
from yutang.plumbing.pages import form_page
from yutang.plumbing.reader import language, remember_language, sentence


@dataclass
class Step:
    """What the sign-in page shows: asking for the number, or for the code sent to it."""

    asks: str = "mobile"
    mobile: str = ""
    refusal: Refusal | None = None


@never_cache
@form_page
def sign_in(request: HttpRequest) -> HttpResponse:
    """One page: the number, then the code. Works with two tabs, since the form carries all."""
    if sessions.person_of(request) is not None:
        return redirect(next_of(request))
    if request.method != "POST":
        return _show(request, Step())
    mobile = request.POST.get("mobile", "")
    if "code" not in request.POST or "again" in request.POST:
        return _show(request, _send(request, mobile))
    try:
        person = actions.sign_in_with_code(
            mobile, request.POST.get("code", ""), language=language()
        )
    except Refusal as refusal:
        return _show(request, Step("code", _shown(mobile), refusal))
    return welcome(request, redirect(next_of(request)), person)


@never_cache
@form_page
def sign_in_staff(request: HttpRequest) -> HttpResponse:
    """For people with a role: number and password, or a passkey."""
    if sessions.person_of(request) is not None:
        return redirect(next_of(request))
    context: dict[str, object] = {"next": next_of(request), "mobile": ""}
    status = 200
    if request.method == "POST":
        mobile = request.POST.get("mobile", "")
        try:
            person = actions.sign_in_with_password(
                mobile,
                request.POST.get("password", ""),
                address=sessions.address_of(request),
            )
        except Refusal as refusal:
            context |= {"mobile": mobile[:20], "refusal": sentence(refusal)}
            status = refusal.status
        else:
            return welcome(request, redirect(next_of(request)), person)
    return render(request, "people/sign_in_staff.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and make the pass in this browser useless."""
    response = redirect("/")
    passes.take_back(request, response, now())
    sessions.leave(request)
    return response


def welcome(request: HttpRequest, response: HttpResponse, person: Person) -> HttpResponse:
    """Begin the person's session, with a pass; in their language unless this browser chose one."""
    sessions.enter(request, person)
    passes.give(request, response, person, now())
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        remember_language(response, person.language)
    return response


def _send(request: HttpRequest, mobile: str) -> Step:
    try:
        actions.send_code(mobile, address=sessions.address_of(request), language=language())
    except CodeOnItsWay as refusal:
        return Step("code", _shown(mobile), refusal)
    except Refusal as refusal:
        return Step("mobile", mobile[:20], refusal)
    return Step("code", _shown(mobile))


def _shown(mobile: str) -> str:
    """Return the number as the form carries it on: its 11 digits when it is one."""
    try:
        return rules.normal_mobile(mobile)
    except Refusal:
        return mobile[:20]


def _show(request: HttpRequest, step: Step) -> HttpResponse:
    context = {
        "step": step,
        "refusal": sentence(step.refusal) if step.refusal else "",
        "next": next_of(request),
        "inbox": inbox_is_open(request),
        "digits": rules.CODE_DIGITS,
    }
    status = step.refusal.status if step.refusal else 200
    return render(request, "people/sign_in.html", context, status=status)
