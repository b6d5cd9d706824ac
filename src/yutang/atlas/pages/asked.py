"""What the atlas's pages read of an address: never an error, the nearest that makes sense."""

from decimal import Decimal

from django.http import HttpRequest

from yutang.atlas.queries.figured import YEAR_FIRST
from yutang.kernel.clock import today
from yutang.plumbing.figures import Figure

_DIGITS_MOST = 4


def year(request: HttpRequest, name: str) -> int | None:
    """Return the year asked for, if it is one of ours; else None."""
    text = request.GET.get(name, "").strip()
    if not (text.isascii() and text.isdigit() and len(text) == _DIGITS_MOST):
        return None
    return min(max(int(text), YEAR_FIRST), today().year)


def said(value: Decimal | None, figure: Figure) -> str:
    """Return a value as it is printed, without its unit: ``1,234``; empty when not known."""
    return "" if value is None else f"{value:,.{figure.digits}f}"
