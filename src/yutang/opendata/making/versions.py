"""Versions on the disk: a folder each, there whole or not at all, and never changed.

``opendata/<real|demo>/<number of the facts' version>/`` in the data folder: `catalogue.json`, a CSV
and a Parquet file a data set, and `state.json`, which is not for the public.
"""

import json
import os
import shutil
from collections.abc import Callable
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, Final

import structlog

from yutang.facts import actions as publishing
from yutang.facts import queries as facts
from yutang.facts.kinds.shape import Column
from yutang.facts.queries import ManifestView
from yutang.kernel.clock import wall
from yutang.opendata import sets
from yutang.opendata.making import files, tables, values
from yutang.opendata.making.cells import Source
from yutang.opendata.making.state import Told
from yutang.opendata.making.tables import Made
from yutang.plumbing.config import Config

log = structlog.get_logger()
CATALOGUE: Final = "catalogue.json"
STATE: Final = "state.json"
_PIN: Final = "open data"
State = dict[str, Any]


def folder(root: str) -> Path:
    """Return where the versions of a root lie."""
    return Config.load().data / "opendata" / root


def numbers(root: str) -> list[int]:
    """Return the numbers of the versions that are there, newest first."""
    top = folder(root)
    found = top.iterdir() if top.is_dir() else ()
    return sorted((int(each.name) for each in found if each.name.isdigit()), reverse=True)


def make() -> int | None:
    """Make a version of the facts as they are now; None when nothing in it would be new.

    It counts up to the end of the last month that is over. Two that make the same version side by
    side make the same files; the first to finish stands.
    """
    view = facts.current()
    known = numbers(view.root)
    if not view.number or view.through is None or (known and known[0] >= view.number):
        return None
    source = (view.number, wall(view.through).date().replace(day=1))
    before = _state(folder(view.root) / str(known[0])) if known else {}
    abandoned = _clear(folder(view.root))
    draft = folder(view.root) / f".{view.number}.{os.getpid()}"
    draft.mkdir(parents=True)
    # Until the version stands nobody may take away the facts that it is compared with next time.
    publishing.pin(view.number, _PIN)
    try:
        state = _write(draft, view, source, before, known[0] if known else None)
        if state is None:
            return None
        draft.rename(folder(view.root) / str(view.number))
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        _unpin(view, abandoned)
    log.info("open_data_made", version=view.number, root=view.root)
    return view.number


def _write(
    draft: Path, view: ManifestView, source: Source, before: State, last: int | None
) -> State | None:
    """Write a version; None when all its files are those of the last one."""
    earlier = folder(view.root) / str(last) if last else None
    state: State = {"sets": {}, "values": {}, "rows": []}
    listed = []
    for each in sets.SETS:
        told = Told.loaded(before.get("sets", {}).get(each.name, []))
        made = _made(each, told, source)
        if made.told is not None:
            state["sets"][each.name] = made.told.dumped()
        listed.append(_file(draft, earlier, each.name, (each.title, each.told), made))
    guards = {name: Told.loaded(said) for name, said in before.get("values", {}).items()}
    found = values.made(guards, before.get("rows", []), source)
    state["values"] = {name: told.dumped() for name, told in found.told.items()}
    state["rows"] = found.made.rows
    words = (sets.INDICATORS_TITLE, sets.INDICATORS_TOLD)
    listed.append(_file(draft, earlier, sets.INDICATORS, words, found.made))
    (draft / STATE).write_text(json.dumps(state, ensure_ascii=False), "utf-8")
    if earlier is not None and not any(sum(each["changes"].values()) for each in listed):
        return None
    about = {
        "version": view.number,
        "root": view.root,
        "manifest": view.digest,
        "before": last,
        "published_at": view.published_at.isoformat() if view.published_at else None,
        "counts_until": source[1].isoformat(),
        "sets": listed,
    }
    about["digest"] = sha256(json.dumps(listed, sort_keys=True).encode()).hexdigest()
    text = json.dumps(about, ensure_ascii=False, indent=1)
    (draft / CATALOGUE).write_text(text, "utf-8")
    return state


def _made(each: sets.Set, told: Told, source: Source) -> Made:
    if isinstance(each, sets.Grouped):
        return tables.grouped(each, told, source)
    return tables.plain(each, source)


def _file(
    draft: Path, earlier: Path | None, name: str, words: tuple[Any, Any], made: Made
) -> dict[str, Any]:
    """Write a data set in both forms; return what the catalogue says of it."""
    writers: tuple[tuple[str, Callable[[Made, Path], None]], ...] = (
        ("csv", files.write_csv),
        ("parquet", files.write_parquet),
    )
    forms = {}
    for form, write in writers:
        path = draft / f"{name}.{form}"
        write(made, path)
        with path.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
        forms[form] = {"bytes": path.stat().st_size, "sha256": digest}
    title, told = words
    return {
        "name": name,
        "title": title._asdict(),
        "told": told._asdict(),
        "rows": len(made.rows),
        "files": forms,
        "changes": _changes(draft, earlier, name),
        "columns": [_column(each) for each in made.columns],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": column.type,
        "told": column.told._asdict(),
        "unit": column.unit._asdict(),
    }


def _changes(draft: Path, earlier: Path | None, name: str) -> dict[str, int]:
    """Return how many lines are new, and how many of the last version are gone."""
    now = _lines(draft / f"{name}.csv")
    was = _lines(earlier / f"{name}.csv") if earlier is not None else set()
    return {"added": len(now - was), "removed": len(was - now)}


def _lines(path: Path) -> set[bytes]:
    return set(path.read_bytes().split(b"\r\n")[1:]) - {b""} if path.exists() else set()


def _state(version: Path) -> State:
    found: State = json.loads((version / STATE).read_text("utf-8"))
    return found


def _clear(top: Path) -> set[int]:
    """Remove the drafts of runs that were killed; return the versions of facts they had pinned."""
    numbers, alive = set(), set()
    for draft in top.glob(".*.*") if top.is_dir() else ():
        number, pid = map(int, draft.name[1:].split("."))
        if pid != os.getpid() and _runs(pid):
            alive.add(number)
            continue
        shutil.rmtree(draft, ignore_errors=True)
        numbers.add(number)
    return numbers - alive


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _unpin(view: ManifestView, abandoned: set[int]) -> None:
    """Let go of the versions of facts that no group of the newest version was told from."""
    known = numbers(view.root)
    needed = set()
    if known:
        state = _state(folder(view.root) / str(known[0]))
        told = [*state["sets"].values(), *state["values"].values()]
        needed = {each["manifest"] for groups in told for each in groups}
    for number in {view.number, *abandoned, *_pinned(view.root, known)} - needed:
        publishing.unpin(number, _PIN)


def _pinned(root: str, known: list[int]) -> set[int]:
    """Return the versions of facts that earlier open data was told from."""
    found: set[int] = set()
    for number in known[1:2]:
        state = _state(folder(root) / str(number))
        told = [*state["sets"].values(), *state["values"].values()]
        found |= {each["manifest"] for groups in told for each in groups}
    return found
