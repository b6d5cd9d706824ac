"""One scene of all rooms, published: indicators say what rooms say live, and nobody stands in it.

The scene is the one whose facts are compared with their rows in `facts`: real actions, no invented
facts. The roster of what may stand nowhere is read out of the database, whatever room sealed it.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.test import Client
from tests.scene import Stage, happen, publish, stage

from yutang.facts import kinds
from yutang.facts import queries as facts
from yutang.indicators import queries
from yutang.indicators.rules.periods import Period
from yutang.indicators.rules.shape import Indicator
from yutang.kernel.clock import today
from yutang.places import queries as places
from yutang.places import rules as tree
from yutang.plumbing import figures
from yutang.plumbing.seal import CannotOpen, unseal
from yutang.roster.models import Member

__all__ = ["stage"]
pytestmark = pytest.mark.django_db
COUNTY, VILLAGE = "130827", "130827100201"
PLACES = ("13", COUNTY, VILLAGE)
OK, LONG, NAME = 200, 5, 3
LINK = re.compile(r'<a class="line-number" href="([^"]+)" data-value="([^"]+)">')
OPENED = {"training.persons", "honours.in_force", "shows.count"}
PAGES = ("/facts/insured/", f"/boards/{COUNTY}/hosts/", "/data/")


def test_what_is_published_says_what_rooms_say_and_names_nobody(
    stage: Stage, client: Client
) -> None:
    happen(stage)
    publish()
    twins = [each for each in queries.every() if each.figure]
    assert len(twins) > 25
    assert _different(twins) == {}
    roster = _roster()
    assert len(roster) > 40
    found = {where: {said for said in roster if said in text} for where, text in _told(client)}
    assert len(found) > len(OPENED) + len(PAGES) + 30
    assert {where: said for where, said in found.items() if said} == {}


def _different(twins: list[Indicator]) -> dict[tuple[str, str], Any]:
    """Return where an indicator does not come to its live twin, with both; of this year so far.

    Where so few persons are behind it that the room does not tell them, there is no twin.
    """
    so_far = Period(date(today().year, 1, 1), today())
    values = queries.values([each.name for each in twins], PLACES, [so_far])
    found = {}
    for each in twins:
        figure = figures.by_name(each.figure)
        assert figure is not None, each.figure
        live = figure.read(PLACES, today().year)
        for place in PLACES:
            value = values[each.name, place, so_far]
            is_same = round(value.number or 0, 4) == round(live.get(place) or 0, 4)
            if not is_same and not (value.is_few and place not in live):
                found[each.name, place] = (value.number, live.get(place))
    return found


def _roster() -> set[str]:
    """Return everything that some room sealed, and the names on the roster; places stand anywhere.

    A name of two letters may be a word of any page.
    """
    said = {unseal(each.name_sealed) for each in Member.objects.all()}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.BinaryField) and field.name.endswith("sealed"):
                for sealed in model._default_manager.values_list(field.name, flat=True):
                    said |= set(_words(sealed))
    known = places.full_names(list(places.places().values_list("code", flat=True)))
    return {each for each in said if len(each) >= NAME} - set(known.values())


def _words(sealed: bytes | None) -> list[str]:
    """Return the longer texts in what was sealed, which may be a document."""
    try:
        text = unseal(sealed) if sealed else ""
    except (CannotOpen, UnicodeDecodeError):
        return []
    try:
        said = list(_texts(json.loads(text)))
    except ValueError:
        said = [text]
    return [each for each in said if len(each) > LONG and not _is_code(each)]


def _is_code(said: str) -> bool:
    return said.isdigit() and len(said) in tree.CODE_DIGITS.values()


def _texts(document: object) -> Iterator[str]:
    if isinstance(document, dict):
        document = list(document.values())
    if isinstance(document, list):
        for each in document:
            yield from _texts(each)
    else:
        yield str(document)


def _told(client: Client) -> Iterator[tuple[str, str]]:
    """Yield where somebody may read something, and what stands there.

    What is in no file of the facts is in no open data and no row of a number either: both are
    made of them. Pages say more: names of places, titles, whose page it is.
    """
    number = facts.current().number
    for kind in kinds.every():
        if facts.parts(number, kind.name):
            rows = facts.arrow(facts.table(kind.name)).to_pylist()
            yield f"the file of {kind.name}", str(rows)
    card = _text(client, f"/reports/{COUNTY}/{today().year}/")
    yield "the card", card
    addresses = dict(LINK.findall(card))
    for address in (at for at, name in addresses.items() if name in OPENED):
        yield address, _text(client, address)
        csv = client.get(address.rstrip("/") + ".csv")
        if csv.status_code == OK:
            yield f"{address} as CSV", b"".join(csv).decode()
    for address in PAGES:
        yield address, _text(client, address)


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == OK, address
    return b"".join(answer).decode()
