"""Applying, on a phone: for oneself by one's account, or written down for somebody by a helper."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.hosts import access, actions
from yutang.hosts.forms import ApplyForm
from yutang.hosts.models import State
from yutang.hosts.queries import learning
from yutang.hosts.queries.learning import PURPOSE
from yutang.kernel.errors import NotFound
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, refusals_in
from yutang.plumbing.reader import reads_english
from yutang.roster import access as roster
from yutang.roster.rules import BY_NAME


@never_cache
@form_page
def apply(request: HttpRequest) -> HttpResponse:
    """The application; with ``?for=other`` for somebody of a place that the reader works for."""
    person = need_person(request)
    works_at = roster.works_at(person)
    others = "for" in request.GET
    if others and not works_at:
        raise NotFound
    own = None if others else access.path_of(person)
    if own is not None and own.state != State.LEFT:
        return redirect("hosts:path", own.pk)
    member = None if others else roster.of_account(person)
    known = member is not None and learning.has_id_number(member)
    form = ApplyForm(request.POST or None, request.FILES or None, others=others, known=known)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            entry = form.entry(works_at if others else ("",))
            key = form.cleaned_data["key"]
            made = actions.apply(entry, form.wish(), key, person, own=not others)
            messages.success(request, _("Handed in. On this page you see where it stands."))
            return redirect("hosts:path", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(
        request,
        "hosts/apply.html",
        _context(form, others=others)
        | {"known": known, "works": bool(works_at), "listed": bool(access.lists(person))},
        status=status,
    )


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """One's own path; who has none is led to the application."""
    found = access.path_of(need_person(request))
    return redirect("hosts:path", found.pk) if found else redirect("hosts:apply")


def _context(form: ApplyForm, *, others: bool) -> dict[str, Any]:
    purpose = BY_NAME[PURPOSE]
    return {
        "form": form,
        "others": others,
        "sentence": purpose.sentence_en if reads_english() else purpose.sentence,
        "months": purpose.months,
    }
