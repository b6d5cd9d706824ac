"""Where a parcel went: a province, never an address."""

import re
from collections.abc import Iterable
from typing import Final

_MOST: Final = 25
"""新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县: no county is called longer."""
_DOOR: Final = re.compile(r"\d|小区|单元|学校|公司|[路街巷弄栋幢楼室号](?![北南桥]?[区县])")
"""Streets and doors; 路北区, 钟楼区 and 石楼县 are counties."""


def is_address(text: str) -> bool:
    """Tell whether a text says more than a province, a city or a county; rather too often."""
    return len(text) > _MOST or _DOOR.search(text) is not None


def province_of(codes: Iterable[str]) -> str:
    """Return the province in which all these places lie; empty when they lie in several."""
    provinces = {code[:2] for code in codes}
    return provinces.pop() if len(provinces) == 1 else ""
