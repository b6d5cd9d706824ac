"""A village that applies: its cadre, the offices that decide, and its rule."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.cast import COUNTY, VILLAGE

from yutang.honours import actions
from yutang.honours.models import Application, Honour, Version
from yutang.honours.queries import subjects, terms
from yutang.honours.rules.demands import Demand
from yutang.honours.rules.versions import Terms
from yutang.kernel.clock import now, today
from yutang.people import actions as people
from yutang.people.access import Person

PDF = b"%PDF-1.4 minutes"
STORY = "三年来全村七十户做板栗网店，合作社统一分级和发货，去年每户多收入八千元。"
GOAL = "明年再带动三十户，把冷库建起来，开两期网店培训班。"
FIGURE = "honours.in_force"


def rule_terms(**changes: object) -> Terms:
    """Return a rule with one computed line, which nobody meets yet, and one document."""
    said: dict[str, object] = {
        "id": 0,
        "kind": "demo_village",
        "place_code": "",
        "valid_from": today(),
        "valid_to": None,
        "applicants": ("village",),
        "last_level": "city",
        "notice_days": 5,
        "valid_months": 36,
        "review_months": 12,
        "warning_days": 90,
        "hearing_days": 7,
        "source": "承德市示范村创建办法（测试）",
        "is_unverified": False,
        "demands": (
            Demand("figure", "已有荣誉", "Honours held", FIGURE, Decimal(1)),
            Demand("document", "村民会议记录", "Minutes"),
        ),
    }
    return Terms(**{**said, **changes})  # type: ignore[arg-type]


@pytest.fixture
def rule(operator: Person) -> Version:
    """The rule in force for demonstration villages."""
    return actions.set_version(rule_terms(), operator)


def office(mobile: str, name: str, place_code: str) -> Person:
    """Return a clerk of this place."""
    person = people.enrol(mobile, name)
    people.give_grant(person, "clerk", place_code, by=None)
    return person


@pytest.fixture
def cadre(db: None) -> Person:
    """Serves one village of 130827."""
    return office("13800000041", "村主任老赵", VILLAGE)


@pytest.fixture
def city_clerk(db: None) -> Person:
    """Decides for 承德 1308."""
    return office("13800000042", "市里的同志", COUNTY[:4])


@pytest.fixture
def draft(land: None, rule: Version, cadre: Person) -> Application:
    """The village's draft, with everything but the handing in."""
    made = actions.begin("demo_village", subjects.of_place(cadre, VILLAGE), cadre)
    actions.write(made.pk, STORY, GOAL, cadre)
    (_figure, minutes) = terms.demand_ids(rule.pk)
    actions.add_paper(made.pk, PDF, "会议记录.pdf", minutes, cadre)
    return made


@pytest.fixture
def handed(draft: Application, cadre: Person) -> Application:
    """With the county."""
    actions.hand_in(draft.pk, cadre)
    draft.refresh_from_db()
    return draft


@pytest.fixture
def noticed(handed: Application, clerk: Person, city_clerk: Person) -> Application:
    """Under public notice."""
    actions.decide(handed.pk, 1, "pass", "材料齐全，指标属首批", clerk)
    actions.decide(handed.pk, 1, "pass", "同意，首批试点", city_clerk)
    handed.refresh_from_db()
    return handed


@pytest.fixture
def honour(noticed: Application, city_clerk: Person) -> Honour:
    """Awarded, two weeks from now."""
    return actions.award(noticed.pk, city_clerk, now() + timedelta(days=20))
