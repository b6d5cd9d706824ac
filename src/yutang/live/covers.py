"""Cover pictures: whatever a phone uploads becomes one upright WebP of a fitting size."""

from io import BytesIO
from typing import BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

from yutang.kernel.clock import now, wall
from yutang.kernel.ids import uuid7
from yutang.live.errors import BadCover

_LONGEST_PX = 1600
_PIXELS_MAX = 60_000_000
_QUALITY = 82
_FORMATS = ("JPEG", "PNG", "WEBP")


def keep_cover(file: BinaryIO) -> str:
    """Store the picture, turned upright, at most 1600 px long, and return its name in storage.

    Raises:
        BadCover: it is no picture that can be read.
    """
    try:
        with Image.open(file, formats=_FORMATS) as opened:
            if opened.width * opened.height > _PIXELS_MAX:
                raise BadCover
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise BadCover from error
    upright.thumbnail((_LONGEST_PX, _LONGEST_PX))
    written = BytesIO()
    upright.save(written, "WEBP", quality=_QUALITY)
    name = f"covers/{wall(now()):%Y/%m}/{uuid7().hex}.webp"
    return default_storage.save(name, ContentFile(written.getvalue()))
