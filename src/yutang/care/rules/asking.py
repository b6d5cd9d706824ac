"""What may be asked of an order: a return, money for damage, a review. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from yutang.care.errors import (
    AddressNeeded,
    BadAmount,
    BadShare,
    BadStars,
    ClaimOver,
    FreshNoReturn,
    NoSuchKind,
    NothingLeft,
    NotReceivedYet,
    NotThereYet,
    PhotoNeeded,
    TooManyPhotos,
    WordsNeeded,
)
from yutang.care.rules import amounts
from yutang.care.rules.policy import Terms
from yutang.kernel.money import yuan
from yutang.kernel.text import one_line
from yutang.people.rules import normal_mobile

PHOTOS_MAX = 4
PIECES_MAX = 10_000
TEXT_MAX = 600
TEXT_MIN = 2
WORDS_MAX = 200
STARS = range(1, 6)
_NEEDS_PHOTO = frozenset({"spoiled", "broken", "wrong"})
_GONE_OUT = frozenset({"shipped", "received", "closed"})
_THERE = frozenset({"received", "closed"})


@dataclass(frozen=True, kw_only=True)
class OrderFacts:
    """What decides about an order. Amounts in fen; `left_fen` is what was paid and not yet
    given back; `received_at` None: the buyer has not said so, nor has time.
    """

    state: str
    goods_fen: int
    freight_fen: int
    left_fen: int
    received_at: datetime | None
    fresh_known_at: datetime | None
    """When the buyer confirmed, in a step of the purchase, that there is no return."""


@dataclass(frozen=True, kw_only=True)
class Damage:
    """What a buyer says is wrong."""

    kind: str
    bad: int | None = None
    of: int | None = None
    text: str = ""
    photos: int = 0


ByRule = Callable[[OrderFacts, Terms, datetime], int]
"""Decides what the rule gives back for an order at a moment, in fen; or refuses."""


@dataclass(frozen=True)
class Receiver:
    """Where returned goods go."""

    name: str
    mobile: str
    line: str


def return_until(order: OrderFacts, terms: Terms) -> datetime | None:
    """Return the last moment to ask for a return without reason; None before receipt."""
    if order.received_at is None:
        return None
    return order.received_at + timedelta(days=terms.return_days)


def check_return(order: OrderFacts, terms: Terms, now: datetime) -> int:
    """Return the fen that come back when the goods are sent back without reason.

    Fresh food is exempt only if the buyer confirmed it in a step of the purchase; without that the
    return applies (《网络购买商品七日无理由退货暂行办法》).

    Raises:
        NotThereYet, NotReceivedYet, FreshNoReturn, ClaimOver, NothingLeft
    """
    if order.state not in _GONE_OUT:
        raise NotThereYet
    if order.fresh_known_at is not None:
        raise FreshNoReturn(at=order.fresh_known_at)
    until = return_until(order, terms)
    if order.state not in _THERE or until is None:
        raise NotReceivedYet
    if until < now:
        raise ClaimOver(days=terms.return_days)
    return _within(amounts.by_rule("return", order.goods_fen, order.freight_fen, terms), order)


def check_damage(order: OrderFacts, said: Damage, terms: Terms, now: datetime) -> int:
    """Return what the rule gives back for this damage, in fen.

    Raises:
        NoSuchKind, BadShare, PhotoNeeded, TooManyPhotos, WordsNeeded: what was said.
        NotThereYet, ClaimOver, NothingLeft: the order.
    """
    if said.kind not in {*amounts.DAMAGE, amounts.LATE}:
        raise NoSuchKind
    may_claim(order, terms, now)
    if said.kind != amounts.LATE:
        _check_share(said.bad, said.of)
    if said.photos > PHOTOS_MAX:
        raise TooManyPhotos(most=PHOTOS_MAX)
    if said.kind in _NEEDS_PHOTO and not said.photos:
        raise PhotoNeeded
    if said.kind == "wrong" or len(said.text) > TEXT_MAX:
        check_text(said.text)
    given = amounts.by_rule(
        said.kind, order.goods_fen, order.freight_fen, terms, bad=said.bad, of=said.of
    )
    return _within(given, order)


def may_claim(order: OrderFacts, terms: Terms, now: datetime) -> None:
    """Go on only while damage of this order can be claimed.

    Raises:
        NotThereYet, ClaimOver, NothingLeft
    """
    if order.state not in _GONE_OUT:
        raise NotThereYet
    received = order.received_at
    if received is not None and received + timedelta(days=terms.claim_days) < now:
        raise ClaimOver(days=terms.claim_days)
    if order.left_fen <= 0:
        raise NothingLeft


def check_amount(amount_fen: int, most_fen: int, *, least_fen: int = 1) -> int:
    """Return the amount. Raises `BadAmount` when it lies outside."""
    if not least_fen <= amount_fen <= most_fen:
        raise BadAmount(most=yuan(most_fen))
    return amount_fen


def check_text(text: str, most: int = TEXT_MAX) -> str:
    """Return the words without white space around them. Raises `WordsNeeded`."""
    said = text.strip().replace("\x00", "")
    if not TEXT_MIN <= len(said) <= most:
        raise WordsNeeded
    return said


def check_receiver(name: str, mobile: str, line: str) -> Receiver:
    """Return where goods go back to.

    Raises:
        BadMobile, AddressNeeded
    """
    said = Receiver(one_line(name), normal_mobile(mobile), one_line(line))
    if not 0 < len(said.name) <= 30 or not 4 < len(said.line) <= 160:  # noqa: PLR2004 - lengths
        raise AddressNeeded
    return said


def to_json(receiver: Receiver) -> str:
    return msgspec.json.encode(receiver).decode()


def from_json(text: str) -> Receiver:
    return msgspec.json.decode(text, type=Receiver)


def check_review(state: str, stars: int, text: str, photos: int) -> str:
    """Return the words of a review; no word of it is forbidden.

    Raises:
        NotReceivedYet, BadStars, WordsNeeded, TooManyPhotos
    """
    if state not in _THERE:
        raise NotReceivedYet
    if stars not in STARS:
        raise BadStars
    if photos > PHOTOS_MAX:
        raise TooManyPhotos(most=PHOTOS_MAX)
    said = text.strip().replace("\x00", "")
    if len(said) > TEXT_MAX:
        raise WordsNeeded
    return said


def distribution(counts: Sequence[tuple[int, int]]) -> tuple[int, int, dict[int, int]]:
    """Return how many reviews there are, their mean in hundredths of a star, and each star's.

    `counts` are (stars, how many), of all reviews, hidden ones too: hiding changes no figure.
    """
    each = dict.fromkeys(reversed(STARS), 0) | dict(counts)
    many = sum(each.values())
    total = sum(stars * count for stars, count in each.items())
    return many, (total * 200 + many) // (2 * many) if many else 0, each


def _check_share(bad: int | None, of: int | None) -> None:
    if bad is None or of is None or not 0 < bad <= of <= PIECES_MAX:
        raise BadShare


def _within(fen: int, order: OrderFacts) -> int:
    if order.left_fen <= 0:
        raise NothingLeft
    return min(fen, order.left_fen)
