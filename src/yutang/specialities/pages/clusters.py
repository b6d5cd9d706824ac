"""The public page of industry clusters."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.places import access as places
from yutang.places import queries as tree
from yutang.plumbing.pages import page_of
from yutang.specialities.queries import clusters as queries

_CLUSTERS_A_PAGE = 20
_YEARS = range(2009, 2101)


@require_safe
def clusters(request: HttpRequest) -> HttpResponse:
    """Industry clusters of a year, of one place if asked."""
    under = request.GET.get("under", "")[:12]
    if under:
        under = places.place(under).code
    year = row_id(request.GET.get("year"))
    if year is not None and year not in _YEARS:
        raise NotFound
    page = page_of(request, queries.clusters(under, year), _CLUSTERS_A_PAGE)
    context = {
        "page": page,
        "clusters": queries.cluster_views(list(page.object_list)),
        "place": tree.full_name(under) if under else "",
        "under": under,
        "keep": "".join(
            f"{name}={value}&" for name, value in (("under", under), ("year", year)) if value
        ),
    }
    return render(request, "specialities/clusters.html", context)
