"""An exam: one page with every question, kept as one goes; its result; annulled with a reason."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yutang.courses import access, actions
from yutang.courses.pages.learning import study_context
from yutang.courses.pages.lessons import chosen_in, key_of
from yutang.courses.queries import studies
from yutang.kernel.clock import now
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, refusals_told


@require_POST
def begin(request: HttpRequest, study_id: int) -> HttpResponse:
    """Begin an attempt, or go on with the one that runs."""
    person = need_person(request)
    found = access.study_to_learn(person, study_id)
    with refusals_told(request):
        attempt = actions.begin_exam(found.pk, key_of(request), person)
        return redirect("courses:attempt", attempt.pk)
    return redirect("courses:study", found.pk)


@never_cache
@form_page
def attempt(request: HttpRequest, exam_attempt_id: int) -> HttpResponse:
    """Answer an attempt while it runs; afterwards its result with every answer.

    Each sending keeps the answers; ``hand_in`` ends the attempt. A script sends as one goes.
    """
    person = need_person(request)
    found = access.attempt_for(person, exam_attempt_id)
    if request.method == "POST":
        access.study_to_learn(person, found.study_id)
        return _sent(request, found)
    if found.ended_at is None and now() > found.until:
        found = _ended(found)
    context = study_context(person, found.study) | {"attempt": found}
    if found.ended_at is None and context["acts"]:
        left = int((found.until - now()).total_seconds())
        context |= {"asked": studies.exam_asked(found), "left_s": max(left, 0)}
    elif found.ended_at is not None:
        context |= {
            "answered": studies.exam_answered(found),
            "step": studies.exam_step(found.study),
        }
    return render(request, "courses/attempt.html", context)


@require_POST
def annul(request: HttpRequest, exam_attempt_id: int) -> HttpResponse:
    """Annul a result, with a reason that stays beside it."""
    person = need_person(request)
    found = access.attempt_for(person, exam_attempt_id)
    with refusals_told(request):
        actions.annul(found.pk, request.POST.get("reason", ""), person)
        messages.success(request, _("The attempt is annulled; the learner may try again."))
    return redirect("courses:attempt", found.pk)


def _sent(request: HttpRequest, found: access.Attempt) -> HttpResponse:
    by_script = request.accepts("application/json") and not request.accepts("text/html")
    chosen = chosen_in(request)
    if by_script:
        kept = actions.save_answers(found.pk, chosen)
        return JsonResponse({"kept": kept, "of": found.out_of})
    with refusals_told(request):
        kept = actions.save_answers(found.pk, chosen)
        if "hand_in" not in request.POST:
            said = _("%(kept)s of %(all)s answers are kept.")
            messages.success(request, said % {"kept": kept, "all": found.out_of})
            return redirect("courses:attempt", found.pk)
    actions.hand_in_exam(found.pk)
    return redirect("courses:attempt", found.pk)


def _ended(found: access.Attempt) -> access.Attempt:
    study = found.study
    ended = actions.hand_in_exam(found.pk)
    ended.study = study
    return ended
