"""A camera without a browser: a file or a pulled stream, sent through the host's own door."""

import asyncio
import io
import json
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import structlog
import typer
from av.container import InputContainer, OutputContainer
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from yutang.kernel.passes import PASS_LIFE_S, Keyring, Pass, new_id
from yutang.plumbing import lifeline
from yutang.plumbing import log as logs
from yutang.plumbing.config import Config

SLICE_S = 0.5
"""A host's browser sends a slice as often."""
AHEAD_S = 0.2
RECONNECT_FIRST_S = 0.5
RECONNECT_MOST_S = 8.0
FRAGMENTS = {
    "movflags": "frag_keyframe+empty_moov+default_base_moof",
    "frag_duration": "500000",
}

log = structlog.get_logger()


class SourceFailed(Exception):  # noqa: N818
    """The file or stream cannot be opened or read; the message says why."""


def broadcast(sale: int, source: str, *, loop: bool) -> None:
    """Send the source to the sale until it ends, or for ever when looped; Ctrl-C stops it."""
    logs.set_up("broadcast")
    lifeline.watch()
    _need_source(source)
    try:
        asyncio.run(_run(sale, source, loop=loop))
    except SourceFailed as error:
        typer.echo(f"{source} cannot be broadcast: {error}", err=True)
        raise typer.Exit(1) from None


def _need_source(source: str) -> None:
    if "://" not in source and not Path(source).is_file():
        typer.echo(
            f"There is no file {source}. Give a video file, or an rtmp:// or http:// "
            "address of a stream.",
            err=True,
        )
        raise typer.Exit(1)


async def _run(sale: int, source: str, *, loop: bool) -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    sending = asyncio.create_task(_keep_sending(sale, source, loop=loop))
    waiting = asyncio.create_task(stopping.wait())
    done, _ = await asyncio.wait({sending, waiting}, return_when=asyncio.FIRST_COMPLETED)
    for task in (sending, waiting):
        if task not in done:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
    if sending in done:
        sending.result()


async def _keep_sending(sale: int, source: str, *, loop: bool) -> None:
    """Connect, send, and connect anew after a break, each time as a fresh run."""
    pause_s = RECONNECT_FIRST_S
    while True:
        try:
            async with connect(_address(sale), max_queue=64) as socket:
                await socket.send(json.dumps({"pass": _pass(sale), "source": "file"}))
                log.info("broadcast_started", sale=sale)
                pause_s = RECONNECT_FIRST_S
                await _send(socket, source, loop=loop)
                await socket.send(json.dumps({"type": "stop"}))
                return
        except (OSError, ConnectionClosed, InvalidHandshake) as error:
            log.warning("broadcast_broken", sale=sale, why=str(error)[:120], again_in_s=pause_s)
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, RECONNECT_MOST_S)


async def _send(socket: ClientConnection, source: str, *, loop: bool) -> None:
    slices = iter(_slices(source, loop=loop))
    reader = asyncio.create_task(_hear(socket))
    try:
        while (piece := await asyncio.to_thread(next, slices, None)) is not None:
            await socket.send(piece)
    finally:
        reader.cancel()


async def _hear(socket: ClientConnection) -> None:
    """Read what the gate says, so that its health messages never pile up."""
    async for said in socket:
        message = json.loads(said)
        if message.get("type") != "health":
            log.info("broadcast_told", **{str(key): value for key, value in message.items()})


def _slices(source: str, *, loop: bool) -> Iterator[bytes]:
    """Yield fragmented MP4 at the pace of real time, timestamps running on over the loops."""
    buffer = io.BytesIO()
    with _open(source) as first:
        output = av.open(Unseekable(buffer), "w", format="mp4", options=FRAGMENTS)
        copy = _Copy(output, first)
        yield from copy.play(first, buffer)
    while loop:
        with _open(source) as again:
            yield from copy.play(again, buffer)
    output.close()
    yield buffer.getvalue()


class Unseekable:
    """What a muxer may only append to, as on a socket."""

    def __init__(self, buffer: io.BytesIO) -> None:
        self.write = buffer.write


class _Copy:
    """Copies packets into one continuous output, however often the source begins anew."""

    def __init__(self, output: OutputContainer, source: InputContainer) -> None:
        if not source.streams.video and not source.streams.audio:
            raise SourceFailed("it has neither picture nor sound")
        self._output = output
        self._kinds = [
            (kind, output.add_stream_from_template(streams[0]))
            for kind, streams in (("video", source.streams.video), ("audio", source.streams.audio))
            if streams
        ]
        self._began = time.monotonic()
        self._played = Fraction(0)

    def play(self, source: InputContainer, buffer: io.BytesIO) -> Iterator[bytes]:
        inputs = {getattr(source.streams, kind)[0]: out for kind, out in self._kinds}
        offset, sent_at = self._played, time.monotonic()
        for packet in source.demux(*inputs):
            if packet.dts is None:
                continue
            base = packet.time_base
            at = offset + packet.dts * base
            self._played = max(self._played, at + (packet.duration or 0) * base)
            self._wait_for(at)
            shift = int(offset / base)
            packet.dts += shift
            packet.pts = (packet.pts if packet.pts is not None else packet.dts - shift) + shift
            packet.stream = inputs[packet.stream]
            self._output.mux(packet)
            if time.monotonic() - sent_at >= SLICE_S and buffer.tell():
                sent_at = time.monotonic()
                yield buffer.getvalue()
                buffer.seek(0)
                buffer.truncate()

    def _wait_for(self, at: Fraction) -> None:
        early = float(at) - AHEAD_S - (time.monotonic() - self._began)
        if early > 0:
            time.sleep(early)


def _open(source: str) -> InputContainer:
    try:
        return av.open(source, "r")
    except av.FFmpegError as error:
        raise SourceFailed(str(error)) from error


def _address(sale: int) -> str:
    config = Config.load()
    return f"ws://127.0.0.1:{config.port}/live/{sale}/broadcast"


def _pass(sale: int) -> str:
    keys = Keyring(Config.load().secrets().pass_keys)
    life = int(time.time()) + PASS_LIFE_S
    return keys.mint(Pass(id=new_id(), purpose="broadcast", expires_at=life, sale=sale))


def main() -> None:
    """Entry of the demo's own broadcaster: sale, file."""
    import sys

    broadcast(int(sys.argv[1]), sys.argv[2], loop=True)


if __name__ == "__main__":
    main()
