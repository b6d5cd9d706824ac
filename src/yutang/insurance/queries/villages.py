"""Villages of one county, by code and by the names that registers write."""

from yutang.places import queries as places
from yutang.places import rules
from yutang.places.rules import CODE_DIGITS, Level


class Villages:
    """The villages of a county, read once; a county without any in the tree takes any code."""

    def __init__(self, county: str) -> None:
        self.county = county
        towns = dict(places.under(county, Level.TOWN).values_list("code", "name"))
        self._short_towns = {code: _short(name, Level.TOWN) for code, name in towns.items()}
        self.codes: set[str] = set()
        self._named: dict[str, list[str]] = {}
        for code, name in places.under(county, Level.VILLAGE).values_list("code", "name"):
            self.codes.add(code)
            self._named.setdefault(_short(name, Level.VILLAGE), []).append(code)
        self._found: dict[tuple[str, str, str], str | None] = {}

    def find(self, code: str, town: str, village: str) -> str | None:
        """Return the code of the village that a row means; "" when it is of another county.

        None: there is no such village here, or several of this name and no town said which.
        """
        key = (code, town, village)
        if key not in self._found:
            self._found[key] = self._by_code(code) if code else self._by_name(town, village)
        return self._found[key]

    def _by_code(self, code: str) -> str | None:
        if not (code.isascii() and code.isdigit()):
            return None
        if not code.startswith(self.county):
            return ""
        is_village = len(code) == CODE_DIGITS[Level.VILLAGE]
        return code if is_village and (code in self.codes or not self.codes) else None

    def _by_name(self, town: str, village: str) -> str | None:
        if not village:
            return None
        found = self._named.get(_short(village, Level.VILLAGE), [])
        if town and len(found) > 1:
            said = _short(town, Level.TOWN)
            found = [code for code in found if self._short_towns.get(code[:9]) == said]
        return found[0] if len(found) == 1 else None


def _short(name: str, level: Level) -> str:
    return rules.short_name(rules.clean(name), level)
