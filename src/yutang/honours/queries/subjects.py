"""For whom somebody may apply: their shop, producer, station, village, town or county."""

from dataclasses import dataclass

from yutang.goods import access as goods
from yutang.honours.errors import NotForThese
from yutang.honours.rules import kinds
from yutang.kernel.errors import NotFound, Refusal
from yutang.kernel.ids import row_id
from yutang.people import access as people
from yutang.people.access import Person
from yutang.places import access as places
from yutang.places import queries as tree
from yutang.shops import access as shops
from yutang.stations import access as stations

_MOST = 40
_PLACE_LEVELS = {digits: applicant for applicant, digits in kinds.PLACE_DIGITS.items()}


@dataclass(frozen=True)
class Subject:
    """Whom an application is for; `key` is how a form says it: ``village:130827100201``."""

    applicant: str
    place_code: str
    name: str
    id: int | None = None

    @property
    def key(self) -> str:
        """Return what `read` reads."""
        return f"{self.applicant}:{self.place_code if self.id is None else self.id}"


def own(person: Person) -> list[Subject]:
    """Return for whom the person is likeliest to apply: what they hold, and places they serve."""
    found = [
        Subject("shop", shop.village_code, shop.name, shop.pk)
        for shop in shops.shops_of(person).order_by("name")[:_MOST]
    ]
    found += [
        Subject("producer", producer.village_code, producer.name, producer.pk)
        for producer in goods.producers_of(person)[:_MOST]
    ]
    found += [
        Subject("station", station.place_code, station.name, station.pk)
        for station in stations.stations_of(person)[:_MOST]
    ]
    codes = [code for code in people.places_of(person, "clerk") if len(code) in _PLACE_LEVELS]
    names = tree.full_names(codes)
    served = [Subject(_PLACE_LEVELS[len(code)], code, called(names[code])) for code in codes]
    return served + found


def read(person: Person, key: str) -> Subject:
    """Return whom a form means, if the person may act for it.

    Raises:
        NotFound: it is not there, or not theirs.
    """
    applicant, _, said = key.partition(":")
    if applicant in kinds.PLACE_DIGITS:
        return of_place(person, said)
    number = row_id(said)
    if number is None:
        raise NotFound
    if applicant == "shop":
        shop = shops.shop_for(person, number)
        return Subject("shop", shop.village_code, shop.name, shop.pk)
    if applicant == "producer":
        producer = goods.producer_for(person, number)
        return Subject("producer", producer.village_code, producer.name, producer.pk)
    if applicant == "station":
        station = stations.station_for(person, number)
        return Subject("station", station.place_code, station.name, station.pk)
    raise NotFound


def of_place(person: Person, said: str) -> Subject:
    """Return the village, town or county meant by a code or a name, under the clerk's places.

    Raises:
        NotFound: it lies under none of the person's places.
        NotForThese: no one place of these levels is meant.
    """
    code = _code(said)
    if len(code) not in _PLACE_LEVELS:
        raise NotForThese
    people.require(person, "clerk", code)
    return Subject(_PLACE_LEVELS[len(code)], code, called(tree.full_name(code)))


def called(name: str) -> str:
    """Return a place's whole name as it stands on a plaque: the village, not its committee."""
    for ending in ("村民委员会", "村委会"):
        if name.endswith(ending):
            stem = name.removesuffix(ending)
            return stem if stem.endswith("村") else f"{stem}村"
    return name


def _code(said: str) -> str:
    text = said.strip()
    try:
        if text.isdigit():
            return places.check_code(text)
    except Refusal as refusal:
        raise NotForThese from refusal
    found = tree.find(text, 2)
    return found[0].code if len(found) == 1 else ""
