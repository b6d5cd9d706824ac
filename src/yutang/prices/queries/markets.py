"""Markets: found by name, with how many quotes they have."""

from django.db.models import Count, Max, QuerySet

from yutang.prices.models import Market
from yutang.prices.rules.spelling import key_of


def market_named(name: str) -> Market | None:
    """Return the market of this name, however it is spelled; None: there is none."""
    asked = key_of(name)
    return next((each for each in Market.objects.all() if key_of(each.name) == asked), None)


def any_demo() -> bool:
    """Tell whether invented prices are among those shown."""
    return Market.objects.filter(is_demo=True).exists()


def markets() -> QuerySet[Market]:
    """Return all markets by name, each with its number of quotes, `n`, and their `last` day."""
    return Market.objects.annotate(n=Count("quotes"), last=Max("quotes__day")).order_by("name")
