"""Which files are evidence: what their first bytes say they are, and how large. Pure."""

from typing import Final

from yutang.honours.errors import BadPaper

BYTES_MAX = 10 * 1024 * 1024
PAPERS_MOST = 24
"""Papers beside one application; those taken away again count until they are forgotten."""
NAME_MAX = 80
ENDINGS: Final[dict[str, str]] = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
}


def type_of(data: bytes) -> str:
    """Return the type of a file by what it holds, not by what it is called.

    Raises:
        BadPaper: it is none that we take, or too large.
    """
    if len(data) > BYTES_MAX:
        raise BadPaper(max_mb=BYTES_MAX // 1024**2)
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    raise BadPaper(max_mb=BYTES_MAX // 1024**2)
