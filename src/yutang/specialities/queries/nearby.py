"""What the neighbours of a place lead with: villages, towns or counties beside it."""

from dataclasses import dataclass
from decimal import Decimal

from yutang.atlas import queries as atlas
from yutang.places import queries as places
from yutang.places import rules as tree
from yutang.specialities.models import ClassYear
from yutang.specialities.rules import standing

_COMPARED_MOST = 1_500


@dataclass(frozen=True)
class Neighbour:
    """A place nearby and the class it leads with; empty where it has nothing."""

    code: str
    lead: str
    how: str

    @property
    def km(self) -> str:
        """How far it is, where that is how it was found."""
        return kilometres(self.how)


@dataclass(frozen=True)
class Nearby:
    """The neighbours, and whether they were found on the map or share the place above."""

    neighbours: tuple[Neighbour, ...]
    is_guessed: bool

    def leads(self) -> list[str]:
        """Return what each leads with."""
        return [each.lead for each in self.neighbours]


def kilometres(how: str) -> str:
    """Return the kilometres of the atlas' ``distance 4.2``; empty for other ways."""
    return how.removeprefix("distance ") if how.startswith("distance ") else ""


def nearby(code: str, year: int, basis: str) -> Nearby:
    """Return the neighbours of a place with what they lead with in a year.

    By the atlas, among the places of the county (of towns: the prefecture, of counties: the
    province); where it knows nothing of the place, all that lie in the same place above.
    """
    around = _around(code)
    found = {
        (near.b if near.a == code else near.a): near.how
        for near in (atlas.neighbours(around) if around else [])
        if code in {near.a, near.b}
    }
    is_guessed = not found
    if is_guessed:
        siblings = [each for each in around if tree.parent_code(each) == tree.parent_code(code)]
        found = dict.fromkeys((each for each in siblings if each != code), "")
    leads = _leads(list(found), year, basis)
    rows = tuple(Neighbour(each, leads.get(each, ""), how) for each, how in sorted(found.items()))
    return Nearby(rows, is_guessed)


def _around(code: str) -> list[str]:
    level = tree.level_of(code)
    above = {tree.Level.VILLAGE: 6, tree.Level.TOWN: 4, tree.Level.COUNTY: 2}.get(level)
    if above is None:
        return []
    inside = places.under(code[:above], level).values_list("code", flat=True)
    return list(inside[:_COMPARED_MOST])


def _leads(codes: list[str], year: int, basis: str) -> dict[str, str]:
    """Return what each place has most of; by output those that report none lead by sales."""
    rows = ClassYear.objects.filter(place_code__in=codes, year=year)
    amounts: dict[str, dict[str, int]] = {}
    sold: dict[str, dict[str, int]] = {}
    for code, class_code, fen, yuan in rows.values_list(
        "place_code", "class_code", "sales_fen", "output_yuan"
    ):
        sold.setdefault(code, {})[class_code] = fen
        if yuan and basis == "output":
            amounts.setdefault(code, {})[class_code] = int(yuan * Decimal(100))
    return {code: standing.lead(amounts.get(code) or each) for code, each in sold.items()}
