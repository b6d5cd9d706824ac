"""Photos of documents: shrunk before anything is locked, sealed, seen again when sent twice."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from yutang.goods.pictures import shrink
from yutang.indemnity.errors import TooManyPapers
from yutang.indemnity.models import Case, Paper
from yutang.indemnity.rules import papers as rules
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.plumbing import kept

FOLDER = "indemnity"
MEDIA_TYPE = "image/webp"


class Photo(NamedTuple):
    """A photo of a document by its code: as it was sent (its digest), and as it is kept."""

    code: str
    of_sent: str
    webp: bytes


def shrunk(photos: Sequence[tuple[str, bytes]]) -> list[Photo]:
    """Return photos upright, readable, without what the camera wrote into them.

    Raises:
        NotFound: a code that no rule has.
        TooManyPapers, NotAPicture, PictureTooLarge
    """
    if len(photos) > rules.PHOTOS_MOST:
        raise TooManyPapers(most=rules.PHOTOS_MOST)
    if any(code not in rules.CODES for code, _data in photos):
        raise NotFound
    return [
        Photo(code, sha256(data).hexdigest(), shrink(data, side_px=rules.SIDE_PX).webp)
        for code, data in photos
    ]


def keep(case: Case, photos: Sequence[Photo], by: Person, at: datetime) -> None:
    """Keep the photos with the case, whose row is locked or new; the same one again is one.

    Raises:
        TooManyPapers
    """
    there = set(case.papers.values_list("code", "of_sent"))
    fresh = {(each.code, each.of_sent): each for each in photos if each[:2] not in there}
    if len(there) + len(fresh) > rules.PHOTOS_MOST:
        raise TooManyPapers(most=rules.PHOTOS_MOST)
    Paper.objects.bulk_create(
        Paper(
            case=case,
            code=each.code,
            sha256=kept.keep(FOLDER, each.webp),
            of_sent=each.of_sent,
            size=len(each.webp),
            added_at=at,
            added_by=by,
        )
        for each in fresh.values()
    )
