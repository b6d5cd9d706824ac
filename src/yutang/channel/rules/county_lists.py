"""Lists of counties (the nation's 832 poor counties, a province's own), joined to today's codes.

A list says nothing of a county's level today; level and list are separate facts. Rows come with
their code or name of then: a code counts when its county is still called so (but for its unit:
万全县, 万全区), else the name counts where one county of the province has it. Nothing is guessed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from yutang.channel import errors
from yutang.kernel.errors import Refusal

LEVELS: Final = ("national", "province")
YEARS_TOLD: Final[Mapping[int, int]] = {2016: 28, 2017: 125, 2018: 283, 2019: 344, 2020: 52}
"""How many of the nation's 832 left the list in each year: believed, unverified."""
ALL_OF_NATION: Final = 832
Join = Literal["code", "renamed", "name"]


@dataclass(frozen=True)
class County:
    """A county of today's tree."""

    code: str
    name: str
    short_name: str


@dataclass(frozen=True)
class Line:
    """A row of a list as it was written. `exit_year` None: still on it, or not said."""

    number: int
    code: str
    name: str
    short_name: str
    province: str
    """Two digits; empty where the row names none that we know."""
    prefecture: str
    """Four digits; empty likewise."""
    exit_year: int | None


@dataclass(frozen=True)
class Joined:
    """A row with today's county, or why there is none; `note` says what was read how."""

    line: Line
    county: County | None
    join: Join | None = None
    problem: Refusal | None = None
    note: Refusal | None = None


def join(line: Line, by_code: Mapping[str, County], by_name: Mapping[str, list[County]]) -> Joined:
    """Return the county of today that a row is about. `by_name`: short name → its counties."""
    coded = by_code.get(line.code)
    if coded is not None and coded.name == line.name:
        return Joined(line, coded, "code")
    if coded is not None and (not line.name or coded.short_name == line.short_name):
        anew = errors.NamedAnew(name=line.name, today=coded.name) if line.name else None
        return Joined(line, coded, "renamed", note=anew)
    near = _near(line, by_name.get(line.short_name, []))
    if len(near) == 1:
        note = errors.ByName(code=line.code, today=f"{near[0].code} {near[0].name}")
        return Joined(line, near[0], "name", note=note)
    if near:
        found = "、".join(f"{each.code} {each.name}" for each in near)
        return Joined(line, None, problem=errors.SeveralNames(name=line.name, found=found))
    if coded is not None:
        told = errors.OtherName(code=line.code, today=coded.name, name=line.name)
        return Joined(line, None, problem=told)
    return Joined(line, None, problem=errors.NoSuchCode(code=line.code, name=line.name))


def odd_years(years: Iterable[int | None]) -> list[Refusal]:
    """Return what the years of a whole list of 832 do not have in common with those told."""
    counted = Counter(years)
    if counted.total() != ALL_OF_NATION:
        return []
    return [
        errors.OddYears(year=year, here=counted[year], told=told)
        for year, told in YEARS_TOLD.items()
        if counted[year] != told
    ]


def _near(line: Line, named: Sequence[County]) -> list[County]:
    """Return those of this name in the row's prefecture, else in its province; best by its unit."""
    province = line.province or line.code[:2]
    inside = [each for each in named if each.code.startswith(province)]
    closer = [each for each in inside if each.code.startswith(line.prefecture or province)]
    same = [each for each in closer or inside if each.name == line.name]
    return same or closer or inside
