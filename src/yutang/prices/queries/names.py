"""Names that nobody decided on yet, with what they may mean."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count, Max, Min, QuerySet

from yutang.goods import classes
from yutang.plumbing.reader import reads_english
from yutang.prices.models import GoodName, QuotedGood
from yutang.prices.rules.spelling import class_within, suggested


class Suggested(NamedTuple):
    """A good that a name may mean; alike in percent."""

    good: QuotedGood
    percent: int


class Waiting(NamedTuple):
    """A name to be decided on: its quotes, and the goods that are most like it."""

    name: GoodName
    quotes: int
    suggestions: list[Suggested]
    class_name: str
    """The crop that the name mentions, if any."""


def waiting(kind: str = "") -> QuerySet[GoodName]:
    """Return the names that wait (or were left aside), those with the most quotes first."""
    return (
        GoodName.objects.filter(kind=kind)
        .annotate(n=Count("quotes"), first=Min("quotes__day"), last=Max("quotes__day"))
        .order_by("-n", "pk")
    )


def with_suggestions(names: Sequence[GoodName]) -> list[Waiting]:
    """Return these names with the goods they may mean."""
    goods = {good.pk: good for good in QuotedGood.objects.all()}
    titles = {pk: good.name for pk, good in goods.items()}
    words = [(chinese.removesuffix("类"), code) for code, (chinese, _en) in classes.NAMES.items()]
    found = []
    for name in names:
        near = [
            Suggested(goods[each.good], int(each.alike * 100))
            for each in suggested(str(name), titles)
        ]
        code = class_within(name.name, words)
        called = classes.name_of(code, english=reads_english()) if code else ""
        found.append(Waiting(name, getattr(name, "n", 0), near, called))
    return found


def waiting_count() -> int:
    """Return how many names wait."""
    return GoodName.objects.filter(kind="").count()


def alike_to(title: str) -> list[Suggested]:
    """Return the goods whose names are most like a product's."""
    goods = {good.pk: good for good in QuotedGood.objects.all()}
    near = suggested(title, {pk: good.name for pk, good in goods.items()})
    return [Suggested(goods[each.good], int(each.alike * 100)) for each in near]
