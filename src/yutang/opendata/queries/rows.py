"""Rows of a data set, a page at a time, by place, time and the set's own columns."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from yutang.opendata.errors import BadQuestion
from yutang.opendata.making.files import CSV_CODING
from yutang.opendata.queries.catalogue import Listed, Version

SIZE, SIZE_MOST = 100, 1_000
_PLACE: Final = re.compile(r"all|[0-9]{2,12}")
_DAY: Final = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_QUARTERS: Final = {"Q1": ("01", "03"), "Q2": ("04", "06"), "Q3": ("07", "09"), "Q4": ("10", "12")}
_WORDS: Final = frozenset({"place", "from", "to", "page", "size", "version", "form"})
Row = dict[str, object]


@dataclass(frozen=True)
class Asked:
    """Which rows: of a place and all in it, from a month (or day) to another, with these values."""

    place: str = ""
    since: str = ""
    until: str = ""
    equal: Mapping[str, str] = field(default_factory=dict)
    page: int = 1
    size: int = SIZE

    @classmethod
    def of(cls, said: Mapping[str, str], listed: Listed) -> "Asked":
        """Read an address's parameters.

        Raises:
            BadQuestion: one that is not understood, or names no column of the set.
        """
        for name, value in said.items():
            if name not in _WORDS and name not in listed.names:
                raise BadQuestion(name=name[:40], said=value[:40])
        return cls(
            place=_fitting("place", said.get("place", ""), _PLACE),
            since=_fitting("from", said.get("from", ""), _DAY),
            until=_fitting("to", said.get("to", ""), _DAY),
            equal={name: value for name, value in said.items() if name not in _WORDS},
            page=_whole("page", said.get("page", "1"), 10**9),
            size=_whole("size", said.get("size", str(SIZE)), SIZE_MOST),
        )

    def holds(self, row: Mapping[str, str]) -> bool:
        """Tell whether a row, as it stands in the CSV file, is asked for."""
        place = row.get("place", "")
        if self.place and (place != "all" if self.place == "all" else not _in(place, self.place)):
            return False
        first, last = since_of(row)
        if self.since and (not last or last[: len(self.since)] < self.since):
            return False
        if self.until and (not first or first[: len(self.until)] > self.until):
            return False
        return all(row.get(name, "") == value for name, value in self.equal.items())


@dataclass(frozen=True)
class Page:
    """Some rows, and how many there are in all."""

    rows: list[Row]
    total: int
    page: int
    size: int

    @property
    def next(self) -> int | None:
        return self.page + 1 if self.page * self.size < self.total else None


def page_of(version: Version, listed: Listed, asked: Asked) -> Page:
    """Return the page of the rows that are asked for; the file is gone through once."""
    first = (asked.page - 1) * asked.size
    rows: list[Row] = []
    total = 0
    for row in _rows(version, listed):
        if asked.holds(row):
            if first <= total < first + asked.size:
                rows.append(_typed(row, listed))
            total += 1
    return Page(rows, total, asked.page, asked.size)


def since_of(row: Mapping[str, str]) -> tuple[str, str]:
    """Return the first and last month (or the day) of a row; empty: of all time."""
    said = row.get("period") or row.get("on") or ""
    if "-Q" in said:
        first, last = _QUARTERS[said[5:]]
        return f"{said[:4]}-{first}", f"{said[:4]}-{last}"
    if said in {"", "all"}:
        return "", ""
    return (f"{said}-01", f"{said}-12") if len(said) == 4 else (said, said)  # noqa: PLR2004 - year


def _rows(version: Version, listed: Listed) -> Iterator[dict[str, str]]:
    path = version.path(listed.name, "csv")
    with path.open(encoding=CSV_CODING, newline="") as stream:
        yield from csv.DictReader(stream)


def _typed(row: Mapping[str, str], listed: Listed) -> Row:
    """Return a row with numbers as numbers; decimals stay text, so that nothing is rounded."""
    found: Row = {}
    for column in listed.columns:
        text, kind = row[column["name"]], column["type"]
        if text == "" and kind != "string":
            found[column["name"]] = None
        elif kind == "int":
            found[column["name"]] = int(text)
        elif kind == "float":
            found[column["name"]] = float(text)
        elif kind == "bool":
            found[column["name"]] = text == "true"
        else:
            found[column["name"]] = text
    return found


def _in(place: str, asked: str) -> bool:
    return place.startswith(asked)


def _fitting(name: str, said: str, shape: re.Pattern[str]) -> str:
    if said and not shape.fullmatch(said):
        raise BadQuestion(name=name, said=said[:40])
    return said


def _whole(name: str, said: str, most: int) -> int:
    if not said.isascii() or not said.isdigit() or not 1 <= int(said) <= most:
        raise BadQuestion(name=name, said=said[:40])
    return int(said)
