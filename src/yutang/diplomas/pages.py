"""Pages of the diplomas room: the paper, the page that checks its code, and the keys."""

from base64 import b64encode
from importlib import resources
from typing import Any

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.diplomas import access, actions, queries, rules
from yutang.diplomas.forms import RevokeForm
from yutang.diplomas.models import Diploma
from yutang.goods.qr import qr_svg
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told

_ROWS_A_PAGE = 30
_SCRIPTS = ("diplomas/verify.js", "diplomas/scan.js", "diplomas/check.js")
_SCANNER = "web/vendor/qr.decode.min.mjs"


@never_cache
@require_safe
def diplomas(request: HttpRequest) -> HttpResponse:
    """What the reader holds; for clerks also what their offices issued."""
    person = need_person(request)
    is_office = bool(access.offices(person))
    context: dict[str, Any] = {"mine": queries.views(access.mine(person)), "is_office": is_office}
    if is_office:
        number = rules.clean_number(request.GET.get("number", ""))
        if number:
            return redirect("diplomas:diploma", number)
        page = page_of(request, access.issued_under(person), _ROWS_A_PAGE)
        context |= {"page": page, "issued": queries.views(page.object_list)}
    return render(request, "diplomas/diplomas.html", context)


@never_cache
@require_safe
def diploma(request: HttpRequest, diploma_number: str) -> HttpResponse:
    """The paper: A4, with its code; around it, for its office, how it is taken back."""
    return _paper(request, diploma_number, RevokeForm())


@require_POST
def revoke(request: HttpRequest, diploma_number: str) -> HttpResponse:
    """Ask that it be taken back."""
    person = need_person(request)
    access.diploma_to_revoke(person, diploma_number)
    form = RevokeForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            actions.revoke(diploma_number, said["reason"], person, holder=said["holder"])
            messages.success(request, _("Noted. It counts as soon as a colleague confirms it."))
            return redirect("diplomas:diploma", diploma_number)
    return _paper(request, diploma_number, form)


@require_POST
def confirm(request: HttpRequest, diploma_number: str) -> HttpResponse:
    """Take it back: the second person."""
    person = need_person(request)
    access.diploma_to_revoke(person, diploma_number)
    with refusals_told(request):
        done = actions.confirm(diploma_number, person)
        messages.success(request, _("Revoked. Whoever checks the diploma now reads it."))
        if done.replacement is not None:
            return redirect("diplomas:diploma", done.replacement.number)
    return redirect("diplomas:diploma", diploma_number)


@require_POST
def drop(request: HttpRequest, diploma_number: str) -> HttpResponse:
    """Leave it as it is."""
    person = need_person(request)
    access.diploma_to_revoke(person, diploma_number)
    with refusals_told(request):
        actions.drop(diploma_number, person)
        messages.success(request, _("Noted. The diploma stands."))
    return redirect("diplomas:diploma", diploma_number)


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Check a diploma's code, in the reader's browser: the server never learns which."""
    return render(request, "diplomas/check.html", _check_context(request))


@require_safe
def check_file(request: HttpRequest) -> HttpResponse:
    """The same page as one file to keep: keys, list and scripts are in it."""
    context = _check_context(request)
    kept_from = _(
        "Kept from {site}. Its keys and its list are in this file; where there is a line, a newer "
        "list is fetched from there."
    )
    context |= {
        "kept_from": kept_from.format(site=context["site"]),
        "style": _static("web/yutang.css"),
        "script": "\n".join(_joined(name) for name in _SCRIPTS),
        "scanner": "data:text/javascript;base64," + b64encode(_static(_SCANNER).encode()).decode(),
    }
    text = render_to_string("diplomas/check_file.txt", context, request)
    return _attached(text, "text/html", "check-diplomas.html")


@require_safe
def script(_request: HttpRequest) -> HttpResponse:
    """A script of sixty lines that does the same, for whoever trusts only what they can read."""
    text = resources.files("yutang.diplomas").joinpath("verify_diploma.py").read_text("utf-8")
    return _attached(text, "text/x-python", "verify_diploma.py")


@require_safe
def key_set(_request: HttpRequest) -> HttpResponse:
    """The public keys, for anybody's verifier."""
    return _for_everybody(JsonResponse(queries.key_set(), content_type="application/jwk-set+json"))


