"""A good's way into a channel: recommended, checked, decided once, listed, suspended, taken off."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import IntegrityError, connection, transaction
from tests.at_once import at_once, kinds

from yutang.channel import actions, errors
from yutang.channel.actions import checking, recommending
from yutang.channel.models import Answer, Candidate, Channel, Listing, ListingStep, Recommendation
from yutang.channel.queries import files, shown
from yutang.channel.rules.recommending import Contact, GoodFacts
from yutang.channel.tests.conftest import CONTACT, SendOf, answer_all
from yutang.goods import actions as goods
from yutang.goods.models import Batch, Product
from yutang.kernel.errors import NotFound
from yutang.people import actions as people
from yutang.people import queries as accounts
from yutang.people.access import Person
from yutang.plumbing.seal import seal
from yutang.trade.models import Lot


def test_only_a_city_recommends_and_only_within_itself(
    channel: Channel, clerk: Person, other_clerk: Person, city: Person, stranger: Person
) -> None:
    for person in (clerk, other_clerk, stranger):
        with pytest.raises(errors.BadCity):
            actions.begin(channel.pk, "1308", CONTACT, person)
    for code in ("1306", "13", "130827"):
        with pytest.raises(errors.BadCity):
            actions.begin(channel.pk, code, CONTACT, city)
    with pytest.raises(errors.BadContact):
        actions.begin(channel.pk, "1308", Contact("谁", "1"), city)


def test_a_list_is_filled_sent_once_and_then_stands(
    draft: Recommendation, city: Person, chestnuts: Product, batch: Batch
) -> None:
    with pytest.raises(errors.NothingToSend):
        actions.send(draft.pk, city)
    told = GoodFacts(batch_id=batch.pk, supply_kg=5000, price_fen=2990)
    good = actions.add_good(draft.pk, chestnuts.pk, told, city)
    with pytest.raises(errors.GoodOnList):
        actions.add_good(draft.pk, chestnuts.pk, told, city)
    actions.remove_good(good.pk, city)
    actions.add_good(draft.pk, chestnuts.pk, told, city)
    first = actions.send(draft.pk, city)
    assert actions.send(draft.pk, city).sent_at == first.sent_at
    with pytest.raises(errors.SentAlready):
        actions.add_good(draft.pk, chestnuts.pk, told, city)
    with pytest.raises(errors.SentAlready):
        actions.remove_good(Candidate.objects.get().pk, city)


def test_goods_of_another_city_and_batches_of_another_good_are_no_candidates(
    channel: Channel, province: Person, chestnuts: Product, batch: Batch, oil: Product
) -> None:
    told = GoodFacts(batch_id=batch.pk, supply_kg=1, price_fen=1)
    elsewhere = actions.begin(channel.pk, "1306", CONTACT, province)
    with pytest.raises(errors.NotFromCity):
        actions.add_good(elsewhere.pk, chestnuts.pk, told, province)
    here = actions.begin(channel.pk, "1308", CONTACT, province)
    with pytest.raises(NotFound):
        actions.add_good(here.pk, oil.pk, told, province)


def test_a_good_is_admitted_when_register_and_checker_say_yes(
    sent: SendOf, province: Person
) -> None:
    candidate = sent()
    with pytest.raises(errors.NotAllPassed):
        actions.admit(candidate.pk, province)
    answer_all(candidate, province)
    done = actions.admit(candidate.pk, province)
    assert done.state == "admitted"
    assert not Answer.objects.filter(candidate=done, passed=False).exists()
    with pytest.raises(errors.DecidedAlready):
        actions.refuse(candidate.pk, "改主意了", province)


def test_a_refusal_says_what_is_missing_and_the_next_try_keeps_it_behind_it(
    sent: SendOf, province: Person, farmer: Person
) -> None:
    first = sent(marks="LB-18-1301234567")
    answer_all(first, province)
    refused = actions.refuse(first.pk, "", province)
    missing = Answer.objects.get(candidate=refused, passed=False)
    assert "LB-18-1301234567" in missing.zh
    second = sent()
    assert second.earlier == refused
    answer_all(second, province)
    assert actions.admit(second.pk, province).state == "admitted"


def test_a_refusal_without_a_no_needs_a_reason(sent: SendOf, province: Person) -> None:
    candidate = sent()
    answer_all(candidate, province)
    with pytest.raises(errors.ReasonNeeded):
        actions.refuse(candidate.pk, " ", province)
    assert actions.refuse(candidate.pk, "频道已满", province).reason == "频道已满"


def test_a_price_above_the_countys_own_is_no_and_a_no_of_a_person_needs_words(
    sent: SendOf, province: Person, lot: Lot
) -> None:
    candidate = sent(price_fen=lot.price_fen + 1)
    line = candidate.recommendation.checklist
    assert line is not None
    person = line.questions.filter(kind="person").first()
    assert person is not None
    with pytest.raises(errors.ReasonNeeded):
        actions.answer(candidate.pk, person.pk, "", province, passed=False)
    by_register = line.questions.get(kind="origin")
    with pytest.raises(errors.AnsweredByRegister):
        actions.answer(candidate.pk, by_register.pk, "我说行", province, passed=True)
    animals = line.questions.get(class_code="02")
    with pytest.raises(NotFound):
        actions.answer(candidate.pk, animals.pk, "不是肉", province, passed=True)


def test_nobody_decides_what_they_recommended_and_no_city_decides_at_all(
    channel: Channel, province: Person, city: Person, chestnuts: Product, batch: Batch
) -> None:
    own = actions.begin(channel.pk, "1308", CONTACT, province)
    told = GoodFacts(batch_id=batch.pk, supply_kg=1, price_fen=1)
    candidate = actions.add_good(own.pk, chestnuts.pk, told, province)
    actions.send(own.pk, province)
    for verb in (actions.admit, lambda pk, by: actions.refuse(pk, "不", by)):
        with pytest.raises(errors.YourOwn):
            verb(candidate.pk, province)
        with pytest.raises(NotFound):
            verb(candidate.pk, city)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "update channel_candidate set state = 'refused', decided_at = now(),"
            " decided_by_id = recommended_by_id"
        )


def test_an_admitted_good_is_listed_and_its_recall_suspends_it(
    admitted: Candidate, province: Person, batch: Batch, farmer: Person
) -> None:
    listing = actions.put_on_list(admitted.pk, province)
    assert actions.put_on_list(admitted.pk, province) == listing
    assert [each.pk for each in shown.marks_of(admitted.product_id)] == [listing.pk]
    goods.recall_batch(batch.pk, "虫", farmer)
    listing.refresh_from_db()
    assert listing.state == "suspended"
    assert shown.marks_of(admitted.product_id) == []
    with pytest.raises(errors.NotSound):
        actions.move(listing.pk, "listed", "试试", province)
    actions.move(listing.pk, "off", "召回", province)
    with pytest.raises(errors.WrongStep):
        actions.move(listing.pk, "listed", "再试", province)
    assert [step.to for step in ListingStep.objects.order_by("id")] == [
        "listed",
        "suspended",
        "off",
    ]


def test_what_is_listed_is_not_recommended_twice_and_may_be_after_it_is_off(
    admitted: Candidate, province: Person, sent: SendOf
) -> None:
    with pytest.raises(errors.GoodOnList):
        sent()
    listing = actions.put_on_list(admitted.pk, province)
    with pytest.raises(errors.GoodOnList):
        sent()
    actions.move(listing.pk, "off", "换季", province)
    assert sent().earlier == admitted


def test_a_city_takes_back_what_was_not_decided(
    sent: SendOf, city: Person, province: Person
) -> None:
    candidate = sent()
    assert actions.withdraw(candidate.pk, "没货了", city).state == "withdrawn"
    with pytest.raises(errors.DecidedAlready):
        actions.admit(candidate.pk, province)


def test_the_file_has_a_row_a_good_and_opening_its_contact_is_kept(
    admitted: Candidate, city: Person, stranger: Person
) -> None:
    recommendation = admitted.recommendation
    with pytest.raises(NotFound):
        actions.open_contact(recommendation.pk, "好奇", stranger)
    contact = actions.open_contact(recommendation.pk, "报省里", city)
    assert contact == CONTACT
    headings, row = files.rows_of(recommendation, contact)
    told = dict(zip(headings, row, strict=True))
    assert told["县"] == "宽城满族自治县"
    assert told["单价（元）"] == 29.9
    assert told["联系电话"] == CONTACT.phone
    assert told["是否832县"] == "否"
    assert CONTACT.phone not in recommendation.contact_shown


def test_a_new_version_of_the_checklist_leaves_what_was_sent_alone(
    channel: Channel, operator: Person, sent: SendOf, province: Person
) -> None:
    from yutang.kernel.clock import today

    before = sent()
    actions.add_checklist(
        channel.pk,
        operator,
        kinds=["origin"],
        own="",
        valid_from=today(),
        source="频道规则",
        is_verified=True,
    )
    actions.withdraw(before.pk, "重报", province)
    after = sent()
    assert before.recommendation.checklist is not None
    assert after.recommendation.checklist is not None
    assert before.recommendation.checklist.version == 1
    assert after.recommendation.checklist.version == 2
    assert actions.admit(after.pk, province).state == "admitted"
    with pytest.raises(NotFound):
        actions.add_checklist(
            channel.pk,
            province,
            kinds=["origin"],
            own="",
            valid_from=today(),
            source="x",
            is_verified=False,
        )


@pytest.mark.parametrize(
    "statement",
    [
        "update channel_candidate set state = 'waiting', decided_at = null, decided_by_id = null",
        "delete from channel_answer",
        "update channel_answer set passed = false",
        "delete from channel_candidate",
        "update channel_question set zh = 'x'",
        "update channel_listing set channel_id = channel_id where state = 'off'",
        "delete from channel_listingstep",
    ],
)
def test_what_was_decided_and_done_stands_in_the_database_too(
    admitted: Candidate, province: Person, statement: str
) -> None:
    listing = actions.put_on_list(admitted.pk, province)
    actions.move(listing.pk, "off", "换季", province)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_was_not_admitted_cannot_be_listed_by_any_way(sent: SendOf, province: Person) -> None:
    candidate = sent()
    with pytest.raises(errors.NotAdmitted):
        actions.put_on_list(candidate.pk, province)
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.create(
            candidate=candidate,
            channel=candidate.channel,
            product=candidate.product,
            county_code="130827",
        )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("guarded", [False, True])
def test_a_list_that_is_begun_by_two_clicks_is_one(
    channel: Channel, city: Person, monkeypatch: pytest.MonkeyPatch, *, guarded: bool
) -> None:
    both_looked = Barrier(2)

    def seal_together(text: str) -> bytes:
        with suppress(BrokenBarrierError):
            both_looked.wait(2)
        return seal(text)

    monkeypatch.setattr(recommending, "seal", seal_together)
    if not guarded:
        monkeypatch.setattr(recommending, "_lock", lambda _channel: None)
    at_once(*[lambda: actions.begin(channel.pk, "1308", CONTACT, city)] * 2)
    assert Recommendation.objects.count() == (1 if guarded else 2)


def test_an_empty_list_is_taken_up_again_with_the_later_contact(
    channel: Channel, city: Person, draft: Recommendation
) -> None:
    later = Contact("另一位", "13800000008")
    assert actions.begin(channel.pk, "1308", later, city) == draft
    assert Recommendation.objects.get().contact_shown == later.shown


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_decide_once(
    sent: SendOf, province: Person, operator: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the lock off both get past the question; only the database's arrow stops the second."""
    from threading import Barrier

    together = Barrier(2)
    candidate = sent()
    answer_all(candidate, province)
    locked = checking._waiting

    def unlocked(candidate_id: int) -> Candidate:
        rows = Candidate.objects.select_related("recommendation__checklist")
        found = rows.get(pk=candidate_id)
        assert found.state == "waiting", "nobody was stopped by what the other did"
        together.wait(20)
        return found

    def both() -> list[object]:
        def tried(verb: object, by: Person) -> object:
            try:
                return verb(candidate.pk, by)  # type: ignore[operator]
            except IntegrityError as error:
                return error

        return at_once(
            lambda: tried(actions.admit, province),
            lambda: tried(lambda pk, by: actions.refuse(pk, "不要", by), operator),
        )

    with monkeypatch.context() as patch:
        patch.setattr(checking, "_waiting", unlocked)
        assert kinds(both()) == ["Candidate", "IntegrityError"]
    assert checking._waiting is locked
    assert people.enrol("13800000051", "承德商务局") == accounts.by_mobile("13800000051")


@pytest.mark.django_db(transaction=True)
def test_with_the_lock_the_second_hears_that_it_was_decided(
    sent: SendOf, province: Person, operator: Person
) -> None:
    candidate = sent()
    answer_all(candidate, province)
    given = at_once(
        lambda: actions.admit(candidate.pk, province),
        lambda: actions.refuse(candidate.pk, "不要", operator),
    )
    assert kinds(given) == ["Candidate", "DecidedAlready"]
    assert Candidate.objects.get(pk=candidate.pk).decided_by is not None
