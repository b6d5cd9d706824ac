"""How many persons of a place are on the roster, and which: never one by one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from yutang.kernel.counts import Persons
from yutang.people.sessions import need_person
from yutang.roster import access
from yutang.roster.models import Gender, PovertyClass
from yutang.roster.queries.counting import UNKNOWN, breakdown_of

Group = tuple[str | Promise, Persons | None]


@never_cache
@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """Persons of the reader's places by gender, age and poverty class; small groups hidden."""
    person = need_person(request)
    codes = access.counts_at(person)
    asked = request.GET.get("place", "").strip()
    if asked and any(asked.startswith(code) for code in codes) and asked.isdigit():
        codes = (asked,)
    said = breakdown_of(codes).public()
    unknown, none = _("not known"), _("none of them, or not known")
    genders: dict[str, str | Promise] = {**dict(Gender.choices), UNKNOWN: unknown}
    classes: dict[str, str | Promise] = {**dict(PovertyClass.choices), UNKNOWN: none}
    groups: list[tuple[str, list[Group]]] = [
        (_("Gender"), [(genders[key], count) for key, count in said.gender.items()]),
        (_("Age"), [(key or unknown, count) for key, count in said.age.items()]),
        (_("Poverty status"), [(classes[key], count) for key, count in said.poverty.items()]),
    ]
    shown = [
        (title, [(name, count) for name, count in rows if count is None or count])
        for title, rows in groups
    ]
    context = {"persons": said.persons, "groups": shown, "codes": [c for c in codes if c]}
    return render(request, "roster/counts.html", context)
