"""Completion: what a class asks, what a person showed, and what is lacking."""

from typing import Any, Final, NamedTuple

ATTENDANCE: Final = "attendance"
EXAM: Final = "exam"
ASSIGNMENTS: Final = "assignments"
PRACTICE: Final = "practice"
_WHOLE: Final = 100


class Asked(NamedTuple):
    """What a version of the rule asks."""

    attendance_percent: int
    needs_exam: bool
    needs_assignments: bool
    practices: int


class Shown(NamedTuple):
    """What a person showed, as it was when they were judged."""

    sessions: int
    """Sessions of the class that took place."""
    attended: int
    """Of those, where they were; late syncs count once confirmed."""
    minutes: int
    """Of the sessions where they were."""
    exam_passed: bool | None
    """None: not sat."""
    exam_right: int | None
    exam_of: int | None
    """Questions answered right, of how many, in the best exam that stands."""
    assignments: int | None
    """Assignments of the course; None: the course was not begun."""
    assignments_passed: int
    practices: int

    def kept(self) -> dict[str, Any]:
        """Return what is kept of it beside the judgement."""
        return self._asdict()


class Verdict(NamedTuple):
    is_passed: bool
    lacks: tuple[str, ...]


def judge(asked: Asked, shown: Shown) -> Verdict:
    """Say whether the class is completed, and what is lacking when not.

    The share of sessions is compared in whole numbers: 3 of 4 are 75 %, never 74.99.
    A class without sessions is completed by nobody.
    """
    enough = shown.attended * _WHOLE >= asked.attendance_percent * shown.sessions
    lacks = []
    if not shown.sessions or not shown.attended or not enough:
        lacks.append(ATTENDANCE)
    if asked.needs_exam and shown.exam_passed is not True:
        lacks.append(EXAM)
    is_handed_in = shown.assignments is not None and shown.assignments_passed >= shown.assignments
    if asked.needs_assignments and not is_handed_in:
        lacks.append(ASSIGNMENTS)
    if shown.practices < asked.practices:
        lacks.append(PRACTICE)
    return Verdict(not lacks, tuple(lacks))


def hours_of(minutes: int) -> int:
    """Return whole lesson hours for the diploma, rounded to the nearest; at least one."""
    return max(1, (minutes + 30) // 60)
