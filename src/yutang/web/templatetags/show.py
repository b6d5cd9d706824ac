"""How values look on every page: yuan, weights in kg and 斤, times on China's clock."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yutang.kernel import money
from yutang.kernel.clock import wall
from yutang.kernel.counts import SMALL, Persons, PersonTimes
from yutang.places import queries
from yutang.plumbing.panels import shown

register = template.Library()


@register.filter
def yuan(fen: int | None) -> str:
    """``2990`` → ``¥29.90``, ``-601`` → ``-¥6.01``."""
    if fen is None:
        return ""
    return f"-¥{money.yuan(-fen)}" if fen < 0 else f"¥{money.yuan(fen)}"


@register.filter
def weight(grams: int | None) -> str:
    """``2500`` → ``2.5 kg（5 斤）``."""
    if not grams:
        return ""
    kg, jin = f"{grams / 1000:g}", f"{grams / 500:g}"
    return _("%(kg)s kg (%(jin)s jin)") % {"kg": kg, "jin": jin}


@register.filter
def count(number: int | None) -> str:
    """``1234567`` → ``1,234,567``."""
    return "" if number is None else f"{number:,}"


@register.filter
def amount(number: Decimal | None) -> str:
    """``Decimal("760000.00")`` → ``760,000``, ``Decimal("9.50")`` → ``9.5``."""
    if number is None:
        return ""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


@register.filter
def people(count: Persons | PersonTimes | None) -> str:
    """``Persons(12)`` → ``12 人``, ``PersonTimes(31)`` → ``31 人次``, None → not shown."""
    if count is None:
        return _("not shown")
    said = {"n": f"{count.number:,}"}
    if isinstance(count, Persons):
        return ngettext("%(n)s person", "%(n)s persons", count.number) % said
    return ngettext("%(n)s person-time", "%(n)s person-times", count.number) % said


@register.filter
def people_publicly(count: Persons | None) -> str:
    """As `people`; of fewer than ten persons only that there are so few."""
    if count is not None and count.is_small:
        return _("fewer than %(n)s persons") % {"n": SMALL}
    return people(count)


@register.simple_tag
def place_names(codes: Iterable[str]) -> dict[str, str]:
    """Whole names of places by code, at one query: ``{% place_names codes as names %}``."""
    return queries.full_names({code for code in codes if code})


@register.filter
def of(names: Mapping[str, str], code: str) -> str:
    """``names|of:code``: the name, or the code itself where the place is not loaded."""
    return names.get(code) or code


@register.filter
def clock(moment: datetime | None) -> str:
    """The moment on China's clock, to the minute: ``2019-01-10 20:00``."""
    return "" if moment is None else wall(moment).strftime("%Y-%m-%d %H:%M")


@register.filter
def second(moment: datetime | None) -> str:
    """The moment on China's clock to a tenth of a second: ``20:00:10.3``."""
    return "" if moment is None else wall(moment).strftime("%H:%M:%S.%f")[:10]


@register.simple_tag(takes_context=True)
def panels(context: template.Context, place: str, about: object) -> SafeString:
    """Show what the rooms above hang at this place (see `plumbing.panels`)."""
    return shown(context["request"], place, about)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return a decorative drawing of the sprite `web/icons.svg`; its meaning stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("web/icons.svg"),
        name,
    )
