"""What a form sent from a page that was open too long gets: no account, no riddle."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from yutang.people.errors import StaleForm
from yutang.people.pages.asking import next_of
from yutang.people.sessions import person_of
from yutang.plumbing.reader import sentence


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer a form without a good token (`CSRF_FAILURE_VIEW`).

    Two tabs of the sign-in page are the usual cause: signing in by one makes the other's token
    stale. Who is signed in by now simply goes on.
    """
    if request.path == reverse("people:sign-in") and person_of(request) is not None:
        return redirect(next_of(request))
    refusal = StaleForm()
    context = {"code": refusal.code, "message": sentence(refusal)}
    return render(request, "refusal.html", context, status=refusal.status)
