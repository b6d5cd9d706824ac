"""Who gets what of a price: splits, their parts in fen, and what a refund takes back. Pure.

All parts but the farmer's are a percentage of the amount, a fixed sum, or both, within a cap;
fractions of a fen are dropped, and what remains is the farmer's.
"""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Final, Literal, NamedTuple, TypeVar

from yutang.shares.errors import BadPart, FarmerBelowZero, MoreThanShared, PartTwice

Kind = Literal["farmer", "packing", "freight", "host", "agency", "service", "tax", "fund"]
Per = Literal["unit", "order"]

KINDS: Final[tuple[Kind, ...]] = (
    "farmer", "packing", "freight", "host", "agency", "service", "tax", "fund",
)  # fmt: skip
FARMER: Final[Kind] = "farmer"
FREIGHT: Final[Kind] = "freight"
HOST: Final[Kind] = "host"
WHOLE: Final = 10_000
"""A hundred percent in basis points."""
ANY_PRICE_FEN: Final = 10**9
"""A place's default has no price: its sums are checked when a lot takes them over."""
FREIGHT_WARNS: Final = Fraction(1, 3)
"""From this share of the price on, the way costs too much for the goods (DOMAIN §7: 84 of 100)."""


class Part(NamedTuple):
    """What one party gets besides the farmer: `payee` is an id, 0 where nobody is named yet."""

    kind: Kind
    payee: int = 0
    basis_points: int = 0
    fixed_fen: int = 0
    per: Per = "order"
    cap_fen: int | None = None
    """At most so much an order."""

    def exact(self, amount_fen: int, quantity: int) -> Fraction:
        """Return the part of an order before fractions of a fen are dropped."""
        times = quantity if self.per == "unit" else 1
        share = Fraction(amount_fen * self.basis_points, WHOLE) + self.fixed_fen * times
        return share if self.cap_fen is None else min(share, Fraction(self.cap_fen))


class Version(NamedTuple):
    """A split as it was agreed: in force from then on, until another one is."""

    id: int
    agreed_at: datetime
    farmer: int
    """The farmer's payee."""
    parts: tuple[Part, ...]


def check(parts: Sequence[Part], price_fen: int) -> None:
    """Go on when these parts leave the farmer something of this price, for every quantity.

    One unit decides: what goes to others grows with the quantity at most as fast as the amount.

    Raises:
        BadPart: a percentage or sum that cannot be, or the farmer's own part among them.
        PartTwice: two parts of a kind.
        FarmerBelowZero: the others together get more than the price.
    """
    for part in parts:
        good = 0 <= part.basis_points <= WHOLE and part.fixed_fen >= 0
        capped = part.cap_fen is None or part.cap_fen > 0
        if part.kind == FARMER or not (good and capped):
            raise BadPart(kind=part.kind)
    if len({part.kind for part in parts}) < len(parts):
        raise PartTwice
    others = sum((part.exact(price_fen, 1) for part in parts), Fraction())
    if others > price_fen:
        raise FarmerBelowZero(over_fen=-int(price_fen - others))


def divide(parts: Sequence[Part], amount_fen: int, quantity: int) -> tuple[int, ...]:
    """Return an order's parts in fen: the farmer's first, then the others' in their order.

    They sum to the amount and none is negative: should the others ask for more than there is,
    which `check` refuses for the lot's price, the later ones get what is left.
    """
    left, others = amount_fen, []
    for part in parts:
        taken = min(int(part.exact(amount_fen, quantity)), left)
        others.append(taken)
        left -= taken
    return (left, *others)


def take_back(parts: Sequence[int], refund_fen: int) -> tuple[int, ...]:
    """Return what a refund takes from each part, in proportion; together exactly the refund.

    `parts` is what each still has of the order: a part never gives more than it has, a refund of
    all takes all, and repeated refunds never exceed it. The first part's fraction is dropped, so
    with the farmer first the odd fen is never the farmer's to give, unless nobody else has one.

    Raises:
        MoreThanShared: more than all parts together.
    """
    total = sum(parts)
    if not 0 <= refund_fen <= total:
        raise MoreThanShared(left_fen=total)
    if total == 0:
        return tuple(0 for _ in parts)
    taken, before, reached = [], 0, 0
    for part in parts:
        reached += part
        upto = reached * refund_fen // total
        taken.append(upto - before)
        before = upto
    return tuple(taken)


AnyVersion = TypeVar("AnyVersion", bound=Version)


def in_force(versions: Sequence[AnyVersion], at: datetime) -> AnyVersion | None:
    """Return the version last agreed before this moment; None: all is the farmer's."""
    agreed = [version for version in versions if version.agreed_at <= at]
    return max(agreed, key=lambda version: (version.agreed_at, version.id)) if agreed else None


def percent(fen: int, of_fen: int) -> int:
    """Return a part in whole percent of the price, as people say it; halves go up."""
    return (200 * fen + of_fen) // (2 * of_fen) if of_fen else 0


def freight_eats(freight_fen: int, price_fen: int) -> bool:
    """Tell whether the way takes so much of the price that the goods hardly pay."""
    return price_fen > 0 and Fraction(freight_fen, price_fen) >= FREIGHT_WARNS


def kind_of(text: str) -> Kind:
    """Return the kind of part of this name.

    Raises:
        BadPart: there is none.
    """
    for kind in KINDS:
        if text == kind:
            return kind
    raise BadPart(kind=text)
