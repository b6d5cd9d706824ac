"""In a session, on the teacher's phone: the code, the list, late ones, photographs."""

from urllib.parse import urlsplit
from uuid import uuid4

import segno
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.people.sessions import need_person
from yutang.plumbing.pages import form_page, refusals_in, refusals_told
from yutang.training import access, actions
from yutang.training.forms import PhotoForm
from yutang.training.models import Session
from yutang.training.pages.learner import answered, claimed, key_of
from yutang.training.queries import cohorts, people, sessions
from yutang.training.rules import codes

QR_VERSION = 6
"""As `static/training/qr.js` draws it: 41 by 41, room for 105 letters."""
_ACTS_SHOWN = 20


@never_cache
@require_safe
def code(request: HttpRequest, class_session: int) -> HttpResponse:
    """The code of this half minute, drawn; the page draws the next ones itself, without a line."""
    session = access.session_to_teach(need_person(request), class_session)
    if session.cancelled_at is not None:
        raise NotFound
    secret = actions.secret_of(session)
    step = codes.step_of(now())
    address = request.build_absolute_uri(reverse("training:attend"))
    text = f"{address}#{codes.token_at(secret, session.pk, step)}"
    drawn = segno.make(text, error="m", version=QR_VERSION, mask=0, mode="byte", boost_error=False)
    letters = codes.code_at(secret, session.pk, step)
    context = {
        "session": sessions.view(session),
        "cohort_title": cohorts.title(session.cohort),
        "drawn": mark_safe(drawn.svg_inline(border=2, omitsize=True)),  # noqa: S308 - drawn here
        "letters": f"{letters[:4]} {letters[4:]}",
        "secret": secret.hex(),
        "address": address,
        "host": urlsplit(address).netloc,
        "step_s": codes.STEP_S,
        "at": now().timestamp(),
    }
    return render(request, "training/code.html", context)


@never_cache
@form_page
def attendance_list(request: HttpRequest, class_session: int) -> HttpResponse:
    """The list of a session to tick; kept for when there is no line, and sent after."""
    person = need_person(request)
    session = access.session_to_teach(person, class_session)
    if request.method == "POST":
        said = request.POST
        answer = actions.tick(
            session.pk,
            [each for each in map(row_id, said.getlist("present")) if each is not None],
            key_of(said.get("key", "")),
            person,
            seen=row_id(said.get("seen")) or 0,
            claimed_at=claimed(said.get("claimed_at", "")),
        )
        messages.success(request, _ticked(answer.said))
        to = reverse("training:list", args=[session.pk])
        return answered(request, to, is_new=answer.is_new)
    rows = people.marks(session, person)
    context = {
        "session": sessions.view(session),
        "cohort_title": cohorts.title(session.cohort),
        "late": [row for row in rows if row.state == "late"],
        "here": [row for row in rows if row.state == "present"],
        "away": [row for row in rows if row.state in {"", "undone"} and row.person.may_attend],
        "acts": people.acts(session)[:_ACTS_SHOWN],
        "seen": people.newest_act(session),
        "key": uuid4(),
        "photos": session.photos.all(),
        "photo_form": PhotoForm(initial=PhotoForm.initial_of(session, session.cohort.held_at)),
    }
    return render(request, "training/list.html", context)


@require_POST
def confirm(request: HttpRequest, class_attendance: int) -> HttpResponse:
    """Confirm an attendance that came late over the line."""
    person = need_person(request)
    row = access.attendance_to_decide(person, class_attendance)
    with refusals_told(request):
        actions.confirm(row.pk, person)
        messages.success(request, _("Confirmed."))
    return redirect("training:list", row.session_id)


@require_POST
def undo(request: HttpRequest, class_attendance: int) -> HttpResponse:
    """Take an attendance back, with a reason."""
    person = need_person(request)
    row = access.attendance_to_decide(person, class_attendance)
    with refusals_told(request):
        actions.undo(row.pk, request.POST.get("reason", ""), person)
        messages.success(request, _("Taken back. That it was there is kept."))
    return redirect("training:list", row.session_id)


@require_POST
def add_photo(request: HttpRequest, class_session: int) -> HttpResponse:
    """Add a photograph of a session, for who inspects."""
    person = need_person(request)
    session = access.session_to_teach(person, class_session)
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_in(form):
            actions.add_photo(
                session.pk,
                form.cleaned_data["photo"].read(),
                form.cleaned_data["taken_on"],
                form.cleaned_data["taken_at"],
                person,
            )
            messages.success(request, _("The photograph is kept."))
            return redirect("training:list", session.pk)
    context = {"session": sessions.view(session), "form": form}
    return render(request, "training/photo.html", context, status=422)


@require_safe
def photo(request: HttpRequest, session_photo: int) -> FileResponse:
    """Hand out a photograph to those who may see the class."""
    found = access.photo_to_see(need_person(request), session_photo)
    return FileResponse(found.file.open("rb"), content_type="image/webp")


@never_cache
@require_safe
def printed(request: HttpRequest, class_session: int) -> HttpResponse:
    """A session's list to print and sign, or as it was."""
    person = need_person(request)
    session: Session = access.session_to_see(person, class_session)
    context = {
        "session": sessions.view(session),
        "cohort": cohorts.cohort(session.cohort_id),
        "rows": people.marks(session, person),
    }
    return render(request, "training/printed.html", context)


def _ticked(said: dict[str, int]) -> str:
    if said["left"]:
        return _(
            "Noted: %(marked)s. Left out: %(left)s whom somebody took back after this list was"
            " loaded."
        ) % {"marked": said["marked"], "left": said["left"]}
    return _("Noted: %(marked)s.") % {"marked": said["marked"]}
