"""A pasted address, read part by part; each character of the text belongs to one part."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from yutang.delivery.rules.reading import names
from yutang.delivery.rules.reading.regions import Found, Gazetteer

TEXT_MAX = 500
_NAMES_MAX = 4
_TAKEN = "\x00"
_GAPS = " .\t\n\r,;、。|/【】[]<>「」!?，；：:"
_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?86[- ]*)?(1[3-9](?:[- ]?\d){9})(?!\d)")
_MOBILE_GLUED = re.compile(r"(1[3-9]\d{9})(?!\d)")
_EXTENSION = re.compile(
    r"[ ,]*(?:转|分机|ext\.?)[: ]*(\d{1,6})(?!\d)|-(\d{2,5})(?!\d)", re.IGNORECASE
)
_IN_LATIN = re.compile(r"(?<=[A-Za-z.]) (?=[A-Za-z])")
_LANDLINE = re.compile(r"(?<![\d-])(0\d{2,3}[- ]?\d{7,8})(?![\d-])")
_POSTCODE = re.compile(r"(?<![\w-])(\d{6})(?![\w-])")
_NAME_LABEL = re.compile(
    r"(?:收货人|收件人|收貨人|联系人)(?:姓名)?\s*:?|(?:姓名|名字|name)\s*:", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:手机号码|手机号|联系电话|联系方式|电话号码|收货地址|收件地址|详细地址|所在地区|所在地|邮政编码)\s*:?"
    r"|(?:手机|手機|电话|电話|電話|地址|地区|邮编|备注|tel|phone|mobile|address|zip)\s*:"
    r"|(?:电话|电話|電話|手机|手機|邮编)(?=[\s\0+\d]|$)",
    re.IGNORECASE,
)
_POSTCODE_LABEL = re.compile(r"邮政?编码?\s*:?\s*(\d{6})(?!\d)")
_NAMED = re.compile(r"\s*([A-Za-z\u4e00-\u9fff·.*']{1,20})")


@dataclass(frozen=True)
class Guess:
    """Another way to read one part: a name with what is then the detail, or a county by code."""

    value: str
    said: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the text says. What was not found is empty."""

    name: str = ""
    mobile: str = ""
    region: str = ""
    """The county's whole name, or as far as the text says it."""
    region_code: str = ""
    """Six digits, only when a county is meant."""
    detail: str = ""
    postcode: str = ""
    names: tuple[Guess, ...] = ()
    """Other names: `value` the name, `said` the detail that goes with it."""
    regions: tuple[Guess, ...] = ()
    """Other counties: `value` the code, `said` its whole name."""

    @property
    def is_whole(self) -> bool:
        """All that a parcel needs was found."""
        return bool(self.name and self.mobile and self.region_code and self.detail)


class _Parts:
    """The text with a part for each character; None: nobody knows yet, so it is detail."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.part: list[str | None] = ["gap" if each in _GAPS else None for each in text]
        for gap in _IN_LATIN.finditer(text):
            self.part[gap.start()] = None

    def mark(self, start: int, end: int, part: str) -> None:
        self.part[start:end] = [part] * (end - start)

    def masked(self) -> str:
        """The text, with a mark that is in no word where something was found."""
        known = zip(self.text, self.part, strict=True)
        return "".join(each if part in {None, "gap"} else _TAKEN for each, part in known)

    def words(self) -> Iterator[tuple[int, int]]:
        """Yield where each word of what is left begins and ends."""
        for is_left, group in groupby(range(len(self.text)), lambda at: self.part[at] is None):
            places = list(group)
            if is_left:
                yield places[0], places[-1] + 1

    def beside(self, start: int, end: int, part: str) -> bool:
        """Tell whether the next part before or behind, gaps and labels aside, is this one."""
        apart = {"gap", "label"}
        before = next((p for p in self.part[:start][::-1] if p not in apart), "")
        behind = next((p for p in self.part[end:] if p not in apart), "")
        return part in {before, behind}

    def left(self, found: Found | None) -> str:
        """Return the detail: what stands behind the region first, then what stands before it."""
        pieces = [(start, self.text[start:end]) for start, end in self._runs()]
        at = found.end if found else 0
        behind = [piece for start, piece in pieces if start >= at]
        before = [piece for start, piece in pieces if start < at]
        return " ".join([*behind, *before])

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Yield runs of detail with the gaps inside them, so that 3栋,2单元 stays as it was."""
        start: int | None = None
        end = 0
        for at, part in enumerate(self.part):
            if part is None:
                start, end = (at if start is None else start), at + 1
            elif part != "gap" and start is not None:
                yield start, end
                start = None
        if start is not None:
            yield start, end


