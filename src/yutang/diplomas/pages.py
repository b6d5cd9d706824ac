"""Pages of the diplomas room: the paper, the page that checks its code, and the keys."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.diplomas import access, actions, checking, queries, rules
from yutang.diplomas.forms import RevokeForm
from yutang.diplomas.models import Diploma
from yutang.goods.qr import qr_svg
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told

_ROWS_A_PAGE = 30


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
    return render(request, "diplomas/check.html", checking.context(request, _checked()))


@require_safe
def check_file(request: HttpRequest) -> HttpResponse:
    """The same page as one file to keep."""
    title = _("Check a diploma")
    return checking.whole_file(request, _checked(), title, "check-diplomas.html")


@require_safe
def script(_request: HttpRequest) -> HttpResponse:
    """A script that does the same, for whoever trusts only what they can read."""
    return checking.script()


@require_safe
def key_set(_request: HttpRequest) -> HttpResponse:
    """The public keys, for anybody's verifier."""
    return checking.for_everybody(
        JsonResponse(queries.key_set(), content_type="application/jwk-set+json")
    )


@require_safe
def revoked(_request: HttpRequest) -> HttpResponse:
    """The numbers of revoked diplomas, signed, with the moment."""
    return checking.for_everybody(
        HttpResponse(queries.revoked_list(), content_type="application/jose")
    )


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


def _checked() -> checking.Checked:
    return checking.Checked(
        kind=rules.DIPLOMA_TYPE,
        list_kind=rules.REVOKED_TYPE,
        kept=queries.revoked_list(),
        at=reverse("diplomas:revoked"),
        told="diplomas/_told.html",
        words={},
    )
