"""What became of members: who works somewhere, whose shop sells, what they earn months later.

A shop is found by the member's account: the one that keeps it, or whose producer does. Where no
account is linked, what the member told counts. Each answer says which of the two it is.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Literal, NamedTuple

from django.db.models import Q

from yutang.kernel.clock import today
from yutang.kernel.counts import Persons
from yutang.placement.models import FollowUp, OfferKind, Placement
from yutang.roster import queries as roster
from yutang.roster.access import Member
from yutang.shops.access import Shop
from yutang.shops.queries import register as shops

Source = Literal["", "shops", "told"]
"""Where something is known from: rows of shops, or what the member told; nothing is not known."""


class Outcome(NamedTuple):
    """What became of one member since a day."""

    placed_on: date | None
    is_internship: bool
    still_there: bool | None
    """As they told last; None is not known."""
    opened_shop: Source
    sold: Source
    month_fen: dict[int, int]
    """Months after the day to what they told they earn a month, in fen."""
    asked: frozenset[int]
    """The months after which they answered."""


class PlacedCount(NamedTuple):
    """How many of some members began to work, and how many of those are known to be there still."""

    members: Persons
    placed: Persons
    still_there: Persons
    opened_shop: Persons
    sold: Persons


_NOTHING = Outcome(None, False, None, "", "", {}, frozenset())


def placed(member_ids: Collection[int], since: date | None = None) -> dict[int, Placement]:
    """Return by member the first placement from a day on; who has none is not in it."""
    into = roster.kept(member_ids)
    rows = Placement.objects.filter(_rows("member", into.values()))
    if since is not None:
        rows = rows.filter(starts_on__gte=since)
    first: dict[int, Placement] = {}
    found = list(rows.order_by("starts_on", "pk"))
    stands = roster.kept({row.member_id for row in found})
    for row in found:
        first.setdefault(stands[row.member_id], row)
    return {asked: first[pk] for asked, pk in into.items() if pk in first}


def outcomes(member_ids: Collection[int], since: date) -> dict[int, Outcome]:
    """Return what became of each member since a day, as the end of their class."""
    into = roster.kept(member_ids)
    began = placed(member_ids, since)
    told = _told(set(into.values()), since)
    opened, selling = _shops(set(into.values()), since)
    found = {}
    for asked, pk in into.items():
        answers = [each for each in told.get(pk, ()) if each.outcome == FollowUp.Outcome.ANSWERED]
        start = began.get(asked)
        found[asked] = _NOTHING._replace(
            placed_on=start.starts_on if start else None,
            is_internship=start is not None and start.kind == OfferKind.INTERNSHIP,
            still_there=_still(start, answers),
            opened_shop=_source(pk in opened, any(each.has_shop for each in answers)),
            sold=_source(pk in selling, any(each.has_sold for each in answers)),
            month_fen={
                each.months: each.month_fen for each in answers if each.month_fen is not None
            },
            asked=frozenset(each.months for each in answers),
        )
    return found


def placed_in(member_ids: Collection[int], since: date) -> PlacedCount:
    """Return how many of these members did what since a day; each person counts once."""
    found = outcomes(sorted(set(roster.kept(member_ids).values())), since).values()
    return PlacedCount(
        members=Persons(len(found)),
        placed=Persons(sum(each.placed_on is not None for each in found)),
        still_there=Persons(sum(each.still_there is True for each in found)),
        opened_shop=Persons(sum(bool(each.opened_shop) for each in found)),
        sold=Persons(sum(bool(each.sold) for each in found)),
    )


def count_of(member_ids: Collection[int]) -> Persons:
    """Return how many different persons these rows stand for."""
    return Persons(len(set(roster.kept(member_ids).values())))


def _source(in_shops: bool, told: bool) -> Source:  # noqa: FBT001 - two answers side by side
    return "shops" if in_shops else "told" if told else ""


def _still(start: Placement | None, answers: list[FollowUp]) -> bool | None:
    if start is not None and start.ended_on is not None:
        return False
    said = [each.still_there for each in answers if each.still_there is not None]
    return said[-1] if said else None


def _told(standing: set[int], since: date) -> dict[int, list[FollowUp]]:
    """Return by person what was told of the time since a day, in its order."""
    rows = list(
        FollowUp.objects.filter(_rows("member", standing), counted_from__gte=since).order_by("pk")
    )
    into = roster.kept({row.member_id for row in rows})
    found: dict[int, list[FollowUp]] = defaultdict(list)
    for row in rows:
        found[into[row.member_id]].append(row)
    return found


def _shops(standing: set[int], since: date) -> tuple[set[int], set[int]]:
    """Return who opened a shop since a day, and whose such shop has sold."""
    members = Member.objects.filter(pk__in=standing, account__isnull=False)
    accounts = {each.account_id: each for each in members.select_related("account")}
    marks = {
        bytes(each.account.mobile_digest): each.pk for each in accounts.values() if each.account
    }
    rows = Shop.objects.filter(
        Q(keeper_kind="person", keeper_digest__in=list(marks)) | Q(producer__person__in=accounts),
        opened_on__gte=since,
    ).select_related("producer")
    whose: dict[int, int] = {}
    for shop in rows:
        by_account = accounts.get(shop.producer.person_id) if shop.producer else None
        digest = bytes(shop.keeper_digest) if shop.keeper_digest is not None else b""
        whose[shop.pk] = marks.get(digest, by_account.pk if by_account else 0)
    sold: set[int] = set()
    for year in range(since.year, today().year + 1) if whose else ():
        sales = shops.sales_by_shop(list(whose), year)
        sold |= {whose[shop] for shop, fen in sales.items() if fen > 0}
    return set(whose.values()), sold


def _rows(path: str, standing: Iterable[int]) -> Q:
    """Return the condition for all rows of these persons; a row is merged at most twice over."""
    into, ids = f"{path}__merged_into", list(set(standing))
    merged = Q(**{f"{into}__in": ids}) | Q(**{f"{into}__merged_into__in": ids})
    return Q(**{f"{path}__in": ids}) | merged
