"""Rules of money: an operator sets the next version for a place, with its source."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from yutang.kernel.errors import NotFound
from yutang.people import access as people
from yutang.people.access import Person
from yutang.programmes.errors import RuleKnown
from yutang.programmes.models import Demand, MoneyRule, Scheme
from yutang.programmes.rules import steps


@dataclass(frozen=True)
class RuleFacts:
    """One version of a scheme's rule; percent and counts, None where nothing is asked."""

    scheme: str
    place_code: str
    valid_from: date
    source: str
    upstream_least: Decimal | None
    centre_most: Decimal | None
    training_least: Decimal | None
    villages_least: Decimal | None


def add_rule(facts: RuleFacts, by: Person) -> MoneyRule:
    """Set the next version of a scheme's rule for a place; the one before ends the day before.

    Raises:
        NotFound: no operator, or no such scheme. WordsNeeded
        RuleKnown: there is a version of that day or a later one.
    """
    people.require_operator(by)
    scheme = Scheme.objects.filter(slug=facts.scheme).first()
    if scheme is None:
        raise NotFound
    source = facts.source.strip()
    steps.check_words(source, steps.AIM_LEAST)
    with transaction.atomic():
        Scheme.objects.select_for_update().get(pk=scheme.pk)
        there = scheme.rules.filter(place_code=facts.place_code)
        if there.filter(valid_from__gte=facts.valid_from).exists():
            raise RuleKnown
        there.filter(valid_to=None).update(valid_to=facts.valid_from - timedelta(days=1))
        rule = MoneyRule.objects.create(
            scheme=scheme,
            place_code=facts.place_code,
            valid_from=facts.valid_from,
            source=source[: steps.AIM_MOST],
        )
        Demand.objects.bulk_create(_demands(rule, facts))
    return rule


def _demands(rule: MoneyRule, facts: RuleFacts) -> list[Demand]:
    """Return the lines as those of the first version ask them (migration 0005)."""
    asked = {
        "upstream": (facts.upstream_least, None),
        "centre": (None, facts.centre_most),
        "training.person_times": (facts.training_least, None),
        "stations.stations": (facts.villages_least, None),
    }
    first = MoneyRule.objects.filter(scheme=rule.scheme).order_by("pk").first()
    assert first is not None
    lines = []
    for line in first.demands.all():
        least, most = asked.get(line.name, (None, None))
        if least is None and most is None:
            continue
        lines.append(
            Demand(
                rule=rule,
                position=line.position,
                how=line.how,
                title=line.title,
                title_en=line.title_en,
                name=line.name,
                least=least,
                most=most,
            )
        )
    return lines
