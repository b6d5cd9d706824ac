"""Which county a text names, and where in the text it says so."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from yutang.places import rules
from yutang.places.rules import Level, Named

_UNITS = "省市区县旗盟州"
_SKIPPED = " \t\n,.;:、。·|/-"
_BRACKETS = (
    "省直辖县级行政区划",
    "自治区直辖县级行政区划",
    "市辖区",
    "其它区",
    "其他区",
    "中国",
)
"""What platforms write where the tree has a bracket, or the shop had no name."""
_COUNTY_DIGITS = 6
_PREFECTURE_DIGITS = 4
_GUESSES_MAX = 5
_COUNTIES_MAX = 40
_DISTRICT = re.compile("([\u4e00-\u9fff]{2,3}?)[区县]")
Towns = Callable[[str], Mapping[str, str]]


@dataclass(frozen=True)
class Found:
    """A place named by the text from `start` to `end`; `said`: how many letters name it."""

    code: str
    start: int
    end: int
    said: int
    links: int
    """How many levels stand there."""
    weak: int
    """How many of them without their unit."""

    @property
    def rank(self) -> tuple[int, int, int, int, int]:
        """The better found the higher: by many letters, early, deep, by many levels."""
        return (self.said, -self.start, len(self.code), self.links, -self.weak)

    def rivals(self, other: "Found") -> bool:
        """Tell whether the other may be meant instead: the same words, or another path."""
        if other.start < self.end and self.start < other.end:
            return other.said == self.said
        return other.links > 1


class Gazetteer:
    """Places by the ways people write them. `towns` gives a prefecture's towns with counties."""

    def __init__(self, names: Mapping[str, str], towns: Towns) -> None:
        self.names = names
        self.towns = towns
        self._by_form: dict[str, list[str]] = {}
        for code, name in self.names.items():
            for form in _forms(code, name):
                self._by_form.setdefault(form, []).append(code)
        self._by_head: dict[str, list[str]] = {}
        for form in self._by_form:
            self._by_head.setdefault(form[:2], []).append(form)

    def full_name(self, code: str) -> str:
        """Return the whole name of a place, from the province down; empty when unknown."""
        line = [*rules.ancestors(code), code]
        known = [(step, self.names[step]) for step in line if step in self.names]
        return rules.full_name(known) if code in self.names else ""

    def counties_under(self, code: str) -> list[str]:
        """Return the counties of a place, in code order."""
        return [
            under for under in self.names if len(under) == _COUNTY_DIGITS and under.startswith(code)
        ]

    def find(self, text: str, starts: Callable[[int], bool]) -> list[Found]:
        """Return the places that the text names, best first, one a code.

        `starts` tells where a word of the text begins: only there is a name without its unit
        taken for a place (恭城 恭城镇, but not the 上海 of 上海城).
        """
        best: dict[str, Found] = {}
        for at in range(len(text)):
            for found in self._chains(text, at, starts(at)):
                known = best.get(found.code)
                if known is None or found.rank > known.rank:
                    best[found.code] = found
        return sorted(best.values(), key=lambda found: (*found.rank, found.code), reverse=True)

    def nearer(self, found: Found, text: str) -> Found:
        """Return the county that stands behind a prefecture by a town's or an old name."""
        if len(found.code) != _PREFECTURE_DIGITS:
            return found
        behind = text[found.end :].lstrip(_SKIPPED)
        county = self._by_town(found.code, behind) or self._by_beginning(found.code, behind)
        if not county:
            return found
        return Found(county, found.start, found.end, found.said, found.links, found.weak)

    def guesses(self, found: list[Found]) -> list[str]:
        """Return the codes of counties that may be meant, best first.

        Where no county was named, all of the prefecture, or of a municipality.
        """
        if not found:
            return []
        best = found[0]
        if len(best.code) < _COUNTY_DIGITS:
            under = self.counties_under(best.code)
            return under if len(under) <= _COUNTIES_MAX else []
        meant = [best, *(each for each in found[1:] if best.rivals(each))]
        return [each.code for each in meant if len(each.code) == _COUNTY_DIGITS][:_GUESSES_MAX]

    def _by_town(self, prefecture: str, behind: str) -> str:
        named = [
            (len(name), county)
            for name, county in self.towns(prefecture).items()
            if county and len(name) > len("街道") and behind.startswith(name)
        ]
        return max(named)[1] if named else ""

    def _by_beginning(self, prefecture: str, behind: str) -> str:
        """雨花区 in 南京市 can only be 雨花台区."""
        said = _DISTRICT.match(behind)
        if said is None:
            return ""
        fits = [code for code in self.counties_under(prefecture) if said[1] in self.names[code]]
        return fits[0] if len(fits) == 1 else ""

    def _chains(self, text: str, at: int, begins: bool) -> Iterator[Found]:  # noqa: FBT001
        """Yield what the names standing from here on say together."""
        for form, code in self._forms_at(text, at):
            weak = form[-1] not in _UNITS
            if weak and not begins:
                continue
            first = Found(code, at, at + len(form), len(form), 1, int(weak))
            yield from self._longer(text, first)

    def _longer(self, text: str, found: Found) -> Iterator[Found]:
        further = False
        at = _past(text, found.end, found.code)
        for form, code in self._forms_at(text, at):
            same = found.code.startswith(code) and form[-1] in _UNITS
            if not same and not (code.startswith(found.code) and len(code) > len(found.code)):
                continue
            further = True
            deeper = found.code if same else code
            yield from self._longer(
                text,
                Found(
                    deeper,
                    found.start,
                    at + len(form),
                    found.said + (1 if same else len(form)),
                    found.links + (not same),
                    found.weak + (form[-1] not in _UNITS),
                ),
            )
        if not further or len(found.code) < _COUNTY_DIGITS:
            yield self._whole(found)

    def _whole(self, found: Found) -> Found:
        """A prefecture that is its own only county (东莞市) is that county."""
        if len(found.code) == _PREFECTURE_DIGITS:
            under = self.counties_under(found.code)
            if len(under) == 1:
                return Found(under[0], found.start, found.end, found.said, found.links, found.weak)
        return found

    def _forms_at(self, text: str, at: int) -> Iterator[tuple[str, str]]:
        for form in self._by_head.get(text[at : at + 2], ()):
            if text.startswith(form, at):
                for code in self._by_form[form]:
                    yield form, code


def _forms(code: str, name: str) -> set[str]:
    level = rules.level_of(code)
    if rules.is_placeholder(Named(code, name, name)):
        return set()
    forms = rules.forms(Named(code, name, rules.short_name(name, level)))
    if level is Level.COUNTY and name.endswith("新区"):
        forms.add(name.removesuffix("新区") + "区")
    elif level is Level.COUNTY and name.endswith("区"):
        forms.add(name.removesuffix("区") + "新区")
    forms.add(name.removesuffix("特别行政区"))
    return {form for form in forms if len(form) > 1}


def _past(text: str, at: int, code: str) -> int:
    """Return where the next name may stand: past gaps and brackets of the tree."""
    while at < len(text):
        bracket = next((word for word in _BRACKETS if text.startswith(word, at)), "")
        if bracket:
            at += len(bracket)
        elif text[at] in _SKIPPED or (text[at] == "县" and code == "50"):
            at += 1
        else:
            break
    return at
