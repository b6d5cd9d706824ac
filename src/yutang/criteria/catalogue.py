"""The criteria that ship with the platform, and what goes with them: `data/*.toml`, read once."""

import functools
from importlib import resources

import msgspec
from msgspec import Struct

from yutang.criteria.errors import UnknownCriterion
from yutang.criteria.rules import wording
from yutang.criteria.rules.aedi import Index
from yutang.criteria.rules.wording import Criterion, Input, Kept, Source


class _Inputs(Struct, forbid_unknown_fields=True):
    inputs: list[Input]


class _Criteria(Struct, forbid_unknown_fields=True):
    criteria: list[Criterion]


class Year(Struct, frozen=True, forbid_unknown_fields=True):
    """What was counted in the whole country in a year; towns None: none were named yet."""

    year: int
    villages: int
    towns: int | None = None


class Series(Struct, frozen=True, forbid_unknown_fields=True):
    """The national counts, oldest first, with their source."""

    source: Source
    years: tuple[Year, ...]


@functools.cache
def inputs() -> dict[str, Input]:
    """Return all inputs by name."""
    found = msgspec.toml.decode(_read("inputs"), type=_Inputs).inputs
    return {each.name: each for each in found}


@functools.cache
def shipped() -> dict[str, Kept]:
    """Return the shipped criteria by id, families together, oldest version first.

    Raises:
        BadCriterion: the data contradict themselves.
    """
    found = [
        criterion
        for name in ("taobao", "one-product")
        for criterion in msgspec.toml.decode(_read(name), type=_Criteria).criteria
    ]
    return {criterion.id: wording.made(criterion, inputs()) for criterion in found}


@functools.cache
def families() -> tuple[str, ...]:
    """Return the families of the shipped criteria, in their order."""
    return tuple(dict.fromkeys(kept.criterion.family for kept in shipped().values()))


def named(criterion_id: str) -> Kept:
    """Return a shipped criterion; a family alone means its newest version.

    Raises:
        UnknownCriterion: there is none; it says which there are.
    """
    versions = [kept for kept in shipped().values() if kept.criterion.family == criterion_id]
    found = shipped().get(criterion_id) or (versions[-1] if versions else None)
    if found is None:
        raise UnknownCriterion(id=criterion_id[:60], known=", ".join(shipped()))
    return found


@functools.cache
def national() -> Series:
    """Return the national counts of villages and towns."""
    return msgspec.toml.decode(_read("national"), type=Series)


@functools.cache
def aedi() -> Index:
    """Return how aEDI is made."""
    return msgspec.toml.decode(_read("aedi"), type=Index)


def _read(name: str) -> bytes:
    return resources.files("yutang.criteria").joinpath("data", f"{name}.toml").read_bytes()
