"""Samples: who is drawn follows from frame and seed; calls are noted, never changed."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from tests.cast import COUNTY, VILLAGE

from yutang.kernel.counts import Persons
from yutang.kernel.errors import NotFound
from yutang.people import queries as people
from yutang.people.access import Person
from yutang.roster import actions as roster
from yutang.roster.errors import ConsentNeeded
from yutang.spotchecks import access, actions, queries, rules
from yutang.spotchecks.actions import About
from yutang.spotchecks.errors import (
    AnswersMissing,
    BadDraw,
    BadResult,
    KeyUsed,
    MayNotCall,
    NobodyToDraw,
)
from yutang.spotchecks.models import Attempt, Drawn, Sample
from yutang.spotchecks.rules import YES_NO, Asked

ABOUT = About("training.class", "17", "农村电商基础班", COUNTY)
QUESTIONS = (
    Asked("came", "您来上课了吗？", "Did you come to the class?", YES_NO),
    Asked("sells", "您现在网上卖货吗？", "Do you sell online now?", YES_NO),
)
YES = {"came": "yes", "sells": "no"}


@pytest.fixture
def members(clerk: Person) -> list[int]:
    """Twenty persons of a village; all but the last two agreed to be called."""
    made = [
        roster.enter(
            roster.Entry(name=f"学员{number}", place_code=VILLAGE, mobile=f"139000000{number:02}"),
            clerk,
            purpose="spotcheck",
            agreed=roster.Agreed() if number < 18 else None,
        )
        for number in range(20)
    ]
    return [each.pk for each in made]


@pytest.fixture
def sample(members: list[int], clerk: Person, teacher: Person) -> Sample:
    """Twelve of them are to be called about a class of the teacher's."""
    return actions.draw(ABOUT, members, 12, QUESTIONS, clerk, barred=[teacher.pk])


def test_frame_and_seed_give_the_same_draw_again(sample: Sample, members: list[int]) -> None:
    drawn = list(sample.drawn.order_by("position").values_list("member_id", flat=True))
    assert drawn == rules.draw(members[::-1], sample.seed, 12)
    assert sample.frame == sorted(members)
    assert sample.frame_digest == rules.frame_digest(members)


@pytest.mark.parametrize(
    "statement",
    [
        "update spotchecks_drawn set member_id = {other} where position = 1",
        "delete from spotchecks_drawn where position = 1",
        (
            "insert into spotchecks_drawn (sample_id, position, member_id)"
            " select min(sample_id), 13, {other} from spotchecks_drawn"
        ),
        "update spotchecks_sample set seed = 'better'",
        (
            "insert into spotchecks_question (sample_id, position, code, zh, en, answers)"
            " select min(sample_id), 9, 'x', 'x', 'x', '[]' from spotchecks_drawn"
        ),
    ],
)
def test_nobody_is_picked_swapped_or_left_out(
    sample: Sample, members: list[int], statement: str
) -> None:
    drawn = set(sample.drawn.values_list("member_id", flat=True))
    other = next(each for each in members if each not in drawn)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(other=other))


def test_a_draw_with_a_wrong_person_in_it_is_refused_whole(
    sample: Sample, members: list[int]
) -> None:
    again = Sample.objects.get(pk=sample.pk)
    again.pk, again.turn = None, 2
    again._state.adding = True
    again.save()
    by_seed = rules.draw(members, sample.seed, 12)
    others = [each for each in members if each not in by_seed]
    for wrong in ([others[0], *by_seed[1:]], by_seed[:-1], by_seed[::-1]):
        with pytest.raises(IntegrityError, match="drawn_by_seed"), transaction.atomic():
            Drawn.objects.bulk_create(
                Drawn(sample=again, position=at, member_id=each) for at, each in enumerate(wrong, 1)
            )


