"""Writes of the opendata room."""

from yutang.opendata.making import versions


def make() -> int | None:
    """Make a version of the facts as they are published now; None when nothing would be new."""
    return versions.make()
