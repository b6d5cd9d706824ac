"""How suggestions are scored: everybody reads the versions, an operator writes the next."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.sessions import need_person, person_of
from yutang.plumbing.pages import form_page, refusals_in
from yutang.specialities.actions.scoring import write_scoring
from yutang.specialities.forms import ScoringForm
from yutang.specialities.queries import scoring as queries


@never_cache
@form_page
def scoring(request: HttpRequest) -> HttpResponse:
    """The weights and scales that hold, with their source; for an operator the form."""
    labels = labels_of()
    person = person_of(request)
    writes = people.may(person, "operator", "")
    start = ScoringForm.initial_of(queries.weights())
    form = ScoringForm(labels=labels, initial=start)
    if request.method == "POST":
        by = need_person(request)
        if not writes:
            raise NotFound
        form = ScoringForm(request.POST, labels=labels)
        if form.is_valid():
            with refusals_in(form):
                said = form.cleaned_data
                made = write_scoring(
                    form.weights(), said["source"], by, is_verified=said["is_verified"]
                )
                messages.success(
                    request, _("Version %(n)s holds from today.") % {"n": made.version}
                )
                return redirect("specialities:scoring")
    now_held = queries.current()
    context = {
        "held": now_held,
        "scales": [(labels[name], scale) for name, scale in now_held.weights.scales.items()],
        "bounds": [
            (labels[name], getattr(now_held.weights, name)) for name in now_held.weights._fields[1:]
        ],
        "versions": queries.versions(),
        "form": form,
        "writes": writes,
    }
    status = 422 if form.errors else 200
    return render(request, "specialities/scoring.html", context, status=status)


def labels_of() -> dict[str, str]:
    """Return what each reason and bound is called."""
    return {
        "share": _("Share of the place's own"),
        "lq": _("Location quotient to the county (of a county: the province)"),
        "lq_all": _("Location quotient to all that is loaded"),
        "growth": _("Growth a year (median)"),
        "engaged": _("Part of the households engaged"),
        "marks": _("Marks held"),
        "alone": _("Part of the neighbours that do not lead with it"),
        "orders_min": _("Fewest orders for a suggestion"),
        "output_min_yuan": _("or least output in yuan"),
        "growth_floor_yuan": _("Yuan a year from which growth counts"),
        "tie_points": _("Points within which two are close"),
        "cluster_percent": _("Industry cluster: percent of a town's sales"),
        "cluster_yuan": _("and yuan of sales at least"),
    }
