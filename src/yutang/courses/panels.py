"""What courses show on the pages of rooms below: on "me", and on a person of the roster."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.courses import access, queries
from yutang.courses.queries import marking
from yutang.courses.queries.words import pick
from yutang.kernel.errors import NotFound
from yutang.people.access import Person

_SHOWN = 5


def of_me(request: HttpRequest, person: Person) -> str:
    """The ways to one's courses, and to the works that wait for one's mark."""
    last = access.own_studies(person).first()
    try:
        waiting = marking.waiting(access.studies_to_mark(person), person).count()
        teaches = True
    except NotFound:
        waiting, teaches = 0, False
    context = {
        "title": pick(last.version.title, last.version.title_en) if last else "",
        "teaches": teaches,
        "waiting": waiting,
    }
    return render_to_string("courses/panels/me.html", context, request)


def of_member(request: HttpRequest, member_id: int) -> str:
    """What a person of the roster learns, and the way to learn with them."""
    studies = list(access.studies_of([member_id])[:_SHOWN])
    rows = [(study, queries.version_view(study.version)) for study in studies]
    context = {"rows": rows, "member_id": member_id}
    return render_to_string("courses/panels/member.html", context, request)
