"""Which village a table means: by code or name, of today or of an earlier list."""

from collections.abc import Collection
from dataclasses import dataclass

from yutang.kernel.errors import Refusal
from yutang.places import queries as places
from yutang.places.rules import Level, level_of
from yutang.shops.errors import BadPlace, BadVillage, ElsewhereVillage, VillageRenamed

_FOUND_MOST = 5
_VILLAGE_DIGITS = 12


@dataclass(frozen=True)
class Meant:
    """The village that a text means, or why none; `note` when it is called otherwise now."""

    code: str = ""
    refusal: Refusal | None = None
    note: Refusal | None = None


def village_meant(text: str, within: Collection[str]) -> Meant:
    """Return the one village that a text means inside these places (``""`` is everywhere)."""
    said = text.strip()
    digits = said.split(" ", maxsplit=1)[0].removesuffix(".0")
    sought = digits if digits.isascii() and digits.isdigit() else said
    found = [place for place in places.find(sought, 50) if place.level == Level.VILLAGE]
    inside = [place for place in found if _lies(place.code, within)]
    if len(inside) == 1:
        return Meant(inside[0].code)
    if not inside:
        renamed = _renamed(sought, within)
        if renamed:
            return renamed
        if len(found) == 1:
            return Meant(refusal=ElsewhereVillage(name=found[0].name))
        inside = [
            place
            for code in within
            for place in places.search(sought[-10:], _FOUND_MOST, code)
            if place.level == Level.VILLAGE
        ]
    return Meant(refusal=BadVillage(found=_offered([each.code for each in inside])))


def place_meant(text: str) -> Meant:
    """Return the one place of any level that a text means."""
    head = text.strip().split(" ", maxsplit=1)[0]
    found = places.find(head if head.isdigit() else text, _FOUND_MOST)
    if len(found) == 1 or (found and found[0].code == head):
        return Meant(found[0].code)
    return Meant(refusal=BadPlace(found=_offered([each.code for each in found])))


def _renamed(sought: str, within: Collection[str]) -> Meant | None:
    """Return today's village of a code or name of an earlier list, when it is one and no more."""
    steps = [
        each
        for each in places.successors(sought)[:20]
        if sought in {each.old_code, each.old_name} and each.new_code
    ]
    codes = {each.code for step in steps for each in places.today(step.old_code, step.old_edition)}
    known = {code for code in codes if len(code) == _VILLAGE_DIGITS and _lies(code, within)}
    if len(known) != 1 or len(codes) != 1:
        return None
    code = known.pop()
    level_of(code)
    return Meant(code, note=VillageRenamed(name=places.full_name(code), code=code))


def _lies(code: str, within: Collection[str]) -> bool:
    return any(code.startswith(held) for held in within)


def _offered(codes: list[str]) -> str:
    names = places.full_names(codes[:_FOUND_MOST])
    return "; ".join(f"{code} {name}" for code, name in names.items()) or "–"
