"""What the ecology room shows on pages below: of a programme, a place, and a person."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.ecology import access, queries
from yutang.people.access import Person
from yutang.people.sessions import person_of
from yutang.programmes import access as programmes


def of_programme(request: HttpRequest, programme_id: int) -> str:
    """Land planted and alive, persons and person-times, wages; for who works there the ways."""
    totals = queries.totals(programme_id)
    person = person_of(request)
    runs = person is not None and programmes.programmes_at(person).filter(pk=programme_id).exists()
    if not totals.plots and not runs:
        return ""
    context = {"totals": totals, "programme_id": programme_id, "runs": runs}
    return render_to_string("ecology/panels/programme.html", context, request)


def of_me(request: HttpRequest, person: Person) -> str:
    """The way to one's plots, and one's own work days."""
    days, wages_fen = queries.mine(person)
    works = access.has_work(person)
    if not works and not days:
        return ""
    context = {"works": works, "days": days, "wages_fen": wages_fen}
    return render_to_string("ecology/panels/me.html", context, request)
