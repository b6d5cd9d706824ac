"""All indicators, by section and by name."""

from dataclasses import replace
from functools import cache
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
