"""All indicators, by section and by name."""

from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from yutang.indicators.definitions import SECTIONS
from yutang.indicators.rules.shape import Indicator, Section


@cache
def by_name() -> MappingProxyType[str, Indicator]:
    """Return every indicator by its name, in the order of the sections."""
    found: dict[str, Indicator] = {}
    for section, indicators in SECTIONS:
        for each in indicators:
            assert each.name not in found, f"two indicators are called {each.name}"
            found[each.name] = replace(each, section=section.name)
    for each in found.values():
        if each.ratio:
            for part in (each.ratio.top, each.ratio.bottom):
                assert found[part].measure is not None, f"{each.name}: a ratio of a ratio"
    return MappingProxyType(found)


@cache
def sections() -> tuple[tuple[Section, tuple[Indicator, ...]], ...]:
    """Return the sections in order, each with its indicators."""
    return tuple(
        (section, tuple(by_name()[each.name] for each in indicators))
        for section, indicators in SECTIONS
    )


@cache
def mark() -> str:
    """Return what stands for all definitions and for how they are counted: this room's own code.

    Numbers reckoned under another mark may differ; a condition's closure is seen in its text.
    """
    here = Path(__file__).parent
    found = sha256()
    for folder in ("definitions", "queries", "rules"):
        for path in sorted((here / folder).glob("*.py")):
            found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()
