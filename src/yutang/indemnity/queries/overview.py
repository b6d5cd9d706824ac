"""What waits for whom."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from yutang.indemnity.models import Case, Stage, State
from yutang.indemnity.rules import life
from yutang.people.access import Person


def waiting_for(mine: QuerySet[Case], person: Person) -> QuerySet[Case]:
    """Return of an assessor's cases those that wait for their word."""
    worded = _stages(person).filter(name=life.ASSESSED, round=OuterRef("round"))
    touched = _stages(person)
    return mine.filter(
        Q(state=State.FILED) & ~Exists(worded)
        | Q(state=State.DIFFER)
        | Q(state=State.APPEALED) & ~Exists(touched)
    )


def said_by(mine: QuerySet[Case], person: Person) -> QuerySet[Case]:
    """Return of an assessor's cases those in which they had a word, the latest first."""
    return mine.filter(Exists(_stages(person))).order_by("-since")


def by_state(found: QuerySet[Case]) -> dict[str, int]:
    """Return how many of these cases are in each state: one query."""
    rows = found.order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows)


def _stages(person: Person) -> QuerySet[Stage]:
    return Stage.objects.filter(case_id=OuterRef("pk"), by=person)
