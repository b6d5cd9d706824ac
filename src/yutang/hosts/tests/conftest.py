"""Applicants, a class for hosts that can be passed, and a host with a diploma and a sale.

Imports of the project stand inside: pytest reads this before Django is set up.
"""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from yutang.hosts.access import Path
    from yutang.people.access import Person
    from yutang.training.models import Cohort

COUNTY, VILLAGE, OTHER_VILLAGE = "130827", "130827100201", "130827100202"
TICKS = dict.fromkeys(("light", "sound", "truth", "plain", "refund"), True)

Apply = Callable[..., "Path"]
PassClass = Callable[["Path"], None]
Certify = Callable[..., list["Path"]]
Settle = Callable[..., int]


def id_number(number: int = 0, born: date = date(1990, 5, 6)) -> str:
    """Return an invented ID number of a county that is none of the cast's, by its check sign."""
    from yutang.roster.rules.persons import check_sign

    digits = f"110101{born:%Y%m%d}{number:03d}"
    return digits + check_sign(digits)


def years_ago(years: int) -> date:
    from yutang.kernel.clock import today

    day = today()
    return day.replace(year=day.year - years, day=min(day.day, 28))


@pytest.fixture
def apply(land: None) -> Apply:
    """Return a function that applies: ``apply(by, number=1, own=True, born=…, name=…)``."""
    from yutang.hosts import actions
    from yutang.roster.rules import Entry

    def make(
        by: "Person",
        number: int = 1,
        *,
        own: bool = True,
        born: date = date(1990, 5, 6),
        name: str = "李大姐",
        village: str = VILLAGE,
        guardian: str = "",
        paper: bytes = b"",
    ) -> "Path":
        entry = Entry(name=name, place_code=village, id_number=id_number(number, born))
        wish = actions.Wish(
            goods="自家板栗", agrees=True, guardian=guardian, relation="父", paper=paper
        )
        return actions.apply(entry, wish, uuid4(), by, own=own)

    return make


def photo() -> bytes:
    """Return a picture that stands for a signed paper."""
    from PIL import Image

    stored = io.BytesIO()
    Image.new("RGB", (60, 40), "#fbf8f1").save(stored, "PNG")
    return stored.getvalue()


@pytest.fixture
def cohort(request: pytest.FixtureRequest, land: None, clerk: "Person") -> "Cohort":
    """A class for hosts of the county; its parameter says how many practices it asks for (none)."""
    return made_class(clerk, getattr(request, "param", 0))


def made_class(clerk: "Person", practices: int = 0) -> "Cohort":
    """Set up a class for hosts of the county that asks for attendance; it met yesterday."""
    from yutang.kernel.clock import today
    from yutang.programmes import actions as programmes
    from yutang.training import actions
    from yutang.training.models import Rule
    from yutang.training.rules.facts import CohortFacts, SessionFacts, TeacherFacts

    Rule.objects.create(
        kind="host",
        place_code=COUNTY,
        valid_from=date(2020, 1, 1),
        attendance_percent=50,
        needs_exam=False,
        needs_assignments=False,
        practices=practices,
        source="测试",
    )
    yesterday = today() - timedelta(days=1)
    facts = programmes.ProgrammeFacts(
        name="宽城村播",
        direction="ecommerce",
        place_code=COUNTY,
        aim="让一百位农民会直播卖货",
        starts_on=yesterday,
        ends_on=today() + timedelta(days=300),
    )
    programme = programmes.start(facts, clerk, key=uuid4())
    made = actions.set_up(
        CohortFacts(
            kind="host",
            title="村播一班",
            title_en="Village hosts, class 1",
            place_code=COUNTY,
            held_at="县职教中心",
            begins_on=yesterday,
            ends_on=today(),
            seats=60,
            programme_id=programme.pk,
        ),
        clerk,
    )
    starts = datetime(yesterday.year, yesterday.month, yesterday.day, 1, tzinfo=UTC)
    session = SessionFacts(
        title="开播第一课",
        starts_at=starts,
        ends_at=starts + timedelta(hours=4),
        teachers=[TeacherFacts("local", "孙老师")],
    )
    actions.add_session(made.pk, session, clerk)
    return made


@pytest.fixture
def pass_class(cohort: "Cohort", clerk: "Person") -> PassClass:
    """Return a function with which somebody attends the class and passes it."""
    from yutang.training import actions
    from yutang.training.actions import enrolling

    def passes(path: "Path") -> None:
        enrolled = enrolling.enrol(cohort.pk, path.member_id, clerk, how="helper", age=30)
        session = cohort.sessions.get()
        actions.tick(session.pk, [enrolled.pk], uuid4(), clerk)
        actions.judge_all(cohort.pk, clerk)
        cohort.refresh_from_db()

    return passes


@pytest.fixture
def certify(apply: Apply, cohort: "Cohort", clerk: "Person", teacher: "Person") -> Certify:
    """Return a function that leads people all the way: ``certify(person, …)``."""
    from yutang.hosts import actions
    from yutang.training import actions as training
    from yutang.training.actions import enrolling

    def leads(*people: "Person", village: str = VILLAGE) -> list["Path"]:
        led = []
        enrolments = []
        for number, person in enumerate(people, start=1):
            path = apply(person, number, name=person.name, village=village)
            actions.admit(path.pk, clerk, saw_identity=True)
            made = enrolling.enrol(cohort.pk, path.member_id, clerk, how="helper", age=30)
            enrolments.append(made.pk)
            led.append(path)
        training.tick(cohort.sessions.get().pk, enrolments, uuid4(), clerk)
        training.judge_all(cohort.pk, clerk)
        for path in led:
            actions.practise(path.pk, TICKS, "", uuid4(), teacher)
            actions.certify(path.pk, clerk)
            path.refresh_from_db()
        return led

    return leads


@pytest.fixture
def settle(db: None) -> Settle:
    """Return a function that settles what is due."""

    def run() -> int:
        from django.db import connection

        from yutang.kernel.clock import now
        from yutang.plumbing import rounds
        from yutang.shares import hauls

        connection.ensure_connection()
        return rounds.run(connection.connection, hauls.settle(now(), 100))

    return run
