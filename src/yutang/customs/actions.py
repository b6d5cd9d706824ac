"""Writes of the customs room: one verb, one transaction. Who may is asked in `access`."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from yutang.customs import rules
from yutang.customs.models import Declaration, ListSettings, Rate
from yutang.customs.rules import DeclarationFacts, RateFacts, Settings
from yutang.people.access import Person


def set_rate(facts: RateFacts, by: Person) -> None:
    """Write down a rate; the same currency and day again corrects it. Raises `BadRate`."""
    checked = rules.check_rate(facts)
    Rate.objects.update_or_create(
        currency=checked.currency,
        day=checked.day,
        defaults={"rate": checked.rate, "source": checked.source[:60], "by": by},
    )


def take_rates(lines: Iterable[Sequence[str]], by: Person) -> int:
    """Write down the rates of a file, all or none; return how many.

    Raises:
        BadRate: a line is none; it is named.
    """
    listed = list(lines)
    first = 1 if listed and rules.is_header(listed[0]) else 0
    rates = [rules.rate_of_row(line) for line in listed[first:]]
    with transaction.atomic():
        for facts in rates:
            set_rate(facts, by)
    return len(rates)


def declare(product_id: int, facts: DeclarationFacts) -> None:
    """Say what a customs list needs of a product. Raises `BadDeclaration`."""
    checked = rules.check_declaration(facts)
    Declaration.objects.update_or_create(product_id=product_id, defaults=dict(vars(checked)))


def withdraw(product_id: int) -> None:
    """Sell the product across the border no more; lists already made stay. Twice is safe."""
    Declaration.objects.filter(product=product_id).delete()


def set_settings(county_code: str, settings: Settings) -> None:
    """Say what a county's lists say of it."""
    ListSettings.objects.update_or_create(county_code=county_code, defaults=dict(vars(settings)))
