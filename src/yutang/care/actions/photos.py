"""Photographs that buyers send: shrunk before anything is locked, kept where no address leads."""

import uuid
from collections.abc import Sequence

from django.core.files.base import ContentFile

from yutang.care.errors import TooManyPhotos
from yutang.care.models import Claim, Photo, Review
from yutang.care.rules.asking import PHOTOS_MAX
from yutang.goods.pictures import Shrunk, shrink
from yutang.kernel.clock import now


def shrunk(pictures: Sequence[bytes]) -> list[Shrunk]:
    """Return the photographs upright, within 1,200 px, without what the camera wrote into them.

    Raises:
        TooManyPhotos, NotAPicture, PictureTooLarge
    """
    if len(pictures) > PHOTOS_MAX:
        raise TooManyPhotos(most=PHOTOS_MAX)
    return [shrink(data) for data in pictures]


def keep(
    pictures: Sequence[Shrunk], *, claim: Claim | None = None, review: Review | None = None
) -> None:
    """Keep the photographs of a claim or a review; within the caller's transaction."""
    for picture in pictures:
        photo = Photo(
            claim=claim, review=review, width=picture.width, height=picture.height, at=now()
        )
        photo.file.save(f"{uuid.uuid4().hex}.webp", ContentFile(picture.webp), save=True)
