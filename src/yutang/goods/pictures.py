"""A picture as it is kept: WebP, at most 1,200 px, without what the camera wrote into it.

Only photographs' formats are read (JPEG, PNG, WebP); drawings that carry code (SVG) are not.
"""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from yutang.goods.errors import NotAPicture, PictureTooLarge

SIDE_PX_MAX = 1200
BYTES_MAX = 12 * 1024 * 1024
PIXELS_MAX = 60_000_000
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 82


@dataclass(frozen=True)
class Shrunk:
    """A picture ready to be kept."""

    webp: bytes
    width: int
    height: int


def shrink(data: bytes, side_px: int = SIDE_PX_MAX) -> Shrunk:
    """Return the picture upright, within so many px a side, as WebP without metadata.

    Raises:
        PictureTooLarge: more bytes or pixels than a phone's camera makes.
        NotAPicture: no JPEG, PNG or WebP, or broken.
    """
    if len(data) > BYTES_MAX:
        raise PictureTooLarge(max_mb=BYTES_MAX // 1024**2)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _shrunk(data, side_px)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PictureTooLarge(max_mb=BYTES_MAX // 1024**2) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAPicture from error


def _shrunk(data: bytes, side_px: int) -> Shrunk:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as original:
        if original.width * original.height > PIXELS_MAX:
            raise PictureTooLarge(max_mb=BYTES_MAX // 1024**2)
        upright = ImageOps.exif_transpose(original)
        has_alpha = upright.has_transparency_data
        picture = upright.convert("RGBA" if has_alpha else "RGB")
    picture.thumbnail((side_px, side_px))
    target = io.BytesIO()
    picture.save(target, "WEBP", quality=_QUALITY, exif=b"", icc_profile=None)
    return Shrunk(target.getvalue(), picture.width, picture.height)
