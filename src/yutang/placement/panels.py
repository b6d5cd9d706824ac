"""What placement shows on the pages of rooms below: me, a member, a class, a programme, a place."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.placement import access, queries
from yutang.roster import access as roster
from yutang.training import queries as training

_SHOWN = 3


def of_me(request: HttpRequest, person: Person) -> str:
    """The ways to one's applications, one's offers and those that wait, and to follow-ups."""
    try:
        waiting = access.offers_to_check(person).count()
    except NotFound:
        waiting = 0
    context = {
        "applies": access.applications_of(person).exists(),
        "offers": access.may_offer(person),
        "waiting": waiting,
        "follows": bool(roster.works_at(person)),
    }
    return render_to_string("placement/panels/me.html", context, request)


def of_member(request: HttpRequest, member_id: int) -> str:
    """Where a person of the roster works, and the ways to help them find work."""
    started = queries.placed([member_id]).get(member_id)
    context = {"member_id": member_id, "placement": started}
    return render_to_string("placement/panels/member.html", context, request)


def of_class(request: HttpRequest, cohort_id: int) -> str:
    """What became of those who completed a class: placed, opened a shop, sold."""
    found = training.cohort(cohort_id)
    members = training.members_of(cohort_id)
    if found is None or not members:
        return ""
    counts = queries.placed_in(members, found.ends_on)
    share = 100 * counts.placed.number // max(counts.members.number, 1)
    context = {"counts": counts, "share": share, "since": found.ends_on}
    return render_to_string("placement/panels/class.html", context, request)


def of_programme(request: HttpRequest, programme_id: int) -> str:
    """How many a programme placed; few are not told."""
    found = access.Placement.objects.filter(programme=programme_id)
    members = set(found.values_list("member", flat=True))
    if not members:
        return ""
    context = {"persons": queries.count_of(members)}
    return render_to_string("placement/panels/programme.html", context, request)


def of_place(request: HttpRequest, code: str) -> str:
    """The newest work on the board at a place and in all that lies under it."""
    found = access.on_board().filter(place_code__startswith=code).order_by("-since", "-pk")
    rows = queries.cards(found[: _SHOWN + 1])
    if not rows:
        return ""
    context = {"rows": rows[:_SHOWN], "is_more": len(rows) > _SHOWN, "code": code}
    return render_to_string("placement/panels/place.html", context, request)
