"""Which files are taken as invoices: by what they hold, not by what they are called."""

from typing import Final

from yutang.programmes.errors import PaperNeeded

BYTES_MOST: Final = 10 * 1024 * 1024
PAPERS_MOST: Final = 6
NAME_MOST: Final = 80
_BEGINS: Final = (
    (b"%PDF-", 0, "application/pdf"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"WEBP", 8, "image/webp"),
)


def media_type_of(data: bytes) -> str:
    """Return the media type of a file; raises `PaperNeeded` when it is none that is taken."""
    for mark, at, media_type in _BEGINS:
        if len(data) <= BYTES_MOST and data.startswith(mark, at):
            return media_type
    raise PaperNeeded
