import io

import pytest
from PIL import Image

from yutang.goods.errors import NotAPicture, PictureTooLarge
from yutang.goods.pictures import BYTES_MAX, SIDE_PX_MAX, shrink

GPS = 0x8825
ORIENTATION = 0x0112


def photo(width: int = 1600, height: int = 900, kind: str = "JPEG", **options: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "#a0522d").save(target, kind, **options)
    return target.getvalue()


def test_a_large_photo_is_shrunk_to_webp() -> None:
    shrunk = shrink(photo(3000, 1500))
    with Image.open(io.BytesIO(shrunk.webp)) as kept:
        assert kept.format == "WEBP"
        assert kept.size == (SIDE_PX_MAX, SIDE_PX_MAX // 2) == (shrunk.width, shrunk.height)


def test_a_small_photo_keeps_its_size() -> None:
    assert shrink(photo(300, 200)).width == 300


def test_what_the_camera_wrote_into_it_is_gone_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010F] = "SecretPhone"
    shrunk = shrink(photo(400, 200, exif=exif))
    assert (shrunk.width, shrunk.height) == (200, 400)
    assert b"SecretPhone" not in shrunk.webp
    with Image.open(io.BytesIO(shrunk.webp)) as kept:
        assert not kept.getexif()


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_png_and_webp_are_read(kind: str) -> None:
    assert shrink(photo(50, 50, kind)).height == 50


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + bytes(100),
        photo()[:200],
        bytes(1000),
    ],
)
def test_what_is_no_photograph_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        shrink(data)


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(PictureTooLarge):
        shrink(bytes(BYTES_MAX + 1))


def test_a_picture_bomb_is_refused_before_it_is_unpacked() -> None:
    target = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(target, "PNG")
    with pytest.raises(PictureTooLarge):
        shrink(target.getvalue())
