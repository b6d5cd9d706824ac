"""What is said of a class, a session, a school, a rule; checked before it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple

from yutang.kernel.clock import wall
from yutang.kernel.text import one_line
from yutang.training.errors import BadCohort, BadRule, BadSchool, BadSession, TeacherMissing
from yutang.training.rules import kinds
from yutang.training.rules.enrolling import SEATS_MOST

TITLE_MOST: Final = 60
TITLE_EN_MOST: Final = 80
WHERE_MOST: Final = 80
ROOM_MOST: Final = 60
NAME_MOST: Final = 40
LONGEST: Final = timedelta(hours=14)
_PERCENT: Final = 100
_PART_WORDS: Final = {
    "local": ("现场老师", "the teacher in the room"),
    "remote": ("远程老师", "the remote teacher"),
}


@dataclass(frozen=True, kw_only=True)
class CohortFacts:
    """What is said of a class; ids of rows the caller has asked for."""

    kind: str
    title: str
    title_en: str = ""
    place_code: str
    held_at: str
    begins_on: date
    ends_on: date
    seats: int
    programme_id: int
    course_id: int | None = None
    school_id: int | None = None
    admits_at_once: bool = True

    def checked(self) -> "CohortFacts":
        """Return the facts in their kept spelling.

        Raises:
            BadCohort
        """
        kept = replace(
            self,
            title=one_line(self.title),
            title_en=one_line(self.title_en),
            held_at=one_line(self.held_at),
        )
        is_good = (
            kept.kind in kinds.KINDS
            and 0 < len(kept.title) <= TITLE_MOST
            and len(kept.title_en) <= TITLE_EN_MOST
            and 0 < len(kept.held_at) <= WHERE_MOST
            and 0 < kept.seats <= SEATS_MOST
            and kept.begins_on <= kept.ends_on
        )
        if not is_good:
            raise BadCohort(most=SEATS_MOST)
        return kept


class TeacherFacts(NamedTuple):
    """Who teaches a session: ``local``, ``remote`` or ``assistant``; their account, if any."""

    part: str
    name: str
    person_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class SessionFacts:
    """What is said of a session."""

    title: str
    starts_at: datetime
    ends_at: datetime
    mode: str = "room"
    room: str = ""
    link: str = ""
    is_practice: bool = False
    teachers: Sequence[TeacherFacts] = ()

    def checked(self, kind: str, begins_on: date, ends_on: date) -> "SessionFacts":
        """Return the facts in their kept spelling, for a class of this kind and these days.

        Raises:
            BadSession, TeacherMissing
        """
        kept = replace(
            self,
            title=one_line(self.title),
            room=one_line(self.room),
            teachers=[
                each._replace(name=one_line(each.name)[:NAME_MOST])
                for each in self.teachers
                if one_line(each.name)
            ],
        )
        day = wall(kept.starts_at).date()
        is_good = (
            0 < len(kept.title) <= TITLE_MOST
            and len(kept.room) <= ROOM_MOST
            and kept.mode in {"room", "online", "both"}
            and kept.starts_at < kept.ends_at <= kept.starts_at + LONGEST
            and day == wall(kept.ends_at).date()
            and begins_on <= day <= ends_on
        )
        if not is_good:
            raise BadSession
        for part in kinds.parts_missing(kind, [each.part for each in kept.teachers]):
            zh, en = _PART_WORDS[part]
            raise TeacherMissing(part=part, part_zh=zh, part_en=en)
        return kept


@dataclass(frozen=True, kw_only=True)
class SchoolFacts:
    name: str
    place_code: str
    is_vocational: bool = False

    def checked(self) -> "SchoolFacts":
        """Return the facts in their kept spelling; raises `BadSchool`."""
        kept = replace(self, name=one_line(self.name))
        if not 0 < len(kept.name) <= TITLE_MOST:
            raise BadSchool
        return kept


@dataclass(frozen=True, kw_only=True)
class RuleFacts:
    """A version of a completion rule, for a place (empty: the whole country) and all in it."""

    kind: str
    place_code: str
    valid_from: date
    attendance_percent: int
    needs_exam: bool
    needs_assignments: bool
    practices: int
    source: str

    def checked(self) -> "RuleFacts":
        """Return the facts in their kept spelling; raises `BadRule`."""
        kept = replace(self, source=self.source.strip())
        is_good = (
            kept.kind in kinds.KINDS
            and 0 <= kept.attendance_percent <= _PERCENT
            and 0 <= kept.practices <= _PERCENT
            and kept.source
        )
        if not is_good:
            raise BadRule
        return kept
