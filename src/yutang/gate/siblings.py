"""Several gates behind the one port of a machine (``yutang serve --gates N``).

The system deals connections out among them, so whoever asks for ``/metrics`` meets any one of
them. Each says what it has counted over a Unix socket of its own, and whoever is asked answers for
all: every sample carries the label ``gate``. A gate alone answers for itself, without the label.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import structlog
from starlette.types import Receive, Scope

from yutang.gate import metrics
from yutang.gate.door.answers import NO_STORE, Answer

_ANSWERS_WITHIN_S = 1.0
_TEXT = (b"content-type", b"text/plain; version=0.0.4; charset=utf-8")

log = structlog.get_logger()


class Siblings:
    """This gate is `number` of `of`; their sockets lie in `folder`."""

    def __init__(self, folder: Path, number: int = 1, of: int = 1) -> None:
        assert 1 <= number <= of, "gates are numbered from 1"
        self._folder = folder
        self._number = number
        self._of = of
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Begin to tell the others."""
        if self._of > 1:
            self._server = await asyncio.start_unix_server(_tell, self._socket(self._number))

    async def close(self) -> None:
        """Tell no more."""
        if self._server is not None:
            self._server.close()
            self._socket(self._number).unlink(missing_ok=True)

    async def metrics_page(self, _scope: Scope, _receive: Receive) -> Answer:
        """Answer with the counts of all gates that can be reached."""
        if self._of == 1:
            return Answer(200, metrics.page(), (_TEXT, NO_STORE))
        others = [number for number in range(1, self._of + 1) if number != self._number]
        told = await asyncio.gather(*(self._ask(number) for number in others))
        pages = {self._number: metrics.page(), **dict(zip(others, told, strict=True))}
        return Answer(200, merged(pages), (_TEXT, NO_STORE))

    async def _ask(self, number: int) -> bytes:
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(_ANSWERS_WITHIN_S):
                reader, writer = await asyncio.open_unix_connection(self._socket(number))
                try:
                    return await reader.read()
                finally:
                    writer.close()
        log.warning("gate_not_reached", gate=number)
        return b""

    def _socket(self, number: int) -> Path:
        return self._folder / f"gate-{number}.sock"


def merged(pages: Mapping[int, bytes]) -> bytes:
    """Return pages in Prometheus' text format as one: a family's lines stay together, each with
    the label ``gate`` of the page it comes from.
    """
    heads: dict[str, list[str]] = {}
    samples: dict[str, list[str]] = {}
    for number, page in sorted(pages.items()):
        family = ""
        for line in page.decode().splitlines():
            if line.startswith("# HELP "):
                family = line.split(" ")[2]
                heads.setdefault(family, [])
                samples.setdefault(family, [])
            if not line.startswith("#"):
                samples[family].append(_labelled(line, number))
            elif line not in heads[family]:
                heads[family].append(line)
    lines = [line for family in sorted(heads) for line in (*heads[family], *samples[family])]
    return "".join(f"{line}\n" for line in lines).encode()


def _labelled(sample: str, number: int) -> str:
    name, brace, rest = sample.partition("{")
    if brace:
        return f'{name}{{gate="{number}",{rest}'
    name, _, value = sample.partition(" ")
    return f'{name}{{gate="{number}"}} {value}'


async def _tell(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(metrics.page())
    with suppress(OSError):
        await writer.drain()
    writer.close()
