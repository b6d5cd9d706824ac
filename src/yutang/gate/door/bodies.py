"""Bodies, within limits: small ones for the hot doors, and those on their way to the pages.

The latter are taken in whole by the gate first. The pages have a few threads, and each would wait
for its sender. So a slow sender keeps only the gate waiting, which can wait for thousands; the
pages read what lies here already.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from tempfile import SpooledTemporaryFile
from typing import IO

from starlette.types import Receive, Scope

from yutang.gate.door.headers import header
from yutang.gate.errors import TooLarge, TooSlow, UploadsBusy, UploadTooLarge

BODY_BYTES_MAX = 4096
"""What a hot door takes."""
BODY_WITHIN_S = 15.0
UPLOAD_BYTES_MAX = 16 << 20
"""A phone's largest photograph (12 MB, `goods.pictures`) and the form around it."""
HELD_BYTES_MAX = 512 << 20
"""All bodies under way together."""
MEMORY_BYTES = 256 << 10
"""What is longer lies in a temporary file."""
PAUSE_MOST_S = 20.0
WHOLE_WITHIN_S = 300.0
_READ_BYTES = 64 << 10


async def read_body(scope: Scope, receive: Receive, within_s: float = BODY_WITHIN_S) -> bytes:
    """Return the whole body.

    Raises:
        TooLarge: it is, or says it is, longer than `BODY_BYTES_MAX`; it is not read further.
        TooSlow: it was not whole in time.
    """
    try:
        async with asyncio.timeout(within_s):
            return await _read(scope, receive)
    except TimeoutError:
        raise TooSlow from None


async def _read(scope: Scope, receive: Receive) -> bytes:
    length = header(scope, b"content-length")
    if length.isdigit() and (len(length) > 9 or int(length) > BODY_BYTES_MAX):  # noqa: PLR2004
        raise TooLarge(most_bytes=BODY_BYTES_MAX)
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body") and len(body) <= BODY_BYTES_MAX:
        message = await receive()
        body += message.get("body", b"")
    if len(body) > BODY_BYTES_MAX:
        raise TooLarge(most_bytes=BODY_BYTES_MAX)
    return body


class SenderGone(Exception):  # noqa: N818 - nobody is left to be answered
    """The browser went away before its body was whole."""


class Body:
    """One body, whole."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self._file = file
        self.length = length

    async def parts(self) -> AsyncIterator[bytes]:
        """Yield it from its beginning."""
        self._file.seek(0)
        while part := self._file.read(_READ_BYTES):
            yield part


class Bodies:
    """Takes bodies in, within the limits above."""

    def __init__(
        self, *, pause_most_s: float = PAUSE_MOST_S, held_bytes_max: int = HELD_BYTES_MAX
    ) -> None:
        self._pause_most_s = pause_most_s
        self._held_bytes_max = held_bytes_max
        self._held = 0

    @asynccontextmanager
    async def taken(self, scope: Scope, receive: Receive) -> AsyncIterator[Body | None]:
        """Hold the request's body, None when it has none.

        Raises:
            UploadTooLarge, TooSlow, UploadsBusy: it is not read further.
            SenderGone
        """
        length = header(scope, b"content-length")
        if not length and not header(scope, b"transfer-encoding"):
            yield None
            return
        if length.isdigit() and (len(length) > 15 or int(length) > UPLOAD_BYTES_MAX):  # noqa: PLR2004
            raise UploadTooLarge(most_mb=UPLOAD_BYTES_MAX >> 20)
        with SpooledTemporaryFile(MEMORY_BYTES) as file:
            counted = 0
            try:
                async for part in self._arriving(receive):
                    counted += len(part)
                    self._held += len(part)
                    self._check(counted)
                    file.write(part)
                yield Body(file, counted)
            finally:
                self._held -= counted

    def _check(self, counted: int) -> None:
        if counted > UPLOAD_BYTES_MAX:
            raise UploadTooLarge(most_mb=UPLOAD_BYTES_MAX >> 20)
        if self._held > self._held_bytes_max:
            raise UploadsBusy(retry_after_s=10)

    async def _arriving(self, receive: Receive) -> AsyncIterator[bytes]:
        ends_at = asyncio.get_running_loop().time() + WHOLE_WITHIN_S
        while True:
            left_s = ends_at - asyncio.get_running_loop().time()
            try:
                async with asyncio.timeout(min(self._pause_most_s, left_s)):
                    message = await receive()
            except TimeoutError:
                raise TooSlow from None
            if message["type"] == "http.disconnect":
                raise SenderGone
            yield message.get("body", b"")
            if not message.get("more_body"):
                return
