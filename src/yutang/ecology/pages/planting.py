"""Pages on the phone: what was planted, whether it is alive; their photos for who works there."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.ecology import access, actions, photos, queries
from yutang.ecology.forms import PlantForm, ReasonForm, SurveyForm
from yutang.ecology.models import Plot
from yutang.ecology.pages.answering import by_outbox, done, not_understood
from yutang.ecology.queries.land import planting as planting_view
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.plumbing.kept import Gone
from yutang.plumbing.pages import form_page, refusals_in, refusals_told
from yutang.roster import access as roster

_WORKERS_MOST = 200


@form_page
def plant(request: HttpRequest, plot_id: int) -> HttpResponse:
    """Note what was planted; from a phone's outbox too."""
    person = need_person(request)
    plot = access.plot_for(person, plot_id)
    posted = request.method == "POST"
    form = PlantForm(
        workers_at(person, plot),
        request.POST if posted else None,
        request.FILES or None,
        initial={"key": uuid4()},
    )
    if posted and form.is_valid():
        with refusals_in(form):
            photo = form.cleaned_data["photo"]
            made = actions.plant(
                plot_id,
                form.planted(),
                photo.read() if photo else None,
                person,
                key=form.cleaned_data["key"],
                workers=form.cleaned_data["members"],
            )
            return done(request, reverse("ecology:planting", args=[made.pk]))
    if posted and by_outbox(request):
        return not_understood(form)
    status = 422 if form.errors else 200
    return render(request, "ecology/plant.html", {"form": form, "plot": plot}, status=status)


@never_cache
@require_safe
def planting(request: HttpRequest, planting_id: int) -> HttpResponse:
    """A planting: photo, what its camera wrote, survival; for clerks to confirm."""
    person = need_person(request)
    found = access.planting_for(person, planting_id)
    view = planting_view(found)
    context = {
        "planting": view,
        "row": found,
        "looks": queries.looks_of(found),
        "waits": view.state == "noted",
        "decides": access.decides(person, found.plot) and found.noted_by_id != person.pk,
        "may_look": view.state == "confirmed" and found.noted_by_id != person.pk,
        "form": ReasonForm(),
    }
    return render(request, "ecology/planting.html", context)


@require_POST
def decide(request: HttpRequest, planting_id: int) -> HttpResponse:
    """Confirm a planting, or refuse it with a reason."""
    person = need_person(request)
    access.planting_to_decide(person, planting_id)
    with refusals_told(request):
        if request.POST.get("outcome") == "confirm":
            actions.confirm(planting_id, person)
            messages.success(request, _("Confirmed. It counts from now on."))
        else:
            actions.refuse(planting_id, request.POST.get("reason", ""), person)
            messages.success(request, _("Refused. Whoever noted it reads why."))
    return redirect("ecology:planting", planting_id)


@form_page
def survey(request: HttpRequest, planting_id: int) -> HttpResponse:
    """Note whether what was planted is alive; from a phone's outbox too."""
    person = need_person(request)
    found = access.planting_for(person, planting_id)
    posted = request.method == "POST"
    form = SurveyForm(
        request.POST if posted else None, request.FILES or None, initial={"key": uuid4()}
    )
    if posted and form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            actions.look(
                planting_id,
                said["on"],
                form.counted(),
                said["photo"].read() if said["photo"] else None,
                person,
                key=said["key"],
                note=said["note"],
            )
            return done(request, reverse("ecology:planting", args=[planting_id]))
    if posted and by_outbox(request):
        return not_understood(form)
    context = {"form": form, "planting": planting_view(found)}
    return render(request, "ecology/survey.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def photo(request: HttpRequest, planting_id: int) -> HttpResponse:
    """The photo of a planting, for who works there: there may be persons on it."""
    return _photo(access.planting_for(need_person(request), planting_id).photo)


@never_cache
@require_safe
def survey_photo(request: HttpRequest, survey_id: int) -> HttpResponse:
    """The photo of a survival check."""
    return _photo(access.survey_for(need_person(request), survey_id).photo)


def workers_at(person: Person, plot: Plot) -> list[tuple[int, str]]:
    """Return the persons of the plot's village or town whom the reader sees, by name."""
    there = roster.members(person).filter(place_code__startswith=plot.place_code[:9])
    ids = list(there.order_by("place_code", "pk").values_list("pk", flat=True)[:_WORKERS_MOST])
    return sorted(roster.names(person, ids).items(), key=lambda each: (each[1], each[0]))


def _photo(digest: str) -> HttpResponse:
    try:
        return HttpResponse(photos.content(digest), content_type="image/webp")
    except Gone:
        raise NotFound from None
