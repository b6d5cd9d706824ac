"""A gate that dies when a haul of orders is committed and nobody has been told.

``python -m tests.races.mortal_gate``: what `yutang.gate` is, but for that moment.
"""

import os
import signal
from collections.abc import Generator
from typing import Any, LiteralString, TypeVar

from psycopg import AsyncConnection

from yutang.gate.__main__ import main
from yutang.gate.orders import intake
from yutang.plumbing import rounds
from yutang.plumbing.rounds import Round, Rows

Result = TypeVar("Result")


async def _committed_and_killed(
    connection: AsyncConnection[Any],
    steps: Generator[Round, Rows, Result],
    last: LiteralString | None = None,
) -> Result:
    await rounds.run_async(connection, steps, last)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("nobody outlives this signal")


if __name__ == "__main__":
    vars(intake)["run_async"] = _committed_and_killed
    main()
