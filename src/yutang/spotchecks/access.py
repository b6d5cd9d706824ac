"""Doors of the spot checks room: a sample is the clerks' and officers' of its place."""

from django.db.models import Q, QuerySet

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.roster import access as roster
from yutang.roster.queries import faces
from yutang.spotchecks.models import Drawn, Sample

ROLES = ("clerk", "officer")


def places_of(person: Person | None) -> tuple[str, ...]:
    """Return the places whose samples the person draws and calls; ``""`` is all."""
    codes = {code for role in ROLES for code in people.places_of(person, role)}
    return tuple(sorted(codes))


def works(person: Person | None, place_code: str) -> bool:
    """Tell whether the person draws and sees samples of the place."""
    return any(place_code.startswith(code) for code in places_of(person))


def samples_of(person: Person) -> QuerySet[Sample]:
    """Return the samples of the person's places, newest first.

    Raises:
        NotFound: they have no such place.
    """
    codes = places_of(person)
    if not codes:
        raise NotFound
    ours = Q(pk__in=[])
    for code in codes:
        ours |= Q(place_code__startswith=code)
    return Sample.objects.filter(ours).defer("frame").order_by("-pk")


def sample_for(person: Person, sample_id: int) -> Sample:
    """Return a sample of the person's places; raises `NotFound`."""
    found = sample(sample_id)
    if not works(person, found.place_code):
        raise NotFound
    return found


def sample(sample_id: int) -> Sample:
    """Return a sample; its summary is everybody's, without persons. Raises `NotFound`."""
    found = Sample.objects.filter(pk=sample_id).first()
    if found is None:
        raise NotFound
    return found


def may_call(person: Person, sample: Sample) -> bool:
    """Tell whether the person may make this sample's calls.

    They work for its place, are none of those whose work is checked, and not on its list.
    """
    if not works(person, sample.place_code) or person.pk in sample.barred:
        return False
    own = roster.of_account(person)
    return own is None or not set(faces(own.pk)) & set(sample.frame)


def drawn_for(person: Person, sample_id: int, position: int) -> Drawn:
    """Return a person of a sample of the reader's places; raises `NotFound`."""
    found = sample_for(person, sample_id)
    row = Drawn.objects.select_related("sample", "member").filter(sample=found, position=position)
    drawn = row.first()
    if drawn is None:
        raise NotFound
    return drawn
