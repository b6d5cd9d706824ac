"""Reads an operator's GeoJSON: which place each shape is of, by code or name, however written."""

import json
import math
import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from yutang.atlas.errors import MapTooLarge, NotAMap

BYTES_MOST: Final = 64_000_000
SHAPES_MOST: Final = 5_000
CODE_KEYS: Final = (
    *("adcode", "code", "代码", "区划代码", "行政区划代码", "行政代码", "区划码"),
    *("dt_adcode", "district_adcode", "ct_adcode", "city_adcode", "pr_adcode", "province_adcode"),
    *("gb", "pac", "xzqdm", "xzqhdm", "县代码", "村代码", "乡镇代码", "统计用区划代码"),
)
"""Names under which files give codes, the surest first; compared without case and signs."""
NAME_KEYS: Final = (
    *("name", "名称", "district_name", "xzqmc", "县", "县名", "乡镇", "村", "村名"),
    *("行政区名称", "fullname", "short_name", "city_name", "province_name", "title"),
)
_DIGITS: Final = re.compile(r"(?:156)?(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})(?:\.0+)?")
"""A code as spreadsheets and map services write it: 156 is the country, .0 a number's tail."""
_LONG: Final = 6
"""An `id` of fewer digits is rather a row's number."""
_NAME_LENGTH_MAX: Final = 60


class Given(NamedTuple):
    """One shape of a file, as it was written there."""

    row: int
    """Its place in the file, from 1."""
    code: str
    """Digits of a code's length, perhaps filled with zeros; empty when there are none."""
    name: str
    outline: BaseGeometry | None
    """None when it could not be read."""


def read(data: bytes) -> list[Given]:
    """Return the shapes of a FeatureCollection (a lone Feature is one).

    Raises:
        MapTooLarge: bytes or shapes.
        NotAMap: no JSON, or none that holds shapes.
    """
    if len(data) > BYTES_MOST:
        raise MapTooLarge(
            found=math.ceil(len(data) / 1e6), most=BYTES_MOST // 10**6, unit_zh="MB", unit_en="MB"
        )
    features = _features(_parsed(data))
    if len(features) > SHAPES_MOST:
        raise MapTooLarge(found=len(features), most=SHAPES_MOST, unit_zh="个图形", unit_en="shapes")
    return [_given(row, feature) for row, feature in enumerate(features, 1)]


def code_in(fields: Mapping[str, Any]) -> str:
    """Return the code among a feature's properties: ``130827.0`` and ``"１３０８２７"`` are one."""
    codes = (_code(value) for value in _under(fields, CODE_KEYS))
    ids = (code for value in _under(fields, ("id",)) if len(code := _code(value)) >= _LONG)
    return next((code for code in (*codes, *ids) if code), "")


def name_in(fields: Mapping[str, Any]) -> str:
    """Return the name among a feature's properties."""
    for value in _under(fields, NAME_KEYS):
        if isinstance(value, str) and value.strip() and not _DIGITS.fullmatch(value.strip()):
            return value.strip()[:_NAME_LENGTH_MAX]
    return ""


def _code(value: Any) -> str:
    text = "" if isinstance(value, bool) else unicodedata.normalize("NFKC", str(value)).strip()
    found = _DIGITS.fullmatch(text)
    return found[1] if found else ""


def _under(fields: Mapping[str, Any], keys: tuple[str, ...]) -> list[Any]:
    plain = {_plain(str(key)): value for key, value in fields.items() if value is not None}
    return [plain[_plain(key)] for key in keys if _plain(key) in plain]


def _plain(key: str) -> str:
    return re.sub(r"[\s_\-]", "", key).casefold()


def _parsed(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        try:
            return json.loads(data.decode("gb18030"))
        except ValueError as error:
            raise NotAMap(why_zh="文字编码不对。", why_en="its letters cannot be read.") from error
    except (ValueError, RecursionError) as error:
        raise NotAMap(why_zh="不是 JSON。", why_en="it is no JSON.") from error


def _features(said: Any) -> list[Any]:
    kind = said.get("type") if isinstance(said, dict) else None
    if kind == "Feature":
        return [said]
    features = said.get("features") if kind == "FeatureCollection" else None
    if not isinstance(features, list) or not features:
        raise NotAMap(why_zh="里面没有图形。", why_en="there are no shapes in it.")
    return features


def _given(row: int, feature: Any) -> Given:
    fields = feature.get("properties") if isinstance(feature, dict) else None
    fields = fields if isinstance(fields, dict) else {}
    own_id = feature.get("id") if isinstance(feature, dict) else None
    code = code_in(fields) or code_in({"id": own_id})
    return Given(row, code, name_in(fields), _outline(feature))


def _outline(feature: Any) -> BaseGeometry | None:
    try:
        outline: BaseGeometry = shapely.force_2d(shape(feature["geometry"]))
    except (TypeError, ValueError, KeyError, AttributeError, IndexError, shapely.GEOSException):
        return None
    if outline.is_empty or not all(math.isfinite(side) for side in outline.bounds):
        return None
    return outline
