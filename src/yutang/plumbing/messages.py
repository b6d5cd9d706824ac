"""The rooms' catalogues: compiled when newer than what Django reads (`.mo` is never committed)."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOMS = Path(__file__).resolve().parents[1]


def catalogues() -> Iterator[Path]:
    """Yield the path of every room's `.po` file."""
    yield from sorted(ROOMS.glob("*/locale/*/LC_MESSAGES/*.po"))


def compile_all() -> None:
    """Write the `.mo` beside each `.po` that changed since. Two processes may do it at once."""
    for source in catalogues():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as stream:
            catalogue = read_po(stream)
        draft = target.with_name(f"{target.name}.{id(catalogue)}")
        with draft.open("wb") as stream:
            write_mo(stream, catalogue)
        draft.replace(target)
