"""Registers on their way, for clerks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from yutang.insurance.models import Policy, Progress, RefusedRow, Roll, RollState
from yutang.insurance.rules import Reason
from yutang.kernel.counts import Persons
from yutang.plumbing.reader import reads_english


@dataclass(frozen=True)
class RollView:
    """A register as a clerk sees it; `percent` None: not known yet."""

    id: int
    policy_id: int
    state: str
    state_name: str
    file_name: str
    sha256: str
    rows: int
    can_enrol: Persons
    refused: int
    gone: Persons
    premium_fen: int
    counts: tuple[tuple[str, int], ...]
    why: str
    made_at: datetime
    made_by: str
    enrolled_at: datetime | None
    step: str
    done: int
    total: int
    told_at: datetime | None

    @property
    def is_at_work(self) -> bool:
        return self.state in {RollState.READING, RollState.ENROLLING}

    @property
    def percent(self) -> int | None:
        return None if not self.total else min(100, self.done * 100 // self.total)


def at_work() -> list[int]:
    """Return the rolls that wait to be read or enrolled, oldest first."""
    waiting = Roll.objects.filter(state__in=[RollState.READING, RollState.ENROLLING])
    return list(waiting.order_by("made_at").values_list("pk", flat=True))


def roll_views(found: Sequence[Roll]) -> list[RollView]:
    """Return registers, with how far they are: one query; `policy` and `made_by` came along."""
    progress = Progress.objects.in_bulk([roll.pk for roll in found])
    return [_view(roll, progress.get(roll.pk)) for roll in found]


def roll_view(found: Roll) -> RollView:
    """Return one register."""
    return roll_views([found])[0]


def rolls_of(policy: Policy) -> QuerySet[Roll]:
    """Return the registers of a period that were not given up, newest first."""
    found = policy.rolls.exclude(state=RollState.DROPPED)
    return found.select_related("policy", "made_by").order_by("-made_at")


def refused_of(roll: Roll, reason: str = "") -> QuerySet[RefusedRow]:
    """Return the refused rows of a register, in their order; only those with this reason."""
    rows = RefusedRow.objects.filter(roll=roll).order_by("row")
    return rows.filter(reason=reason) if reason in set(Reason) else rows


def _view(roll: Roll, progress: Progress | None) -> RollView:
    step = "reading" if roll.state == RollState.READING else "enrolling"
    is_its = progress is not None and progress.step == step
    return RollView(
        roll.pk,
        roll.policy_id,
        roll.state,
        roll.get_state_display(),
        roll.file_name,
        roll.sha256,
        roll.rows,
        Persons(roll.can_enrol),
        sum(roll.counts.values()),
        Persons(roll.gone),
        roll.can_enrol * roll.policy.premium_fen,
        tuple(sorted(roll.counts.items(), key=lambda each: -each[1])),
        roll.why_en if reads_english() else roll.why,
        roll.made_at,
        roll.made_by.name,
        roll.enrolled_at,
        step,
        progress.done if progress is not None and is_its else 0,
        progress.total if progress is not None and is_its else 0,
        progress.at if progress is not None and is_its else None,
    )
