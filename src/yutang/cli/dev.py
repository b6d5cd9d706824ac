"""``yutang serve --dev``: a changed file is seen without restarting anything by hand.

Pages read their templates anew each time; changed stylesheets and scripts are put where they are
served from; changed texts are compiled; of the processes, those that load a changed file begin
anew. It is never meant for production: it only listens on this machine, and says so.
"""

import asyncio
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import structlog
import typer

from yutang.cli.supervisor import Supervisor
from yutang.plumbing import messages
from yutang.plumbing.config import Config

WATCHED = messages.ROOMS
GATHER_MS = 300
"""Changes this close to each other are taken together: an editor writes several files at once."""
PAGES, JOBS, GATE, TIMERS = "yutang.web", "yutang.web.worker", "yutang.gate", "yutang.work"
_OWN = {"web": {PAGES, JOBS}, "gate": {GATE}, "work": {TIMERS}}
_FOR_PAGES_ONLY = {"admin", "apps", "forms", "pages", "templatetags"}
"""What the floor plan keeps for the pages: no other process shows it."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Change:
    """What changed files ask for."""

    renew: frozenset[str]
    """The processes that must begin anew, by their modules."""
    static: tuple[Path, ...]
    """Files to be put where they are served from, below the folder that is watched."""
    texts: bool
    """A catalogue must be compiled."""
    by_hand: tuple[Path, ...]
    """What only the next start takes up: the command itself, and the tables."""


def change(paths: Iterable[Path]) -> Change:
    """Return what these files, below `WATCHED`, ask for."""
    known = sorted(path for path in paths if "tests" not in path.parts)
    static = tuple(path for path in known if "static" in path.parts[1:2])
    by_hand = tuple(path for path in known if path.parts[0] == "cli" or "migrations" in path.parts)
    rest = [path for path in known if path not in static + by_hand]
    renew = frozenset().union(*(_who_loads(path) for path in rest))
    return Change(renew, static, any(path.suffix == ".po" for path in rest), by_hand)


def _who_loads(path: Path) -> frozenset[str]:
    room, *inner = path.parts
    if path.suffix == ".po":
        return frozenset({PAGES})
    if path.suffix not in {".py", ".sql"}:
        return frozenset()
    if room in _OWN:
        return frozenset(_OWN[room])
    if _FOR_PAGES_ONLY.intersection(Path(part).stem for part in inner):
        return frozenset({PAGES})
    if "jobs" in (Path(part).stem for part in inner):
        return frozenset({JOBS})
    return frozenset({PAGES, JOBS, GATE, TIMERS})


def check(config: Config) -> None:
    """Refuse what development is not for, and say what is missing."""
    if config.host not in {"127.0.0.1", "::1", "localhost"}:
        typer.echo(
            f"--dev only listens on this machine, and YUTANG_HOST is {config.host}. Unset it, "
            "or serve without --dev.",
            err=True,
        )
        raise typer.Exit(1)
    try:
        import watchfiles  # noqa: F401 - only whether it is here
    except ImportError:
        typer.echo(
            "--dev needs watchfiles, which is installed with the tools of development: in a clone, "
            "`make dev`; elsewhere, pip install watchfiles.",
            err=True,
        )
        raise typer.Exit(1) from None


async def follow(supervisor: Supervisor, config: Config) -> None:
    """Take up every change until cancelled."""
    from watchfiles import awatch

    async for changes in awatch(WATCHED, debounce=GATHER_MS, step=GATHER_MS // 3):
        found = change(Path(path).relative_to(WATCHED) for _kind, path in changes)
        try:
            await _take_up(found, supervisor, config)
        except Exception:  # a half-written file: the next change is taken up all the same
            log.exception("change_not_taken_up")


async def _take_up(found: Change, supervisor: Supervisor, config: Config) -> None:
    for path in found.static:
        await asyncio.to_thread(_put, path, config)
    if found.texts:
        await asyncio.to_thread(messages.compile_all)
    if found.renew:
        log.info("code_changed", renewed=sorted(found.renew))
        await supervisor.renew(found.renew)
    for path in found.by_hand:
        log.warning("change_waits", path=str(path), what_to_do="stop and start `serve --dev`")


def _put(path: Path, config: Config) -> None:
    """Put a stylesheet or script where the gate serves it from; one that is gone goes there too."""
    _room, _static, *inner = path.parts
    source, target = WATCHED / path, config.static.joinpath(*inner)
    if source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(source, target)
    elif not source.exists():
        target.unlink(missing_ok=True)
