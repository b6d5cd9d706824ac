"""``python -m yutang.cli.rehearsal.crowd SPEC``: a process of the crowd, without Django.

It draws its part of the plan, says that it is ready, waits for the word to go, and plays. It tells
how it goes twice a second, one line of JSON each, and leaves its record in the spec's files.
"""

import asyncio
import json
import resource
import sys
from pathlib import Path
from typing import Any

import uvloop

from yutang.cli.rehearsal.buyers import Buyers
from yutang.cli.rehearsal.entries import Viewers
from yutang.cli.rehearsal.spec import Spec
from yutang.cli.rehearsal.word import say, until_parent_is_gone, wait_for_go


def _take_open_files() -> None:
    """Each buyer may hold a connection: take as many as the machine allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


async def main() -> None:
    _take_open_files()
    spec = Spec.read(sys.argv[1])
    await _perform(Viewers(spec) if spec.kind == "entries" else Buyers(spec), spec)


async def _perform(crowd: Buyers | Viewers, spec: Spec) -> None:
    """Say ready, go, play, leave the record. A fault of the crowd's own ends it at once."""
    loop = asyncio.get_running_loop()
    broken = asyncio.Event()

    def break_off(told_by: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        told_by.default_exception_handler(context)
        broken.set()

    loop.set_exception_handler(break_off)
    if isinstance(crowd, Buyers):
        crowd.prepare()
    say({"ready": True})
    await wait_for_go()
    playing = asyncio.create_task(crowd.play())
    watching = asyncio.create_task(until_parent_is_gone())
    breaking = asyncio.create_task(broken.wait())
    await asyncio.wait([playing, watching, breaking], return_when=asyncio.FIRST_COMPLETED)
    if not playing.done():
        playing.cancel()
        raise SystemExit(1)
    await playing
    await asyncio.to_thread(_leave, crowd, spec)
    # The thread that waits for the parent's end is let go by it: it closes the pipe when it hears.
    say({"done": True})


def _leave(crowd: Buyers | Viewers, spec: Spec) -> None:
    Path(f"{spec.out}.told").write_bytes(crowd.told)
    Path(spec.out).write_text(json.dumps(crowd.record.as_dict()))


if __name__ == "__main__":
    uvloop.run(main())
