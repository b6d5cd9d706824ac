"""Named SQL: the statements that matter have a name and a file, ``<room>/sql/<name>.sql``."""

import functools
from importlib import resources
from typing import LiteralString


@functools.cache
def load(room: str, name: str) -> LiteralString:
    """Return the text of ``yutang/<room>/sql/<name>.sql``.

    Raises:
        FileNotFoundError: no statement of that name.
    """
    # The files are part of the program, so their text is as trusted as a literal.
    folder = resources.files(f"yutang.{room}").joinpath("sql")
    text: LiteralString = folder.joinpath(f"{name}.sql").read_text("utf-8")
    return text
