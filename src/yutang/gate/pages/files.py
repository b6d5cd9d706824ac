"""``/static/`` and ``/media/``: files from the data folder, with the caching each kind allows.

Media are what people and cameras made: they are served under a policy in which nothing in them
can run, by types known here, and nothing else in the folder is served at all.
"""

import os
import re
import zlib
from email.utils import formatdate
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from yutang.gate.door import caching
from yutang.gate.door.headers import header

PACKED: Final = ".gz"
_HASHED = re.compile(r"\.[0-9a-f]{12}\.[a-z0-9]+$")
_CLOSED = b"#EXT-X-ENDLIST"
MEDIA_TYPES: Final = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
}
STATIC_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


class Static(StaticFiles):
    """Stylesheets and scripts: a name with a hash in it may be kept for ever.

    Beside such a file lies the same, packed (`web/static_files.py`), for browsers that unpack it.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)
        self.config_checked = True  # a folder that is not there yet holds no file, and is no fault

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        path = Path(full_path)
        packed = path.with_name(path.name + PACKED)
        is_packed = _takes_gzip(scope) and packed.is_file()
        if is_packed:
            full_path, stat_result = packed, packed.stat()
        response = super().file_response(full_path, stat_result, scope, status_code)
        if is_packed:
            response.headers["content-encoding"] = "gzip"
        response.headers["vary"] = "Accept-Encoding"
        if kind := STATIC_TYPES.get(path.suffix):
            response.headers["content-type"] = kind
        response.headers["x-content-type-options"] = "nosniff"
        is_hashed = _HASHED.search(path.name) is not None
        response.headers["cache-control"] = caching.FOR_EVER if is_hashed else caching.ASK_FIRST
        return response


class Media(StaticFiles):
    """Pictures and video. Playlists change each second; segments and pictures never do."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, check_dir=False)
        self.config_checked = True  # a folder that is not there yet holds no file, and is no fault

    async def get_response(self, path: str, scope: Scope) -> Response:
        hidden = any(part.startswith(".") for part in Path(path).parts)
        if hidden or Path(path).suffix.lower() not in MEDIA_TYPES:
            raise HTTPException(404)
        return await super().get_response(path, scope)

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        kind = MEDIA_TYPES[Path(full_path).suffix.lower()]
        if kind == MEDIA_TYPES[".m3u8"]:
            response = _playlist(full_path, scope)
        else:
            response = super().file_response(full_path, stat_result, scope, status_code)
            response.headers["cache-control"] = caching.FOR_EVER
        response.headers["content-type"] = kind
        response.headers["x-content-type-options"] = "nosniff"
        response.headers["content-security-policy"] = "default-src 'none'; sandbox"
        return response


def _takes_gzip(scope: Scope) -> bool:
    for coding in header(scope, b"accept-encoding").lower().split(","):
        name, _, quality = coding.replace(" ", "").partition(";")
        if name == "gzip":
            return quality not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _playlist(path: str | os.PathLike[str], scope: Scope) -> Response:
    """Return the playlist whole, or 304.

    It is replaced each second or two: length, tag and content must be of one and the same file.
    """
    try:
        with Path(path).open("rb") as file:
            changed_at = os.fstat(file.fileno()).st_mtime
            text = file.read()
    except OSError as error:  # taken away since it was looked up
        raise HTTPException(404) from error
    rule = caching.PLAYLIST_WHOLE if _CLOSED in text else caching.PLAYLIST
    etag = f'"{len(text):x}-{zlib.crc32(text):x}"'
    headers = {
        "cache-control": rule,
        "etag": etag,
        "last-modified": formatdate(changed_at, usegmt=True),
    }
    if caching.is_known(scope, etag):
        return Response(status_code=304, headers=headers)
    return Response(text, headers=headers)
