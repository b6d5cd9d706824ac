"""Who may see what came of a sale: its own people all of it, everybody else the short form.

A shop's mark and its rows are public; who runs the shop sees which orders they are.
"""

from dataclasses import dataclass

from django.core import signing

from yutang.goods import access as goods
from yutang.insight import evidence, queries
from yutang.insight.evidence import ShopView
from yutang.insight.queries import SaleView
from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.people.rules import covers

DISPLAY_LINK_LIFE_S = 3 * 24 * 3600
_SALT = "yutang.insight.display"


@dataclass(frozen=True)
class ResultsDoor:
    """A sale's results, opened for somebody; `full` shows rows, producers and downloads."""

    sale: SaleView
    full: bool


@dataclass(frozen=True)
class ShopDoor:
    """A shop's mark, opened for somebody; `full` names the orders behind it."""

    shop: ShopView
    full: bool


def results_for(person: Person | None, sale_id: int) -> ResultsDoor:
    """Return the sale for its host, the clerks of its counties and operators in full.

    Everybody else gets the short form once the sale has started.

    Raises:
        NotFound: no such sale, or it has not started and is not the asker's.
    """
    sale = _sale(sale_id)
    full = person is not None and _is_own(person, sale)
    if not full and not sale.has_started:
        raise NotFound
    return ResultsDoor(sale, full)


def full_results_for(person: Person | None, sale_id: int) -> SaleView:
    """Return the sale for those who may see it in full.

    Raises:
        NotFound: for everybody else.
    """
    door = results_for(person, sale_id)
    if not door.full:
        raise NotFound
    return door.sale


def shop_for(person: Person | None, producer_id: int) -> ShopDoor:
    """Return the shop for whoever asks.

    Raises:
        NotFound: there is no such producer.
    """
    shop = evidence.shop(producer_id)
    if shop is None:
        raise NotFound
    runs = person is not None and goods.producers_of(person).filter(pk=shop.id).exists()
    return ShopDoor(shop, full=runs)


def screen_for(person: Person | None, sale_id: int, link: str) -> SaleView:
    """Return the sale for the big screen: its own people, its counties' officers, or a link.

    Raises:
        NotFound: for everybody else, and for a link that is forged, foreign or over.
    """
    sale = _sale(sale_id)
    if link and opens_screen(link, sale_id):
        return sale
    if person is not None and (_is_own(person, sale) or _has(person, "officer", sale)):
        return sale
    raise NotFound


def display_link(sale_id: int) -> str:
    """Return a signed text that opens the sale's big screen on a hall's computer for 3 days."""
    return signing.dumps(sale_id, salt=_SALT)


def opens_screen(link: str, sale_id: int) -> bool:
    try:
        opened: object = signing.loads(link, salt=_SALT, max_age=DISPLAY_LINK_LIFE_S)
    except signing.BadSignature:
        return False
    return opened == sale_id


def _sale(sale_id: int) -> SaleView:
    sale = queries.sale_view(sale_id)
    if sale is None:
        raise NotFound
    return sale


def _is_own(person: Person, sale: SaleView) -> bool:
    return person.pk == sale.host_id or _has(person, "clerk", sale)


def _has(person: Person, role: str, sale: SaleView) -> bool:
    """Say whether the person holds the role for all of the sale's counties; operators always.

    All, because a sale's rows are of all its counties, and nobody sees beyond their own places.
    """
    held = people.grants(person)
    return all(covers(held, role, code) for code in sale.county_codes or ("",))
