"""Pictures and videos of lessons, kept in the public media by their content."""

import io
import re
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

from yutang.courses.actions import locking
from yutang.courses.errors import BadReplay, BadVideo, TooMuch
from yutang.courses.models import Lesson, Picture
from yutang.courses.rules import writing
from yutang.goods.pictures import shrink

_ENDINGS = {"mov,mp4,m4a,3gp,3g2,mj2": "mp4", "matroska,webm": "webm"}
_CODECS = {"h264", "vp8", "vp9"}
_SALE = re.compile(r"(?:^|/)live/([0-9]{1,18})(?:/|$)")
_SECONDS = re.compile(r"^#EXTINF:([0-9.]+)", re.MULTILINE)


def add_picture(lesson: Lesson, data: bytes, words: str, words_en: str = "") -> Picture:
    """Add a picture to a lesson of a draft, shrunk.

    Raises:
        Frozen, TooMuch; NotAPicture, PictureTooLarge
    """
    picture = shrink(data)
    with transaction.atomic():
        locking.draft(lesson.version_id)
        if lesson.pictures.count() >= writing.PICTURES_MOST:
            raise TooMuch(most=writing.PICTURES_MOST)
        return Picture.objects.create(
            lesson=lesson,
            file=_kept(picture.webp, "webp"),
            width=picture.width,
            height=picture.height,
            words=words,
            words_en=words_en,
        )


def drop_picture(lesson: Lesson, picture_id: int) -> None:
    """Take a picture out of a lesson of a draft; raises `Frozen`."""
    with transaction.atomic():
        locking.draft(lesson.version_id)
        lesson.pictures.filter(pk=picture_id).delete()


def set_video(lesson: Lesson, data: bytes) -> Lesson:
    """Give a lesson of a draft its video; raises `Frozen`, `BadVideo`."""
    ending, seconds = _read_video(data)
    return _video(lesson, _kept(data, ending), seconds)


def set_replay(lesson: Lesson, address: str) -> Lesson:
    """Give a lesson of a draft the replay of a sale on this platform, by the sale's address.

    Raises:
        Frozen. BadReplay: there is no sale of that address, or its replay is not open.
    """
    found = _SALE.search(address.strip())
    path = f"live/{found[1]}/replay.m3u8" if found else ""
    if not path or not storages["default"].exists(path):
        raise BadReplay
    with storages["default"].open(path) as file:
        seconds = sum(float(each) for each in _SECONDS.findall(file.read().decode()))
    return _video(lesson, path, round(seconds))


def drop_video(lesson: Lesson) -> Lesson:
    """Take the video out of a lesson of a draft; raises `Frozen`."""
    return _video(lesson, "", 0)


def _video(lesson: Lesson, path: str, seconds: int) -> Lesson:
    with transaction.atomic():
        locking.draft(lesson.version_id)
        lesson.video, lesson.video_s = path, max(seconds, 1) if path else 0
        lesson.save(update_fields=["video", "video_s"])
    return lesson


def _kept(data: bytes, ending: str) -> str:
    """Keep the content in the public media; the same content is one file."""
    mark = sha256(data).hexdigest()
    path = f"courses/{mark[:2]}/{mark[:40]}.{ending}"
    if not storages["default"].exists(path):
        storages["default"].save(path, ContentFile(data))
    return path


def _read_video(data: bytes) -> tuple[str, int]:
    """Return the ending that a file of this content has, and its whole seconds."""
    import av  # noqa: PLC0415 - only who sends a video waits for it
    from av.error import FFmpegError  # noqa: PLC0415

    if len(data) > writing.VIDEO_BYTES_MAX:
        raise _refused()
    try:
        with av.open(io.BytesIO(data), mode="r") as container:
            ending = _ENDINGS.get(container.format.name)
            streams = container.streams.video
            if not ending or not streams or streams[0].codec_context.name not in _CODECS:
                raise _refused()
            length = (container.duration or 0) / av.time_base
    except (FFmpegError, ValueError, EOFError) as error:
        raise _refused() from error
    if length < 1:
        raise _refused()
    return ending, round(length)


def _refused() -> BadVideo:
    return BadVideo(max_mb=writing.VIDEO_BYTES_MAX // 1024**2)
