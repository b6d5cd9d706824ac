"""What becomes of an honour: reviewed, warned, withdrawn after a hearing, expired."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import COUNTY, VILLAGE

from yutang.honours import actions, errors
from yutang.honours.models import Honour
from yutang.honours.queries import register
from yutang.honours.rules import life
from yutang.kernel.clock import now
from yutang.kernel.errors import NotFound
from yutang.people.access import Person

YEAR = timedelta(days=400)


def lived(honour: Honour) -> list[str]:
    return [change.what for change in honour.changes.all()]


def test_a_review_that_is_due_is_told_once_and_kept_with_its_numbers(
    honour: Honour, city_clerk: Person
) -> None:
    with pytest.raises(errors.NotDueYet):
        actions.review(honour.number, city_clerk, "")
    at, due = now() + YEAR, honour.review_due
    assert actions.tidy_up(at)["reviews"] == 1
    assert actions.tidy_up(at)["reviews"] == 0
    actions.review(honour.number, city_clerk, "一切正常", at)
    honour.refresh_from_db()
    assert honour.review_due == life.months_later(due, 12)
    assert lived(honour) == ["awarded", "due", "kept"]
    kept = honour.changes.last()
    assert kept is not None
    assert kept.lines is not None
    assert [line["name"] for line in kept.lines] == ["honours.in_force"]
    with pytest.raises(errors.NotDueYet):
        actions.review(honour.number, city_clerk, "", at)


def test_a_warning_has_a_term_and_can_be_lifted(honour: Honour, city_clerk: Person) -> None:
    with pytest.raises(errors.WordsNeeded):
        actions.warn(honour.number, city_clerk, "")
    actions.warn(honour.number, city_clerk, "一半网店关了，限期整改")
    honour.refresh_from_db()
    assert (honour.state, honour.warned_until is not None) == ("warned", True)
    with pytest.raises(errors.NotNow):
        actions.warn(honour.number, city_clerk, "再警告一次")
    actions.lift(honour.number, city_clerk, "网店都恢复了")
    honour.refresh_from_db()
    assert (honour.state, honour.warned_until) == ("valid", None)


def test_it_is_withdrawn_only_after_its_holder_could_speak(
    honour: Honour, city_clerk: Person, cadre: Person, stranger: Person
) -> None:
    with pytest.raises(errors.NotNow):
        actions.withdraw(honour.number, city_clerk, "刷单造假")
    actions.intend_withdrawal(honour.number, city_clerk, "刷单造假，拟撤销")
    with pytest.raises(NotFound):
        actions.speak(honour.number, stranger, "我也说两句")
    actions.speak(honour.number, cadre, "是一家店刷单，已经关停")
    with pytest.raises(errors.HearingRuns):
        actions.withdraw(honour.number, city_clerk, "刷单造假")
    after = now() + timedelta(days=9)
    with pytest.raises(errors.NotNow):
        actions.speak(honour.number, cadre, "再说两句行不行", after)
    actions.withdraw(honour.number, city_clerk, "查实三家店刷单", after)
    honour.refresh_from_db()
    assert honour.state == "withdrawn"
    assert lived(honour) == ["awarded", "intended", "heard", "withdrawn"]
    with pytest.raises(errors.NotNow):
        actions.warn(honour.number, city_clerk, "已经撤销了")


def test_a_withdrawal_can_be_given_up(honour: Honour, city_clerk: Person) -> None:
    actions.intend_withdrawal(honour.number, city_clerk, "接到举报，拟撤销")
    with pytest.raises(errors.NotNow):
        actions.intend_withdrawal(honour.number, city_clerk, "接到举报，拟撤销")
    actions.give_up_withdrawal(honour.number, city_clerk, "举报不实")
    honour.refresh_from_db()
    assert (honour.state, honour.hearing_until) == ("valid", None)


def test_only_the_office_that_awarded_watches(
    honour: Honour, clerk: Person, cadre: Person, other_clerk: Person
) -> None:
    for person in (clerk, cadre, other_clerk):
        with pytest.raises(NotFound):
            actions.warn(honour.number, person, "限期整改")


def test_past_its_term_it_expires(honour: Honour, city_clerk: Person) -> None:
    at = now() + timedelta(days=4 * 366)
    assert actions.tidy_up(at)["expired"] == 1
    assert actions.tidy_up(at) == {"notices": 0, "reviews": 0, "expired": 0}
    honour.refresh_from_db()
    assert honour.state == "expired"
    with pytest.raises(errors.NotNow):
        actions.review(honour.number, city_clerk, "", at)


def test_an_honour_stays_what_it_is(honour: Honour) -> None:
    for statement in (
        "update honours_honour set number = 'DV-2026-0009'",
        "update honours_honour set state = 'withdrawn', ended_on = now()",
        "delete from honours_honour",
        "update honours_change set reason = 'x'",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_honours_in_force_are_a_figure_of_every_place_above(honour: Honour) -> None:
    year = honour.awarded_on.year
    with connection.cursor() as cursor:  # awarded two weeks from now: let it be today
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("update honours_honour set awarded_on = now()::date - 1")
    codes = [VILLAGE, COUNTY, "1308", "13", "44"]
    counted = register.in_force_counts(codes, year)
    assert counted == dict.fromkeys(codes[:-1], Decimal(1))
    assert not register.in_force_counts(codes, year + 2)
    shown, total = register.of_place(COUNTY, 5)
    assert ([each.number for each in shown], total) == ([honour.number], 1)
