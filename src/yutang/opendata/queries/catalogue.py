"""Which versions are published, and what the catalogue of each says."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from yutang.facts import queries as facts
from yutang.kernel.told import Told
from yutang.opendata.errors import NoSuchSet, NoSuchVersion, NothingYet
from yutang.opendata.making import versions as made
from yutang.plumbing.config import Config

Form = Literal["csv", "parquet"]
FORMS: Final[tuple[Form, ...]] = ("csv", "parquet")
_LICENCE: Final = "CC BY 4.0"
_LICENCE_URL: Final = "https://creativecommons.org/licenses/by/4.0/"
_LICENCE_FILE: Final = "open-data-licence.txt"
"""In the data folder: name and address of another licence, a line each, if the operator has one."""


@dataclass(frozen=True)
class Licence:
    """Under which terms the data may be used."""

    name: str
    url: str
    told: Told


@dataclass(frozen=True)
class Listed:
    """A data set in a version's catalogue."""

    name: str
    title: Told
    told: Told
    rows: int
    files: dict[str, dict[str, Any]]
    changes: dict[str, int]
    columns: tuple[dict[str, Any], ...]

    @property
    def names(self) -> list[str]:
        """The columns' names, in order."""
        return [each["name"] for each in self.columns]


@dataclass(frozen=True)
class Version:
    """One version of all data sets. `counts_until`: the day before which facts count."""

    number: int
    root: str
    manifest: str
    digest: str
    before: int | None
    published_at: str
    counts_until: str
    sets: tuple[Listed, ...]

    @property
    def is_demo(self) -> bool:
        return self.root == "demo"

    def set(self, name: str) -> Listed:
        """Return a data set; raises `NoSuchSet`."""
        for each in self.sets:
            if each.name == name:
                return each
        raise NoSuchSet(name=name[:60])

    def path(self, name: str, form: str) -> Path:
        """Return the file of a data set in one of its forms; raises `NoSuchSet`."""
        if form not in FORMS:
            raise NoSuchSet(name=f"{name[:60]}.{form[:10]}")
        return made.folder(self.root) / str(self.number) / f"{self.set(name).name}.{form}"


def versions() -> list[int]:
    """Return the numbers of all versions, newest first."""
    return made.numbers(_root())


def latest() -> Version:
    """Return the newest version; raises `NothingYet`."""
    known = versions()
    if not known:
        raise NothingYet
    return version(str(known[0]))


def version(said: str) -> Version:
    """Return a version by its number as somebody wrote it; raises `NoSuchVersion`."""
    if not said.isascii() or not said.isdigit() or int(said) not in versions():
        raise NoSuchVersion(version=said[:20])
    path = made.folder(_root()) / str(int(said)) / made.CATALOGUE
    about = json.loads(path.read_text("utf-8"))
    return Version(
        number=about["version"],
        root=about["root"],
        manifest=about["manifest"],
        digest=about["digest"],
        before=about["before"],
        published_at=about["published_at"] or "",
        counts_until=about["counts_until"],
        sets=tuple(
            Listed(
                name=each["name"],
                title=Told(**each["title"]),
                told=Told(**each["told"]),
                rows=each["rows"],
                files=each["files"],
                changes=each["changes"],
                columns=tuple(each["columns"]),
            )
            for each in about["sets"]
        ),
    )


def made_of(listed: Listed) -> bool:
    """Tell whether a data set's rows are groups of at least ten."""
    return any(name.endswith("_at_least") for name in listed.names)


def licence() -> Licence:
    """Return the licence: CC BY 4.0, or what the operator wrote down instead."""
    path = Config.load().data / _LICENCE_FILE
    name, url = _LICENCE, _LICENCE_URL
    if path.exists():
        lines = [*path.read_text("utf-8").splitlines(), "", ""]
        name, url = lines[0].strip() or _LICENCE, lines[1].strip()
        if name != _LICENCE:
            told = Told("以许可协议原文为准。", "The text of the licence says what is allowed.")
            return Licence(name, url, told)
    told = Told(
        "可以自由复制、修改、再发布，也可以商用；要注明数据来自哪里、改动过没有。",
        "You may copy, change and pass it on, also for money, if you say where it is from and"
        " whether you changed it.",
    )
    return Licence(name, url, told)


def _root() -> str:
    return facts.current().root
