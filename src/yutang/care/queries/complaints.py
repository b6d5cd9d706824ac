"""Reads of complaints: as pages show them, and the county's list by what is due first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, F, QuerySet, When

from yutang.care.models import Complaint, ComplaintState, Finding
from yutang.care.queries import words
from yutang.care.rules import clock, complaining
from yutang.goods.queries import place_lines
from yutang.kernel.clock import now as present


@dataclass(frozen=True)
class ComplaintView:
    """A complaint at a moment; nobody's name is in it."""

    id: UUID
    branch_name: str
    kind_name: str
    place_name: str
    producer_name: str
    batch_number: str
    order_id: UUID | None
    programme_id: int | None
    programme_name: str
    is_named: bool
    """Somebody with an account complained."""
    has_contact: bool
    stage: str
    stage_name: str
    finding_name: str
    opened_at: datetime
    promised_at: datetime
    due_at: datetime | None
    left: str
    is_late: bool
    is_soon: bool
    closed_at: datetime | None

    @property
    def number(self) -> str:
        """The short number people tell each other."""
        return self.id.hex[:8].upper()


def complaint_views(
    complaints: Iterable[Complaint], at: datetime | None = None
) -> list[ComplaintView]:
    """Return the complaints as pages show them: at most one query, for new place names."""
    listed, moment = list(complaints), at or present()
    names = place_lines({complaint.place_code[:6] for complaint in listed})
    return [_view(each, names.get(each.place_code[:6], ""), moment) for each in listed]


def complaints_of_order(order_id: UUID, person_id: int) -> QuerySet[Complaint]:
    """Return what this person complained of about the order, newest first."""
    found = Complaint.objects.filter(order_id=order_id, person_id=person_id)
    return found.select_related("producer", "batch", "programme").order_by("-opened_at")


def open_ones(complaints: QuerySet[Complaint], now: datetime) -> QuerySet[Complaint]:
    """Return the open ones, what is due first at the top."""
    passed = When(state=ComplaintState.SELLER, due_at__lte=now, then=F("county_due_at"))
    due = Case(passed, default=F("due_at"))
    return complaints.filter(closed_at=None).order_by(due, "opened_at")


def findings() -> list[tuple[str, str]]:
    """Return how the county may end a complaint, with its words."""
    return [(finding, str(Finding(finding).label)) for finding in complaining.FINDINGS]


def _view(complaint: Complaint, place: str, now: datetime) -> ComplaintView:
    stage = complaining.stage(complaint.state, complaint.due_at, now)
    by_time = stage != complaint.state
    due_at = complaint.county_due_at if by_time else complaint.due_at
    left = clock.left(due_at, now) if due_at else None
    return ComplaintView(
        id=complaint.pk,
        branch_name=words.kind_words(complaining.branch_of(complaint.kind)),
        kind_name=words.kind_words(complaint.kind),
        place_name=place,
        producer_name=complaint.producer.name if complaint.producer else "",
        batch_number=complaint.batch.number if complaint.batch else "",
        order_id=complaint.order_id,
        programme_id=complaint.programme_id,
        programme_name=complaint.programme.name if complaint.programme else "",
        is_named=complaint.person_id is not None,
        has_contact=complaint.contact_sealed is not None,
        stage=stage,
        stage_name=str(ComplaintState(stage).label),
        finding_name=str(Finding(complaint.finding).label) if complaint.finding else "",
        opened_at=complaint.opened_at,
        promised_at=complaint.promised_at,
        due_at=due_at,
        left=words.left_words(due_at, now) if due_at else "",
        is_late=left is not None and left.is_late,
        is_soon=left is not None and left.is_soon,
        closed_at=complaint.closed_at,
    )
