"""Which completion rule is in force, and what versions there are."""

from datetime import date

from django.db.models import Q, QuerySet

from yutang.training.models import Rule
from yutang.training.rules.completing import Asked


def rule_for(kind: str, place_code: str, on: date) -> Rule | None:
    """Return the rule in force for a class there on that day: of the nearest place that has one."""
    above = [place_code[:length] for length in range(len(place_code) + 1)]
    in_force = Rule.objects.filter(kind=kind, place_code__in=above, valid_from__lte=on).filter(
        Q(valid_to=None) | Q(valid_to__gte=on)
    )
    return max(in_force, key=lambda rule: len(rule.place_code), default=None)


def versions() -> QuerySet[Rule]:
    """Return every version, by kind and place, the newest first."""
    return Rule.objects.order_by("kind", "place_code", "-valid_from")


def asked_by(rule: Rule) -> Asked:
    """Return what a version asks."""
    return Asked(rule.attendance_percent, rule.needs_exam, rule.needs_assignments, rule.practices)
