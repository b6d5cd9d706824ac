"""Classes of one county: a seminar that ends with attendance alone, its teacher, people for it."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest

from yutang.kernel.clock import CHINA, now, today, wall
from yutang.people import actions as people
from yutang.people.access import Person
from yutang.programmes import actions as programmes
from yutang.programmes.access import Programme
from yutang.programmes.actions import ProgrammeFacts
from yutang.roster.actions import Agreed, Entry
from yutang.training import actions
from yutang.training.models import Cohort, Enrolment, Session
from yutang.training.rules.facts import CohortFacts, SessionFacts, TeacherFacts

COUNTY = "130827"
VILLAGE = "130827100201"
ADULT = date(1988, 5, 4)

Bring = Callable[..., Enrolment]
ClassOf = Callable[..., Cohort]


def learner(mobile: str, name: str) -> Person:
    """Somebody with an account, who is on no roster yet."""
    return people.enrol(mobile, name)


def entry(name: str, born_on: date = ADULT, place: str = VILLAGE, gender: str = "f") -> Entry:
    return Entry(name=name, place_code=place, birth_on=born_on, gender=gender)


@pytest.fixture
def programme(clerk: Person) -> Programme:
    facts = ProgrammeFacts(
        name="宽城培训",
        direction="education",
        place_code=COUNTY,
        aim="让村里人学会网上卖货，学完有证书",
        starts_on=today() - timedelta(days=30),
        ends_on=today() + timedelta(days=300),
    )
    return programmes.start(facts, clerk, key=uuid4())


@pytest.fixture
def class_of(programme: Programme, clerk: Person) -> ClassOf:
    """Return a function that sets up a class."""

    def made(seats: int = 10, kind: str = "county_head", **said: object) -> Cohort:
        facts: dict[str, object] = {
            "kind": kind,
            "title": "电商进农村研修班",
            "title_en": "E-commerce seminar",
            "place_code": COUNTY,
            "held_at": "县职教中心",
            "begins_on": today() - timedelta(days=3),
            "ends_on": today() + timedelta(days=3),
            "seats": seats,
            "programme_id": programme.pk,
        }
        return actions.set_up(CohortFacts(**(facts | said)), clerk)  # type: ignore[arg-type]

    return made


@pytest.fixture
def cohort(class_of: ClassOf) -> Cohort:
    return class_of()


@pytest.fixture
def bring(cohort: Cohort, clerk: Person) -> Bring:
    """Return a function that enrols somebody invented."""

    def made(name: str, of: Cohort | None = None, **said: object) -> Enrolment:
        joins_as = str(said.pop("joins_as", "student"))
        who = entry(name, **said)  # type: ignore[arg-type]
        return actions.bring(
            (of or cohort).pk, who, clerk, agreed=Agreed("paper"), joins_as=joins_as
        )

    return made


def session_of(
    cohort: Cohort, by: Person, starts_at: datetime, hours: float, teacher: Person | None = None
) -> Session:
    """Put a session on a class's timetable."""
    facts = SessionFacts(
        title=f"第一课 {starts_at:%d%H%M}",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours),
        room="多媒体教室",
        teachers=[TeacherFacts("local", "孙老师", teacher.pk if teacher else None)],
    )
    return actions.add_session(cohort.pk, facts, by)


@pytest.fixture
def running(cohort: Cohort, clerk: Person, teacher: Person) -> Session:
    """A session that is on now, whatever the clock says."""
    at = wall(now())
    midnight = datetime.combine(at.date(), time(), CHINA)
    starts = max(at - timedelta(minutes=10), midnight)
    last = midnight + timedelta(days=1, seconds=-1)
    hours = (min(starts + timedelta(hours=1), last) - starts).total_seconds() / 3600
    return session_of(cohort, clerk, starts, hours, teacher)


@pytest.fixture
def past(cohort: Cohort, clerk: Person, teacher: Person) -> Session:
    """Yesterday morning's session."""
    return session_of(cohort, clerk, yesterday(9), 2, teacher)


def yesterday(hour: int) -> datetime:
    return datetime.combine(today() - timedelta(days=1), time(hour), CHINA)


@pytest.fixture
def trainee(cohort: Cohort) -> tuple[Person, Enrolment]:
    """Somebody who enrolled by their own phone."""
    person = learner("13800000051", "学员小丁")
    return person, actions.join(cohort.pk, person, entry("丁小芳"), agrees=True)