def test_a_second_draw_about_the_same_thing_says_so(
    sample: Sample, members: list[int], clerk: Person
) -> None:
    assert actions.draw(ABOUT, members, 5, QUESTIONS, clerk).turn == 2
    assert [each.turn for each in queries.of_row("training.class", "17")] == [2, 1]


def test_what_cannot_be_drawn_is_refused(
    members: list[int], clerk: Person, other_clerk: Person
) -> None:
    with pytest.raises(NobodyToDraw):
        actions.draw(ABOUT, [], 1, QUESTIONS, clerk)
    for size, questions in ((0, QUESTIONS), (21, QUESTIONS), (5, ())):
        with pytest.raises(BadDraw):
            actions.draw(ABOUT, members, size, questions, clerk)
    with pytest.raises(NotFound):
        actions.draw(ABOUT, members, 5, QUESTIONS, other_clerk)


def test_a_number_is_opened_with_consent_and_the_sample_as_reason(
    sample: Sample, members: list[int], clerk: Person
) -> None:
    at = {each.member_id: each.position for each in sample.drawn.all()}
    agreed = next(each for each in members[:-2] if each in at)
    assert actions.open_number(sample.pk, at[agreed], clerk).startswith("139000000")
    for refused in set(members[-2:]) & set(at):
        with pytest.raises(ConsentNeeded):
            actions.open_number(sample.pk, at[refused], clerk)


def test_the_teacher_whose_class_it_is_calls_nobody(
    sample: Sample, teacher: Person, clerk: Person
) -> None:
    from yutang.people import actions as accounts

    accounts.give_grant(teacher, "clerk", COUNTY, by=None)
    assert access.may_call(clerk, sample)
    assert not access.may_call(teacher, sample)
    with pytest.raises(MayNotCall):
        actions.note(sample.pk, 1, "answered", YES, teacher, key=uuid4())
    with pytest.raises(IntegrityError, match="not_barred"), transaction.atomic():
        Attempt.objects.create(
            drawn=sample.drawn.get(position=1),
            key=uuid4(),
            result="wrong",
            at=sample.drawn_at,
            by=teacher,
        )


def test_a_call_is_noted_once_a_key_and_coded_whole(sample: Sample, clerk: Person) -> None:
    key = uuid4()
    with pytest.raises(BadResult):
        actions.note(sample.pk, 1, "bought", {}, clerk, key=key)
    with pytest.raises(AnswersMissing):
        actions.note(sample.pk, 1, "answered", {"came": "yes"}, clerk, key=key)
    first = actions.note(sample.pk, 1, "answered", YES, clerk, key=key)
    assert actions.note(sample.pk, 1, "answered", YES, clerk, key=key) == first
    assert first.answers.count() == 2
    with pytest.raises(KeyUsed):
        actions.note(sample.pk, 2, "answered", YES, clerk, key=key)


def test_the_summary_counts_the_last_attempt_and_who_was_not_reached(
    sample: Sample, clerk: Person, farmer: Person
) -> None:
    def note(position: int, result: str, **answers: str) -> None:
        actions.note(sample.pk, position, result, answers, clerk, key=uuid4())

    for position in range(1, 9):
        note(position, "unreached")
        note(position, "answered", came="yes", sells="yes" if position < 3 else "no")
    note(9, "never")
    note(10, "wrong")
    summary = queries.summary(sample)
    assert (summary.drawn, summary.reached, summary.answered) == (
        Persons(12),
        Persons(9),
        Persons(8),
    )
    assert sum(each.number for _word, each in summary.by_result) == 12
    assert (summary.never.part, summary.never.whole) == (1, 9)
    (came, sells) = summary.questions
    assert [each.share.part for each in came.answers] == [8, 0]
    assert [each.share.part for each in sells.answers] == [2, 6]
    assert not summary.may_publish
    note(11, "answered", came="no", sells="no")
    assert queries.summary(sample.pk).may_publish
    assert people.openings_of(farmer.pk) == []
