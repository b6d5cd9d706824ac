"""What training shows on pages of rooms below: programmes, places, members; one's own ways."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.people import access as people
from yutang.people.access import Person
from yutang.roster.queries import faces
from yutang.training import access
from yutang.training.models import Enrolment
from yutang.training.queries import cohorts, mine, sessions, work
from yutang.training.rules import enrolling

_SHOWN = 5


def of_programme(request: HttpRequest, about: Any) -> str:
    """A programme's classes, and what they came to; no person."""
    rows = cohorts.of_programme(int(about))
    if not rows:
        return ""
    context = {
        "rows": rows[:_SHOWN],
        "codes": {row.place_code for row in rows},
        "counts": cohorts.counts_of_programme(int(about)),
    }
    return render_to_string("training/panels/programme.html", context, request)


def of_place(request: HttpRequest, about: Any) -> str:
    """The next classes of a place."""
    rows = cohorts.views(cohorts.in_place(str(about))[:_SHOWN])
    if not rows:
        return ""
    context = {"rows": rows, "codes": {row.place_code for row in rows}, "code": about}
    return render_to_string("training/panels/place.html", context, request)


def of_member(request: HttpRequest, about: Any) -> str:
    """The classes of somebody on the roster, for who may see them."""
    found = Enrolment.objects.filter(member_id__in=faces(int(about)))
    rows = list(found.select_related("cohort").order_by("-cohort__ends_on", "-pk"))
    if not rows:
        return ""
    context = {"rows": rows, "titles": cohorts.titles([row.cohort for row in rows])}
    return render_to_string("training/panels/member.html", context, request)


def of_me(request: HttpRequest, about: Any) -> str:
    """The ways to one's classes, with the next session, and to those one runs or teaches."""
    person: Person = about
    works = any(people.places_of(person, role) for role in ("clerk", "teacher"))
    rows = mine.enrolments_of(person)
    if not rows and not works:
        return ""
    attends = [row.cohort_id for row in rows if row.state in enrolling.MAY_ATTEND]
    coming = sessions.coming(attends, 1) if attends else []
    context = {"works": works, "next": coming[0] if coming else None, "has_own": bool(rows)}
    return render_to_string("training/panels/me.html", context, request)


def of_work(request: HttpRequest, about: Any) -> str:
    """What waits for the reader in classes."""
    person: Person = about
    waiting = work.waiting(access.cohorts_of(person))
    if not waiting.anything:
        return ""
    return render_to_string("training/panels/work.html", {"work": waiting}, request)
