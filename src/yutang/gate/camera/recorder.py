"""The process that records one run, and how slices come to it."""

import asyncio
import sys
import time
from collections import deque
from pathlib import Path

BURST_BYTES = 48 << 20
BYTES_A_SECOND_MAX = 3 << 20
_ENDS_WITHIN_S = 6.0
_RATE_OVER_S = 10.0


class Run:
    """What is to be recorded: which sale, into which folder, from what."""

    def __init__(self, sale_id: int, folder: Path, source: str) -> None:
        self.sale_id = sale_id
        self.folder = folder
        self.source = source

    async def start(self) -> asyncio.subprocess.Process:
        """Start the process that records; it ends by itself when its input is closed."""
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "yutang.live.video", "remux"),
            *("--folder", str(self.folder), "--source", self.source),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )


class Flow:
    """Passes slices on no faster than they are taken, and no more than a camera can need."""

    def __init__(self) -> None:
        self._arrived: deque[tuple[float, int]] = deque()
        self._allowed = float(BURST_BYTES)
        self._allowed_at = time.monotonic()
        self._recorder: asyncio.StreamWriter | None = None

    async def pass_on(self, data: bytes, recorder: asyncio.StreamWriter) -> bool:
        """Write the slice and wait until it is taken; false when the recorder has gone."""
        self._recorder = recorder
        now = time.monotonic()
        self._arrived.append((now, len(data)))
        while self._arrived[0][0] < now - _RATE_OVER_S:
            self._arrived.popleft()
        await self._keep_within(len(data), now)
        try:
            recorder.write(data)
            await recorder.drain()
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    def waiting_ms(self) -> int:
        """Return how much sound and picture waits before the recorder, in time."""
        rate = sum(size for _, size in self._arrived) / _RATE_OVER_S
        if not rate or self._recorder is None:
            return 0
        return round(self._recorder.transport.get_write_buffer_size() / rate * 1000)

    async def _keep_within(self, size: int, now: float) -> None:
        grown = self._allowed + (now - self._allowed_at) * BYTES_A_SECOND_MAX
        self._allowed, self._allowed_at = min(grown, BURST_BYTES) - size, now
        if self._allowed < 0:
            await asyncio.sleep(-self._allowed / BYTES_A_SECOND_MAX)


async def let_go(recorder: asyncio.subprocess.Process, hearing: "asyncio.Task[None]") -> None:
    """Close the recorder's input and wait for its last words; kill it when there are none."""
    assert recorder.stdin
    recorder.stdin.close()
    try:
        async with asyncio.timeout(_ENDS_WITHIN_S):
            await hearing
            await recorder.wait()
    except TimeoutError:
        recorder.kill()
        await recorder.wait()
