"""Places by any part of their name, among the nation's 660,000, within a tenth of a second.

Two indexes hold the letters of names (migration 0003): of the few places above villages, and of
the villages. Within a place its own rows are read instead, which are few.
"""

from collections.abc import Sequence

from yutang.places import rules
from yutang.places.models import Place
from yutang.places.queries.finding import by_code, by_name, find
from yutang.places.rules import Level
from yutang.places.table import EDITION
from yutang.plumbing import statements

_AREAS_MAX = 20
_RANKED_MAX = 500
"""Of so many that have the text inside the best are shown; a single letter has thousands."""


def search(text: str, limit: int = 50, within: str = "") -> list[Place]:
    """Return the places that a text may mean, then those with the text in their names.

    A place whose name is the text comes before one whose name begins with it, and that before one
    that has it inside; then counties before towns before villages. Words apart narrow it down: the
    last is sought in what the others name (承德 河屯), and so do names without a space where the
    whole says nothing (承德河屯). `within` looks only inside this place.
    """
    words = rules.words(text)
    whole = "".join(words)
    if not whole or len(whole) > rules.TEXT_LENGTH_MAX:
        return []
    if whole.isascii() and whole.isdigit():
        return [place for place in by_code(whole, limit) if _lies_in(place, within)]
    known = [place for place in by_name(whole, limit) if _lies_in(place, within)]
    areas = _areas("".join(words[:-1]), within) if len(words) > 1 else [within][: bool(within)]
    found = _holding(words[-1], areas, limit) if len(words) == 1 or areas else []
    if not (known or found):
        found = _apart(whole, within, limit) or find(whole, limit)
    merged = {place.code: place for place in [*known, *found] if _lies_in(place, within)}
    return list(merged.values())[:limit]


def _lies_in(place: Place, within: str) -> bool:
    return place.code != within and place.code.startswith(within)


def _areas(text: str, within: str) -> list[str]:
    """Return the codes of the places above villages that a text names, inside `within`."""
    found = [place for place in by_name(text, _AREAS_MAX) if place.level < Level.VILLAGE]
    return [place.code for place in found if place.code.startswith(within)]


def _apart(whole: str, within: str, limit: int) -> list[Place]:
    """Read a text without spaces as the name of a place and a part of a name in it."""
    for at in range(len(whole) - 1, 1, -1):
        areas = _areas(whole[:at], within)
        if areas:
            return _holding(whole[at:], areas, limit)
    return []


def _holding(part: str, areas: Sequence[str], limit: int) -> list[Place]:
    pattern = part.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    asked = {
        "part": part,
        "inside": f"%{pattern}%",
        "begins": f"{pattern}%",
        "edition": EDITION,
        "areas": list(areas),
        "most": _RANKED_MAX,
    }
    names = ["search_within"] if areas else ["search_above", "search_villages"]
    found: dict[str, Place] = {}
    for name in names:
        if len(found) < limit:
            rows = Place.objects.raw(statements.load("places", name), asked)
            found |= {place.code: place for place in rows}
    return sorted(found.values(), key=lambda place: _order(part, place))[:limit]


def _order(part: str, place: Place) -> tuple[int, int, str]:
    fit = (part not in {place.short_name, place.name}) + (not place.name.startswith(part))
    return fit, place.level, place.code
