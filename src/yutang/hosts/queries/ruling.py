"""Which rule for hosts is in force, of the nearest place that has one."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from yutang.hosts.models import Rule
from yutang.kernel.clock import today


def rule_at(place_code: str, on: date | None = None) -> Rule:
    """Return the rule in force at a place on a day: the platform ships one for everywhere."""
    found = _nearest(place_code, _in_force(on or today()))
    assert found is not None, "the first version is for the whole country and for ever"
    return found


def dormant_days(place_codes: Collection[str], on: date | None = None) -> dict[str, int]:
    """Return by place after how many days without a show a host is dormant; one query."""
    if not place_codes:
        return {}
    rules = _in_force(on or today())
    return {
        code: rule.dormant_days
        for code in place_codes
        if (rule := _nearest(code, rules)) is not None
    }


def versions() -> "QuerySet[Rule]":
    """Return every version, by place, the newest first."""
    return Rule.objects.select_related("made_by").order_by("place_code", "-valid_from")


def _in_force(on: date) -> list[Rule]:
    begun = Rule.objects.filter(valid_from__lte=on)
    return list(begun.filter(Q(valid_to=None) | Q(valid_to__gte=on)))


def _nearest(place_code: str, rules: Collection[Rule]) -> Rule | None:
    over = [rule for rule in rules if place_code.startswith(rule.place_code)]
    return max(over, key=lambda rule: (len(rule.place_code), rule.valid_from), default=None)
