"""What a process of the crowd and its parent say to each other, a line each."""

import asyncio
import json
import sys
import time
from typing import Any


def say(told: dict[str, Any]) -> None:
    """Tell the parent a line; a parent that is gone is noticed elsewhere."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


async def wait_for_go() -> None:
    """Return at the moment that the parent names in its line; end when the parent is gone."""
    line = await asyncio.to_thread(sys.stdin.readline)
    if not line:
        raise SystemExit(1)
    await asyncio.sleep(max(0.0, float(line) - time.time()))


async def until_parent_is_gone() -> None:
    """Return when nobody is there any more to report to."""
    await asyncio.to_thread(sys.stdin.read)
