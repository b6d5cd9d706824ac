"""What sending costs, written down by producers and by the clerks of a county."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from yutang.delivery import access, actions, queries
from yutang.delivery.errors import BadTariff
from yutang.delivery.models import Tariff
from yutang.delivery.rules.freight import ASSUMED, ZONES_MAX
from yutang.delivery.tariff_forms import (
    TariffForm,
    ZoneForms,
    facts_of,
    rows_of,
    zones_of,
    zones_of_rows,
)
from yutang.goods import access as goods
from yutang.kernel.errors import NotFound
from yutang.kernel.ids import row_id
from yutang.people.access import Person
from yutang.people.sessions import need_person
from yutang.places import queries as places
from yutang.plumbing import sheets
from yutang.plumbing.pages import form_page, page_of, refusals_in, refusals_told

_TARIFFS_A_PAGE = 30


@never_cache
@require_safe
def tariffs(request: HttpRequest) -> HttpResponse:
    """The tariffs that the reader runs."""
    person = need_person(request)
    found: QuerySet[Tariff] = access.tariffs_of(person).order_by("producer", "-is_default", "name")
    page = page_of(request, found, _TARIFFS_A_PAGE)
    names = places.full_names(access.counties_of(person))
    rows = [_row(tariff) for tariff in page.object_list]
    context = {"page": page, "rows": rows, "counties": sorted(names.items())}
    return render(request, "delivery/tariffs.html", context)


@never_cache
@form_page
def new_tariff(request: HttpRequest) -> HttpResponse:
    """Write a tariff down: a producer's, or the default of a county."""
    person = need_person(request)
    access.tariffs_of(person)
    producer_id, county = _owner(request, person)
    return _form(request, None, producer_id, county)


@never_cache
@form_page
def edit_tariff(request: HttpRequest, tariff_id: int) -> HttpResponse:
    """Write a tariff anew; orders keep the freight they were bought with."""
    tariff = access.tariff_for(need_person(request), tariff_id)
    return _form(request, tariff, tariff.producer_id, tariff.county_code)


@require_POST
def remove_tariff(request: HttpRequest, tariff_id: int) -> HttpResponse:
    """Take a tariff away; goods that named it ask the default again."""
    actions.remove_tariff(access.tariff_for(need_person(request), tariff_id))
    messages.success(request, _("The tariff is gone. Goods that used it ask the default again."))
    return redirect("delivery:tariffs")


@never_cache
@require_safe
def zones_file(request: HttpRequest, tariff_id: int) -> HttpResponse:
    """The lines of a tariff as a table, to be changed and sent back."""
    tariff = access.tariff_for(need_person(request), tariff_id)
    return sheets.sent(rows_of(queries.tariff_facts(tariff)), f"freight-{tariff_id}", "xlsx")


@require_POST
def take_zones(request: HttpRequest, tariff_id: int) -> HttpResponse:
    """Take the lines of a tariff from a table; all of them or none."""
    tariff = access.tariff_for(need_person(request), tariff_id)
    sent = request.FILES.get("file")
    with refusals_told(request):
        try:
            lines = sheets.rows_in(sent.read() if sent else b"", ZONES_MAX + 1)
        except sheets.Unreadable as error:
            raise BadTariff(zh_what="这个文件打不开", en_what="the file cannot be read") from error
        actions.edit_tariff(
            tariff, replace(queries.tariff_facts(tariff), zones=zones_of_rows(lines))
        )
        messages.success(request, _("Saved. It counts for what is ordered from now on."))
    return redirect("delivery:tariff-edit", tariff_id)


def _form(
    request: HttpRequest, tariff: Tariff | None, producer_id: int | None, county: str
) -> HttpResponse:
    person, status = need_person(request), 200
    before = queries.tariff_facts(tariff) if tariff else ASSUMED
    data = request.POST if request.method == "POST" else None
    form = TariffForm(data, initial=TariffForm.initial_of(before, is_new=tariff is None))
    zones = ZoneForms(data, initial=zones_of(before), prefix="zone")
    if data is not None:
        status = 422
        if form.is_valid() and zones.is_valid():
            with refusals_in(form):
                facts = facts_of(form, zones)
                if tariff is None:
                    actions.add_tariff(person, facts, producer_id=producer_id, county_code=county)
                else:
                    actions.edit_tariff(tariff, facts)
                messages.success(request, _("Saved. It counts for what is ordered from now on."))
                return redirect("delivery:tariffs")
    context = {
        "form": form,
        "zones": zones,
        "tariff": tariff,
        "owner": _owner_name(person, producer_id, county),
        "is_assumed": tariff is None,
    }
    return render(request, "delivery/tariff.html", context, status=status)


def _owner(request: HttpRequest, person: Person) -> tuple[int | None, str]:
    """Return whose tariff is written: the producer named, one's own, or the county's."""
    named = row_id(request.GET.get("producer"))
    if named is not None:
        return access.owner_of(person, named, "")
    counties = access.counties_of(person)
    county = request.GET.get("county", counties[0] if counties else "")
    if county:
        return access.owner_of(person, None, county)
    own = goods.producers_of(person).first()
    if own is None:
        raise NotFound
    return access.owner_of(person, own.pk, "")


def _owner_name(person: Person, producer_id: int | None, county: str) -> str:
    if producer_id is not None:
        return goods.producer_for(person, producer_id).name
    return places.full_name(county) or county


def _row(tariff: Tariff) -> dict[str, object]:
    facts = queries.tariff_facts(tariff)
    rest = next((zone for zone in facts.zones if not zone.areas), None)
    owner = tariff.producer.name if tariff.producer else places.full_name(tariff.county_code)
    return {"tariff": tariff, "owner": owner, "rest": rest, "areas": len(facts.zones)}
