"""Pages about land: one's plots, a programme's plots for everybody, a plot, its outline."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.ecology import access, actions, queries
from yutang.ecology.actions import PlotFacts
from yutang.ecology.forms import OutlineForm, PlotForm
from yutang.ecology.pages.answering import asks_place
from yutang.ecology.queries.land import SKETCH_HIGH, SKETCH_WIDE
from yutang.kernel.clock import today
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.people.sessions import need_person, person_of
from yutang.plumbing.pages import form_page, page_of, refusals_in
from yutang.programmes import access as programmes
from yutang.programmes import queries as programme_queries
from yutang.roster.queries.meaning import home_meant

_ROWS_A_PAGE = 30
_WAITING_MOST = 20
_SOON = timedelta(days=60)
_SKETCH = {"wide": SKETCH_WIDE, "high": SKETCH_HIGH}


@never_cache
@require_safe
def ecology(request: HttpRequest) -> HttpResponse:
    """The plots that the reader works on: what waits, what is due, all of them."""
    person = need_person(request)
    plots = access.plots_of(person)
    page = page_of(request, plots, _ROWS_A_PAGE)
    context = {
        "page": page,
        "plots": queries.views(page.object_list),
        "waiting": queries.to_confirm(plots, _WAITING_MOST),
        "due": queries.due(plots, today() + _SOON, _WAITING_MOST),
        "sheets": programmes.works(person),
    }
    return render(request, "ecology/ecology.html", context)


@require_safe
def of_programme(request: HttpRequest, programme_id: int) -> HttpResponse:
    """The plots of a programme, for everybody."""
    programme = programme_queries.view(programme_id)
    if programme is None:
        raise NotFound
    page = page_of(request, queries.listed(programme_id), _ROWS_A_PAGE)
    person = person_of(request)
    context = {
        "programme": programme,
        "totals": queries.totals(programme_id),
        "page": page,
        "plots": queries.views(page.object_list),
        "works": person is not None
        and programmes.programmes_at(person).filter(pk=programme_id).exists(),
        **_SKETCH,
    }
    return render(request, "ecology/of_programme.html", context)


@never_cache
@form_page
def new_plot(request: HttpRequest) -> HttpResponse:
    """Register a plot, with its outline."""
    person = need_person(request)
    if not access.has_work(person) and not programmes.works(person):
        raise NotFound
    posted = request.method == "POST"
    choices = _programmes(person)
    form = PlotForm(choices, request.POST if posted else None, request.FILES or None)
    if posted and form.is_valid():
        with refusals_in(form):
            said = form.cleaned_data
            facts = PlotFacts(
                programme_id=int(said["programme"]),
                name=said["name"],
                place_code=home_meant(said["place"], _codes(person)),
                stated_mu=said["stated_mu"],
            )
            plot = actions.register(facts, *form.shape(), person, key=said["key"])
            return redirect("ecology:plot", plot.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "programmes": choices}
    return asks_place(render(request, "ecology/plot_new.html", context, status=status))


@require_safe
def plot(request: HttpRequest, plot_id: int) -> HttpResponse:
    """A plot, for everybody without persons; with its ways for who works there."""
    found = access.plot(plot_id)
    person = person_of(request)
    view = queries.view(found)
    persons, person_times = queries.work_of([plot_id])
    works = person is not None and access.works_on(person, found)
    plantings = queries.plantings_of(found)
    context = {
        "plot": view,
        "programme": programme_queries.view(found.programme_id),
        "plantings": plantings if works else [p for p in plantings if p.state == "confirmed"],
        "persons": persons,
        "person_times": person_times,
        "works": works,
        "days": queries.days_of(found, person, _WAITING_MOST) if person and works else [],
        **_SKETCH,
    }
    return render(request, "ecology/plot.html", context)


@never_cache
@form_page
def outline(request: HttpRequest, plot_id: int) -> HttpResponse:
    """Give a plot a better outline."""
    person = need_person(request)
    found = access.plot_for(person, plot_id)
    posted = request.method == "POST"
    form = OutlineForm(request.POST if posted else None, request.FILES or None)
    if posted and form.is_valid():
        with refusals_in(form):
            actions.outline(plot_id, *form.shape(), person)
            return redirect("ecology:plot", plot_id)
    status = 422 if form.errors else 200
    context = {"form": form, "plot": found, "back": reverse("ecology:plot", args=[plot_id])}
    return asks_place(render(request, "ecology/outline.html", context, status=status))


def _programmes(person: Person) -> list[tuple[str, str]]:
    """Return the running programmes to which the person may add a plot, by id and name."""
    own = programme_queries.choices(programmes.programmes_at(person).filter(state="running"))
    there = [
        (str(each.id), each.name)
        for code in access.places_of(person)
        if code
        for each in programme_queries.running_at(code)
    ]
    return list(dict(own + there).items())


def _codes(person: Person) -> list[str]:
    """Return the places in which a village may be named."""
    owned = programmes.programmes_at(person).values_list("place_code", flat=True)
    return [*access.places_of(person), *owned]
