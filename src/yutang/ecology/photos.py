"""Photos of plots: what the camera wrote is read before it is stripped; the picture lies sealed."""

import io
from datetime import datetime
from typing import Any

from PIL import Image, UnidentifiedImageError

from yutang.ecology.rules.photos import Taken
from yutang.goods.pictures import shrink
from yutang.kernel.clock import CHINA, now
from yutang.plumbing import kept

_FOLDER = "ecology"
_IFD, _GPS = 0x8769, 0x8825
_TAKEN, _OFFSET = 0x9003, 0x9011
_SOUTH_OR_NORTH, _NORTH, _WEST_OR_EAST, _EAST = 1, 2, 3, 4


def keep(data: bytes) -> tuple[str, Taken]:
    """Keep a photo sealed, upright and without what the camera wrote; return its digest and that.

    Raises:
        NotAPicture, PictureTooLarge
    """
    taken = read(data)
    return kept.keep(_FOLDER, shrink(data).webp), taken


def content(digest: str) -> bytes:
    """Return a kept photo as WebP; raises `kept.Gone`."""
    return kept.content(_FOLDER, digest)


def read(data: bytes) -> Taken:
    """Return when and where the camera says that it took the photo; nothing where it is silent."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            exif = picture.getexif()
            inner, gps = dict(exif.get_ifd(_IFD)), dict(exif.get_ifd(_GPS))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, KeyError, TypeError):
        return Taken()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Taken()
    east, north = _degrees(gps, _EAST, _WEST_OR_EAST), _degrees(gps, _NORTH, _SOUTH_OR_NORTH)
    there = (east, north) if east is not None and north is not None else (None, None)
    return Taken(_moment(inner), *there)


def _moment(inner: dict[int, Any]) -> datetime | None:
    """The camera's clock; China's time where it does not say its own."""
    said, offset = str(inner.get(_TAKEN, "")).strip("\0 "), str(inner.get(_OFFSET, "")).strip("\0 ")
    try:
        if offset:
            moment = datetime.strptime(f"{said} {offset}", "%Y:%m:%d %H:%M:%S %z")
        else:
            moment = datetime.strptime(said, "%Y:%m:%d %H:%M:%S").replace(tzinfo=CHINA)
    except ValueError:
        return None
    return moment if 2000 <= moment.year <= now().year + 1 else None  # noqa: PLR2004 - a clock never set


def _degrees(gps: dict[int, Any], field: int, side: int) -> float | None:
    try:
        whole, minutes, seconds = (float(part) for part in gps[field])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    degrees = whole + minutes / 60 + seconds / 3600
    if not 0 <= degrees <= 180:  # noqa: PLR2004 - a half circle; NaN fails too
        return None
    return -degrees if str(gps.get(side, "")).strip("\0 ").upper() in {"S", "W"} else degrees
