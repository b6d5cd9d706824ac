"""Bank profiles: how each bank wants its file, kept by operators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yutang.payouts import access, actions, queries
from yutang.payouts.errors import BadColumns
from yutang.payouts.forms import ProfileForm
from yutang.payouts.models import BankProfile
from yutang.people import access as people
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page
from yutang.plumbing.reader import sentence


@require_safe
def profiles(request: HttpRequest) -> HttpResponse:
    """List the bank profiles."""
    people.require_operator(need_person(request))
    actions.first_profiles()
    return render(request, "payouts/profiles.html", {"profiles": queries.profiles()})


@form_page
def profile(request: HttpRequest, profile_id: int) -> HttpResponse:
    """Change a bank's profile; number 0 is a new one."""
    person = need_person(request)
    people.require_operator(person)
    found = access.profile_for(person, profile_id) if profile_id else BankProfile()
    form = ProfileForm(request.POST or None, instance=found)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.edit_profile(form.instance, person)
            except BadColumns as refusal:
                form.add_error(refusal.field, sentence(refusal))
            else:
                messages.success(request, _("Kept."))
                return redirect("payouts:profiles")
    context = {"form": form, "name": found.name if profile_id else _("New bank profile")}
    return render(request, "payouts/profile.html", context, status=status)
