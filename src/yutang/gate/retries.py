"""A batch that met a broken connection or a deadlock is tried again for a while.

Only for what may be done twice: keys make an order or a ticket the same one however often.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

import psycopg

RETRY_WITHIN_S = 8.0
_PAUSE_S = 0.25

Result = TypeVar("Result")


async def until_done(once: Callable[[], Awaitable[Result]]) -> Result:
    """Return what it returns in the end.

    Raises:
        psycopg.OperationalError, OSError: the database did not come back in time.
    """
    give_up_at = time.monotonic() + RETRY_WITHIN_S
    while True:
        try:
            return await once()
        except (psycopg.OperationalError, OSError):
            if time.monotonic() > give_up_at:
                raise
            await asyncio.sleep(_PAUSE_S)
