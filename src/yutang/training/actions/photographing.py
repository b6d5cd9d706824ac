"""Photographs of a session, as evidence: shrunk before anything is locked, each kept once."""

import hashlib
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction

from yutang.goods.pictures import shrink
from yutang.kernel.clock import now, today
from yutang.kernel.text import one_line
from yutang.people.access import Person
from yutang.training import access
from yutang.training.errors import BadSession, TooManyPhotos
from yutang.training.models import Session, SessionPhoto

PHOTOS_MOST = 12


def add_photo(session_id: int, data: bytes, taken_on: date, where: str, by: Person) -> SessionPhoto:
    """Keep a photograph of a session, with the day and the place as its taker says.

    Raises:
        NotFound: not their session. TooManyPhotos. NotAPicture, PictureTooLarge.
        BadSession: no place, or a day to come.
    """
    access.session_to_teach(by, session_id)
    place = one_line(where)[:60]
    if not place or taken_on > today():
        raise BadSession
    picture = shrink(data)
    mark = hashlib.sha256(picture.webp).hexdigest()
    with transaction.atomic():
        session = Session.objects.select_for_update().get(pk=session_id)
        known = session.photos.filter(sha256=mark).first()
        if known is not None:
            return known
        if session.photos.count() >= PHOTOS_MOST:
            raise TooManyPhotos(most=PHOTOS_MOST)
        photo = SessionPhoto(
            session=session,
            sha256=mark,
            width=picture.width,
            height=picture.height,
            taken_on=taken_on,
            taken_at=place,
            added_at=now(),
            added_by=by,
        )
        photo.file.save(f"training/{mark[:2]}/{mark}.webp", ContentFile(picture.webp))
    return photo
