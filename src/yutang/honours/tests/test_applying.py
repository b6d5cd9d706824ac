"""An application from the first word to the award: versions, levels, notice, and who may what."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import COUNTY, VILLAGE

from yutang.honours import access, actions, errors
from yutang.honours.models import Application, Decision, Objection, Version
from yutang.honours.queries import applications, subjects, terms
from yutang.honours.tests.conftest import GOAL, PDF, STORY, rule_terms
from yutang.kernel.clock import now, today
from yutang.kernel.errors import NotFound
from yutang.people.access import Person, grants
from yutang.people.queries import openings_of

LATER = timedelta(days=20)


def state_of(application: Application) -> str:
    application.refresh_from_db()
    return application.state


def test_a_second_beginning_goes_on_with_the_first(draft: Application, cadre: Person) -> None:
    again = actions.begin("demo_village", subjects.of_place(cadre, VILLAGE), cadre)
    assert again == draft


def test_nobody_begins_for_what_is_not_theirs(
    land: None, rule: Version, other_clerk: Person, cadre: Person, stranger: Person
) -> None:
    for person, place in ((other_clerk, VILLAGE), (cadre, COUNTY), (stranger, VILLAGE)):
        with pytest.raises(NotFound):
            subjects.of_place(person, place)
    with pytest.raises(errors.NotForThese):
        actions.begin("pioneer_county", subjects.of_place(cadre, VILLAGE), cadre)


def test_what_is_missing_is_said(draft: Application, cadre: Person) -> None:
    paper = draft.papers.get()
    actions.drop_paper(draft.pk, paper.pk, cadre)
    with pytest.raises(errors.PaperMissing):
        actions.hand_in(draft.pk, cadre)
    actions.write(draft.pk, "好", GOAL, cadre)
    with pytest.raises(errors.StoryNeeded):
        actions.hand_in(draft.pk, cadre)
    assert state_of(draft) == "draft"


def test_a_paper_is_kept_once_under_its_digest(draft: Application, cadre: Person) -> None:
    kept = draft.papers.get()
    again = actions.add_paper(draft.pk, PDF, "again.pdf", kept.demand_id, cadre)
    assert again == kept
    with kept.file.open() as stored:
        assert stored.read() == PDF
    assert kept.sha256 in str(kept.file.name)
    with pytest.raises(errors.BadPaper):
        actions.add_paper(draft.pk, b"MZ", "x.pdf", None, cadre)


def test_from_the_village_to_the_plaque(
    handed: Application, cadre: Person, clerk: Person, city_clerk: Person
) -> None:
    actions.decide(handed.pk, 1, "return", "会议记录没有签名", clerk)
    assert state_of(handed) == "returned"
    actions.write(handed.pk, STORY + "（已补签名）", GOAL, cadre)
    actions.hand_in(handed.pk, cadre)
    first, second = handed.submissions.all()
    assert (first.story, second.story) == (STORY, STORY + "（已补签名）")
    assert list(first.papers.all()) == list(second.papers.all())

    actions.decide(handed.pk, 2, "pass", "首批试点", clerk)
    assert state_of(handed) == "city"
    actions.decide(handed.pk, 2, "pass", "首批试点", city_clerk)
    assert state_of(handed) == "notice"
    notice = handed.notice
    assert notice.until > today()
    with pytest.raises(errors.NoticeRuns):
        actions.award(handed.pk, city_clerk)

    assert actions.tidy_up(now() + LATER)["notices"] == 1
    assert actions.tidy_up(now() + LATER)["notices"] == 0
    made = actions.award(handed.pk, city_clerk, now() + LATER)
    assert made.number == f"DV-{made.year}-0001"
    assert state_of(handed) == "awarded"
    assert made.changes.get().what == "awarded"
    with pytest.raises(errors.NotNow):
        actions.award(handed.pk, city_clerk, now() + LATER)
    with pytest.raises(errors.HeldAlready):
        actions.begin("demo_village", subjects.of_place(cadre, VILLAGE), cadre)


def test_computed_lines_fill_in_by_themselves_and_unmet_ones_need_a_reason(
    handed: Application, clerk: Person
) -> None:
    (figure, minutes) = handed.submissions.get().lines
    assert (figure["how"], figure["is_met"]) == ("figure", None)
    assert (minutes["is_met"], minutes["papers"]) == (True, 1)
    figure |= {"is_met": False, "value": "0"}
    with connection.cursor() as cursor:  # as if the place had fallen short that day
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(
            "update honours_submission set lines = jsonb_set(lines, '{0,is_met}', 'false')"
        )
        cursor.execute("set local session_replication_role = origin")
    with pytest.raises(errors.UnmetNeedsReason):
        actions.decide(handed.pk, 1, "pass", "", clerk)
    actions.decide(handed.pk, 1, "pass", "首批试点，一年内补齐", clerk)


def test_each_level_decides_for_its_own_place_only(
    handed: Application, other_clerk: Person, city_clerk: Person, officer: Person, clerk: Person
) -> None:
    for person in (other_clerk, officer):
        with pytest.raises(NotFound):
            actions.decide(handed.pk, 1, "pass", "", person)
    actions.decide(handed.pk, 1, "pass", "首批", clerk)
    with pytest.raises(NotFound):
        actions.decide(handed.pk, 1, "pass", "首批", clerk)
    assert state_of(handed) == "city"


def test_nobody_decides_what_they_handed_in_or_gave_papers_to(
    draft: Application, clerk: Person, cadre: Person, operator: Person
) -> None:
    actions.add_paper(draft.pk, PDF + b"2", "照片.pdf", None, clerk)
    actions.hand_in(draft.pk, cadre)
    with pytest.raises(errors.OwnCase):
        actions.decide(draft.pk, 1, "pass", "首批", clerk)
    with pytest.raises(NotFound):
        actions.decide(draft.pk, 1, "pass", "首批", cadre)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.create(
            submission=draft.submissions.get(), level="county", outcome="pass", at=now(), by=clerk
        )
    actions.decide(draft.pk, 1, "pass", "首批", operator)


def test_a_county_that_applies_is_not_checked_by_itself(
    land: None, operator: Person, clerk: Person, city_clerk: Person
) -> None:
    asked = rule_terms(
        kind="pioneer_county",
        applicants=("county",),
        last_level="province",
        demands=rule_terms().demands[:1],
    )
    actions.set_version(asked, operator)
    made = actions.begin("pioneer_county", subjects.of_place(clerk, COUNTY), clerk)
    actions.write(made.pk, STORY, GOAL, clerk)
    actions.hand_in(made.pk, clerk)
    assert state_of(made) == "city"
    with pytest.raises(NotFound):
        actions.decide(made.pk, 1, "pass", "好", clerk)
    actions.decide(made.pk, 1, "pass", "首批", city_clerk)
    assert state_of(made) == "province"


def test_an_older_version_is_not_decided_any_more(
    handed: Application, clerk: Person, cadre: Person
) -> None:
    actions.decide(handed.pk, 1, "return", "请补材料", clerk)
    actions.hand_in(handed.pk, cadre)
    with pytest.raises(errors.NotNow):
        actions.decide(handed.pk, 1, "pass", "首批", clerk)


def test_it_is_judged_by_the_rule_of_the_day_it_was_handed_in(
    handed: Application, rule: Version, operator: Person, clerk: Person, cadre: Person
) -> None:
    newer = rule_terms(place_code="1308", notice_days=9)
    actions.set_version(newer, operator)
    actions.decide(handed.pk, 1, "return", "请补材料", clerk)
    actions.hand_in(handed.pk, cadre)
    handed.refresh_from_db()
    assert handed.version == rule
    held = terms.in_force("demo_village", VILLAGE, today())
    assert held is not None
    assert held.notice_days == 9


def test_an_objection_is_decided_before_the_award(
    noticed: Application, city_clerk: Person, clerk: Person, stranger: Person
) -> None:
    key = uuid4()
    made = actions.object_to(
        noticed.pk, "这些网店有一半已经关了。", "13900000009", key, by=None, address="10.0.0.1"
    )
    again = actions.object_to(noticed.pk, "这些网店有一半已经关了。", "1", key, by=None)
    assert again == made
    assert b"13900000009" not in bytes(made.contact_sealed)
    assert actions.tidy_up(now() + LATER)["notices"] == 0
    with pytest.raises(errors.ObjectionsOpen):
        actions.award(noticed.pk, city_clerk, now() + LATER)
    for person in (clerk, stranger):
        with pytest.raises(NotFound):
            actions.open_contact(made.pk, person)
    assert actions.open_contact(made.pk, city_clerk) == "13900000009"
    actions.decide_objection(made.pk, "dismissed", "逐店核实过，都在营业", city_clerk)
    with pytest.raises(errors.NotNow):
        actions.decide_objection(made.pk, "upheld", "再想想还是不行", city_clerk)
    actions.award(noticed.pk, city_clerk, now() + LATER)


def test_an_objection_upheld_ends_it(noticed: Application, city_clerk: Person) -> None:
    made = actions.object_to(noticed.pk, "会议记录是假的，没有开过会。", "1390", uuid4(), by=None)
    actions.decide_objection(made.pk, "upheld", "经查没有开过会", city_clerk)
    assert state_of(noticed) == "refused"
    with pytest.raises(errors.NoticeOver):
        actions.object_to(noticed.pk, "还有别的问题要反映。", "1390", uuid4(), by=None)


def test_an_objection_says_how_to_be_reached(noticed: Application) -> None:
    with pytest.raises(errors.ContactNeeded):
        actions.object_to(noticed.pk, "这些网店有一半已经关了。", " ", uuid4(), by=None)
    for n in range(5):
        actions.object_to(
            noticed.pk, f"第{n}条：网店已经关了。", "1", uuid4(), by=None, address="a"
        )
    with pytest.raises(errors.TooManyObjections):
        actions.object_to(noticed.pk, "第六条：网店已经关了。", "1", uuid4(), by=None, address="a")
    assert Objection.objects.count() == 5


def test_an_objections_key_is_of_one_notice(noticed: Application) -> None:
    key, words = uuid4(), "这些网店有一半已经关了。"
    first = actions.object_to(noticed.pk, words, "1", key, by=None)
    assert actions.object_to(noticed.pk, words, "1", key, by=None) == first
    with pytest.raises(NotFound):
        actions.object_to(noticed.pk + 1, words, "1", key, by=None)


def test_the_database_refuses_what_the_house_would(noticed: Application, clerk: Person) -> None:
    def refused(statement: str) -> None:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    refused("update honours_application set state = 'awarded'")
    refused("update honours_application set state = 'ready'")
    refused("update honours_application set state = 'county'")
    refused("update honours_decision set reason = 'x'")
    refused("delete from honours_submission_papers")
    refused("update honours_submission set story = 'x'")
    refused(
        "insert into honours_honour (application_id, number, kind, year, serial, place_code, name,"
        " awarded_on, valid_until, state, review_due, is_demo) select id, 'DV-2026-0001', kind,"
        " 2026, 1, place_code, name, now(), now(), 'valid', now(), false from honours_application"
    )


def test_the_applicant_may_withdraw_and_apply_anew(
    handed: Application, cadre: Person, stranger: Person
) -> None:
    with pytest.raises(NotFound):
        actions.drop(handed.pk, stranger)
    actions.drop(handed.pk, cadre)
    with pytest.raises(errors.NotNow):
        actions.drop(handed.pk, cadre)
    anew = actions.begin("demo_village", subjects.of_place(cadre, VILLAGE), cadre)
    assert anew != handed


def test_evidence_is_opened_with_permission_and_that_is_kept(
    handed: Application, cadre: Person, clerk: Person, stranger: Person
) -> None:
    paper = handed.papers.get()
    with pytest.raises(NotFound):
        actions.open_paper(handed.pk, paper.pk, stranger)
    actions.open_paper(handed.pk, paper.pk, cadre)
    assert clerk.openings_made.count() == 0
    actions.open_paper(handed.pk, paper.pk, clerk)
    assert clerk.openings_made.get().what == "evidence"
    assert not openings_of(cadre.pk)


def test_a_worklist_shows_what_waits_for_the_office(
    handed: Application, clerk: Person, city_clerk: Person, cadre: Person, operator: Person
) -> None:
    def waits_for(person: Person) -> bool:
        return handed in applications.waiting_for(access.offices(grants(person)))

    assert (waits_for(clerk), waits_for(city_clerk), waits_for(cadre)) == (True, True, False)
    actions.decide(handed.pk, 1, "pass", "首批", clerk)
    assert (waits_for(clerk), waits_for(city_clerk), waits_for(operator)) == (False, True, True)
    actions.decide(handed.pk, 1, "pass", "首批", city_clerk)
    assert not waits_for(city_clerk)
    actions.tidy_up(now() + LATER)
    assert waits_for(city_clerk)
    assert not waits_for(clerk)
    assert list(access.applications_of(cadre, grants(cadre))) == [handed]
    assert not access.applications_of(clerk, grants(clerk))
