"""Where the files of facts lie: a folder of this machine, or an object store through fsspec.

A file comes there whole or not at all, and is never written over: its name is its content's.
"""

import errno
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from yutang.facts.errors import FileMissing, NoRoom, StoreUnreachable
from yutang.plumbing.config import Config


class Stored(NamedTuple):
    """A file of the store, as a listing tells it."""

    path: str
    changed_at: datetime


class Store(Protocol):
    """A place for files, named by paths with slashes under its top."""

    filesystem: Any
    """The fsspec file system through which engines read; None: they read paths themselves."""

    def address(self, path: str) -> str:
        """Return how an engine names this file."""
        ...

    def put(self, draft: Path, path: str) -> None:
        """Move a finished file of this machine there."""
        ...

    def put_text(self, text: str, path: str) -> None:
        """Write a small text there, in the place of what was."""
        ...

    def text(self, path: str, most: int | None = None) -> str | None:
        """Return the text of a file, or so many letters of its beginning, if it is there."""
        ...

    def sha256(self, path: str) -> str:
        """Return the hash of a file's bytes.

        Raises:
            FileMissing: it is not there.
        """
        ...

    def remove(self, path: str) -> None:
        """Take a file away; one that is not there is away."""
        ...

    def files(self, top: str) -> Iterator[Stored]:
        """Yield the Parquet files under `top`."""
        ...


def of_config(config: Config | None = None) -> Store:
    """Return the store that this installation's configuration names."""
    found = config or Config.load()
    url = found.stores.facts
    if not url or url.startswith("file://"):
        return Folder(Path(url.removeprefix("file://")) if url else found.data / "facts")
    return Remote(url)


def drafts(config: Config | None = None) -> Path:
    """Return a folder of this machine for files that are being written."""
    folder = (config or Config.load()).data / "facts-drafts"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Folder:
    """A folder of this machine; what was put there survives a loss of power."""

    filesystem: Any = None

    def __init__(self, top: Path) -> None:
        self.top = top

    def address(self, path: str) -> str:
        return str(self.top / path)

    def put(self, draft: Path, path: str) -> None:
        target = self.top / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Beside its target: only within one file system a move is at once.
            beside = target.with_name(f".{target.name}.{os.getpid()}")
            _move(draft, beside)
            _sync(beside)
            beside.replace(target)
            _sync(target.parent)
        except OSError as error:
            raise _told(error, str(self.top)) from error

    def put_text(self, text: str, path: str) -> None:
        draft = self.top / f".{path.replace('/', '-')}.{os.getpid()}"
        try:
            draft.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(text, "utf-8")
        except OSError as error:
            raise _told(error, str(self.top)) from error
        self.put(draft, path)

    def text(self, path: str, most: int | None = None) -> str | None:
        file = self.top / path
        if not file.exists():
            return None
        with file.open(encoding="utf-8") as opened:
            return opened.read(-1 if most is None else most)

    def sha256(self, path: str) -> str:
        try:
            with (self.top / path).open("rb") as file:
                return file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            raise FileMissing(path=path, store=str(self.top)) from None

    def remove(self, path: str) -> None:
        (self.top / path).unlink(missing_ok=True)

    def files(self, top: str) -> Iterator[Stored]:
        for path in sorted((self.top / top).rglob("*.parquet")):
            if not path.name.startswith("."):
                moment = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                yield Stored(str(path.relative_to(self.top)), moment)


class Remote:
    """An object store by URL, through fsspec; `s3://` needs the extra `s3`."""

    def __init__(self, url: str) -> None:
        import fsspec  # noqa: PLC0415 - heavy: most installations keep facts in a folder

        try:
            self.filesystem, top = fsspec.core.url_to_fs(url)
        except ImportError as error:
            raise StoreUnreachable(store=url, why=f"{error} (run: make engines)") from error
        self.top, self._scheme = top.rstrip("/"), url.split("://", maxsplit=1)[0]

    def address(self, path: str) -> str:
        return f"{self._scheme}://{self._at(path).lstrip('/')}"

    def put(self, draft: Path, path: str) -> None:
        with self._reached():
            self.filesystem.put_file(str(draft), self._at(path))
        draft.unlink()

    def put_text(self, text: str, path: str) -> None:
        with self._reached():
            self.filesystem.pipe_file(self._at(path), text.encode())

    def text(self, path: str, most: int | None = None) -> str | None:
        with self._reached():
            if not self.filesystem.exists(self._at(path)):
                return None
            found: bytes = self.filesystem.cat_file(self._at(path), end=most)
            return found.decode()

    def sha256(self, path: str) -> str:
        try:
            with self._reached(), self.filesystem.open(self._at(path), "rb") as file:
                return file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            raise FileMissing(path=path, store=self.top) from None

    def remove(self, path: str) -> None:
        with self._reached():
            if self.filesystem.exists(self._at(path)):
                self.filesystem.rm_file(self._at(path))

    def files(self, top: str) -> Iterator[Stored]:
        with self._reached():
            try:
                found = self.filesystem.find(self._at(top), detail=True)
            except FileNotFoundError:
                return
        for name, about in sorted(found.items()):
            if name.endswith(".parquet"):
                changed = about.get("LastModified") or about.get("created")
                yield Stored(name.removeprefix(f"{self.top}/"), changed)

    def _at(self, path: str) -> str:
        return f"{self.top}/{path}"

    def _reached(self) -> "_Reached":
        return _Reached(self.top)


class _Reached:
    """Tells what a store's own failure means; a missing file stays a missing file."""

    def __init__(self, store: str) -> None:
        self._store = store

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, Exception) and not isinstance(error, FileNotFoundError):
            raise StoreUnreachable(store=self._store, why=str(error)) from error


def _move(draft: Path, target: Path) -> None:
    try:
        draft.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        target.write_bytes(draft.read_bytes())
        draft.unlink()


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _told(error: OSError, store: str) -> Exception:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoRoom(store=store)
    return StoreUnreachable(store=store, why=error.strerror or str(error))