@require_safe
def revoked(_request: HttpRequest) -> HttpResponse:
    """The numbers of revoked diplomas, signed, with the moment."""
    return _for_everybody(HttpResponse(queries.revoked_list(), content_type="application/jose"))


@never_cache
@form_page
def keys(request: HttpRequest) -> HttpResponse:
    """The key pairs of this installation; operators make new ones."""
    person = need_person(request)
    access.need_operator(person)
    if request.method == "POST":
        actions.rotate(person)
        messages.success(request, _("New diplomas are signed with the new key from now on."))
        return redirect("diplomas:keys")
    return render(request, "diplomas/keys.html", {"keys": queries.signing_keys()})


@require_POST
def distrust(request: HttpRequest) -> HttpResponse:
    """Withdraw a key."""
    person = need_person(request)
    access.need_operator(person)
    actions.distrust(request.POST.get("kid", ""), person)
    messages.success(request, _("Withdrawn. Diplomas with this key have to be printed again."))
    return redirect("diplomas:keys")


def _paper(request: HttpRequest, number: str, form: RevokeForm) -> HttpResponse:
    person = need_person(request)
    found = access.diploma_for(person, number)
    holder, code = actions.open_paper(found, person)
    address = request.build_absolute_uri(reverse("diplomas:check"))
    context = {
        "diploma": found,
        "view": queries.view(found),
        "holder": holder,
        "code": code,
        "qr": qr_svg(f"{address}#{code}", _("QR code: check this diploma")),
        "address": address,
        "holds": access.holds(person, found),
        "form": form,
        **_revoking(person, found),
    }
    return render(request, "diplomas/diploma.html", context, status=422 if form.errors else 200)


def _revoking(person: Person, found: Diploma) -> dict[str, Any]:
    """Return what the office may do about the diploma."""
    if access.holds(person, found) or not access.decides(person, found):
        return {}
    waiting = queries.asked(found)
    return {
        "decides": True,
        "asked": waiting,
        "right_name": queries.right_name(waiting) if waiting else "",
        "is_own_asking": waiting is not None and waiting.asked_by_id == person.pk,
    }


def _check_context(request: HttpRequest) -> dict[str, Any]:
    return {
        "site": request.build_absolute_uri("/").rstrip("/"),
        "keys": queries.key_set(),
        "revoked": queries.revoked_list(),
        "shown_keys": [key for key in queries.signing_keys() if key.distrusted_at is None],
        "words": {
            "revoked": _("This diploma was revoked."),
            "not_revoked": _("It is not among the revoked diplomas, as of {at}."),
            "was_revoked": _("It is on the list of revoked diplomas, as of {at}."),
            "old": _("This list is {days} days old. Go online and check again to be sure."),
            "no_list": _("Whether it was revoked is not known: no list is at hand."),
            "shape": _("This is no whole code of a diploma: something is missing or too much."),
            "kind": _("This code is signed, but it is not a diploma."),
            "algorithm": _("This code is not signed the way our diplomas are. Do not trust it."),
            "key": _("It was signed with a key that is not ours, or no longer trusted."),
            "signature": _("What it says was changed after it was signed, or it is a forgery."),
            "camera": _("No camera may be used here. Take a photo of the code instead."),
            "no_code": _("No code was found in that photo. Come closer, with even light."),
            "hours": _("{hours} hours"),
        },
    }


def _static(name: str) -> str:
    path = finders.find(name)
    assert isinstance(path, str), f"{name} is part of the program"
    with open(path, encoding="utf-8") as file:  # noqa: PTH123 - as the finder names it
        return file.read()


def _joined(name: str) -> str:
    """Return a module of ours as part of a whole: without its imports and exports."""
    lines = _static(name).splitlines()
    kept = [line.removeprefix("export ") for line in lines if not line.startswith("import ")]
    return "\n".join(kept)


def _attached(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _for_everybody(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