def read(text: str, gazetteer: Gazetteer) -> Reading:
    """Read a pasted address; what is longer than `TEXT_MAX` is cut off there. Never fails."""
    parts = _Parts(unicodedata.normalize("NFKC", text[:TEXT_MAX])[: 2 * TEXT_MAX])
    mobile, extension = _take_mobile(parts)
    behind = [*([f"转{extension}"] if extension else []), *_take_landlines(parts)]
    postcode = _take_labelled_postcode(parts)
    labelled = _take_labels(parts)
    found = _take_region(parts, gazetteer)
    postcode = postcode or _take_postcode(parts)
    best = found[0] if found else None
    name, others = _take_name(parts, labelled, needed=bool(mobile))
    detail = _detail(parts, best, behind)
    codes = gazetteer.guesses(found)
    code = best.code if best and len(best.code) == len("130827") else ""
    return Reading(
        name=name,
        mobile=mobile,
        region=gazetteer.full_name(best.code) if best else "",
        region_code=code,
        detail=detail,
        postcode=postcode,
        names=tuple(_other(parts, best, behind, each) for each in others),
        regions=tuple(Guess(other, gazetteer.full_name(other)) for other in codes if other != code),
    )


def _take_mobile(parts: _Parts) -> tuple[str, str]:
    found = _MOBILE.search(parts.text) or _MOBILE_GLUED.search(parts.text)
    if found is None:
        return "", ""
    extension = _EXTENSION.match(parts.text, found.end())
    parts.mark(found.start(), extension.end() if extension else found.end(), "mobile")
    digits = "".join(each for each in found[1] if each.isdigit())
    return digits, (extension[1] or extension[2]) if extension else ""


def _take_landlines(parts: _Parts) -> list[str]:
    found = list(_LANDLINE.finditer(parts.masked()))
    for each in found:
        parts.mark(each.start(), each.end(), "landline")
    return [each[1] for each in found]


def _take_labelled_postcode(parts: _Parts) -> str:
    found = _POSTCODE_LABEL.search(parts.masked())
    if found is None:
        return ""
    parts.mark(found.start(), found.end(), "postcode")
    return found[1]


def _take_postcode(parts: _Parts) -> str:
    for start, end in parts.words():
        if _POSTCODE.fullmatch(parts.text[start:end]):
            parts.mark(start, end, "postcode")
            return parts.text[start:end]
    return ""


def _take_labels(parts: _Parts) -> tuple[int, int] | None:
    """Mark the labels; return where the name stands that one of them announces."""
    masked = parts.masked()
    announced: tuple[int, int] | None = None
    for label in _LABEL.finditer(masked):
        parts.mark(label.start(), label.end(), "label")
    masked = parts.masked()
    for label in _NAME_LABEL.finditer(masked):
        parts.mark(label.start(), label.end(), "label")
        named = _NAMED.match(parts.masked(), label.end())
        if named and announced is None:
            announced = named.span(1)
            parts.mark(*announced, "name")
    return announced


def _take_region(parts: _Parts, gazetteer: Gazetteer) -> list[Found]:
    text = parts.masked()

    def starts(at: int) -> bool:
        return at == 0 or parts.part[at - 1] is not None

    found = gazetteer.find(text, starts)
    if found:
        found[0] = gazetteer.nearer(found[0], text)
        parts.mark(found[0].start, found[0].end, "region")
    return found


def _take_name(
    parts: _Parts, labelled: tuple[int, int] | None, *, needed: bool
) -> tuple[str, list[tuple[int, int]]]:
    """Take the best name out of the text; return it, and where others may stand."""
    if labelled:
        return parts.text[slice(*labelled)], []
    ranked = sorted(
        ((_score(parts, start, end), -start, start, end) for start, end in parts.words()),
        reverse=True,
    )
    likely = [(start, end) for points, _at, start, end in ranked if points >= 0]
    if ranked and ranked[0][0] >= names.ENOUGH:
        start, end = likely.pop(0)
        parts.mark(start, end, "name")
        return names.without_receives(parts.text[start:end]), likely[:_NAMES_MAX]
    for start, end in parts.words():
        glued = names.glued(parts.text[start:end])
        if glued and parts.beside(start, end, "mobile"):
            parts.mark(end - len(glued), end, "name")
            return glued, likely[:_NAMES_MAX]
    if needed and likely and ranked[0][0] > 0:
        start, end = likely.pop(0)
        parts.mark(start, end, "name")
        return names.without_receives(parts.text[start:end]), likely[:_NAMES_MAX]
    return "", likely[:_NAMES_MAX]


def _score(parts: _Parts, start: int, end: int) -> int:
    at_end = all(part == "gap" for part in (*parts.part[:start],)) or all(
        part == "gap" for part in parts.part[end:]
    )
    beside = parts.beside(start, end, "mobile")
    return names.score(parts.text[start:end], beside_mobile=beside, at_end=at_end)


def _other(parts: _Parts, best: Found | None, behind: list[str], place: tuple[int, int]) -> Guess:
    """Return another name with its detail: the name taken before goes back into the detail."""
    other = _Parts(parts.text)
    other.part = [None if part == "name" else part for part in parts.part]
    other.mark(*place, "name")
    name = names.without_receives(parts.text[slice(*place)])
    return Guess(name, _detail(other, best, behind))


def _detail(parts: _Parts, best: Found | None, behind: list[str]) -> str:
    return " ".join([*parts.left(best).split(), *behind])
