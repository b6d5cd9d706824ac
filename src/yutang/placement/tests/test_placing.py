"""From an offer to work, and what is known of it months later."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.at_once import at_once, kinds
from tests.cast import VILLAGE

from yutang.kernel.clock import today
from yutang.kernel.counts import Persons
from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.placement import access, actions, queries
from yutang.placement.access import Application, Offer
from yutang.placement.actions import applying as taking
from yutang.placement.actions.placing import Began, Told
from yutang.placement.errors import (
    AgeUnknown,
    AllTaken,
    AsksForMoney,
    ConsentMissing,
    FlaggedNeedsReason,
    GuardianMissing,
    NotAskedThen,
    OwnOffer,
    TooYoung,
)
from yutang.placement.models import ApplicationStep, FollowUp, OfferStep
from yutang.placement.queries import figures, following
from yutang.placement.rules import applying, offers
from yutang.placement.tests.conftest import asked, facts, looking, offered
from yutang.roster import actions as roster

LONG_AGO = today() - timedelta(days=200)


def test_an_offer_is_checked_by_somebody_who_did_not_write_it(
    clerk: Person, colleague: Person, other_clerk: Person
) -> None:
    made = actions.write_new(facts(), "县商务局", clerk, key=uuid4())
    actions.send(made.pk, clerk)
    with pytest.raises(OwnOffer):
        actions.check(made.pk, "public", "", clerk)
    with pytest.raises(NotFound):
        actions.check(made.pk, "public", "", other_clerk)
    assert not access.on_board().exists()
    actions.check(made.pk, "public", "", colleague)
    assert access.on_board().get() == made
    assert actions.write_new(facts(), "县商务局", clerk, key=made.key) == made


def test_an_offer_that_asks_for_money_goes_nowhere_and_unfair_words_need_a_reason(
    clerk: Person, colleague: Person
) -> None:
    made = actions.write_new(
        facts(about="每人交保证金三百元，发货忙时来。"), "某", clerk, key=uuid4()
    )
    with pytest.raises(AsksForMoney):
        actions.send(made.pk, clerk)
    actions.write(made.pk, facts(about="宿舍是女生宿舍，限女，发货忙时来。"), clerk)
    actions.send(made.pk, clerk)
    with pytest.raises(FlaggedNeedsReason):
        actions.check(made.pk, "public", "", colleague)
    actions.check(made.pk, "public", "住宿条件所限，已核实", colleague)


def test_the_terms_on_the_board_stay(offer: Offer) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(pay_from_fen=1)
    for rows in (OfferStep.objects, ApplicationStep.objects):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.all().delete()


def test_a_member_is_taken_and_the_offer_closes_when_it_is_full(
    offer: Offer, clerk: Person, farmer: Person
) -> None:
    first, second, third = (asked(offer, looking(name, clerk), clerk) for name in "甲乙丙")
    for each in (first, second):
        actions.decide(each.pk, "hired", "", clerk, starts_on=LONG_AGO)
    offer.refresh_from_db()
    assert (offer.hired, offer.state) == (2, "closed")
    with pytest.raises(AllTaken):
        actions.decide(third.pk, "hired", "", clerk)
    with pytest.raises(NotFound):
        actions.decide(third.pk, "refused", "已经招满了", farmer)
    year = LONG_AGO.year
    assert figures.placed(["130827", "130623"], year) == {"130827": 2, "130623": 0}
    assert figures.interns(["130827"], year) == {"130827": 0}
    members = [first.member_id, second.member_id, third.member_id]
    found = queries.placed_in(members, LONG_AGO)
    assert (found.members, found.placed) == (Persons(3), Persons(2))


@pytest.mark.django_db(transaction=True)
def test_two_are_not_taken_for_one_place(
    clerk: Person, colleague: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the offer's lock off both see the place free; with it on one hears that it is taken."""

    def one_place() -> list[Application]:
        offer = offered(clerk, colleague, wanted=1)
        return [asked(offer, looking(name, clerk), clerk) for name in "甲乙"]

    def take(applications: list[Application]) -> list[object]:
        return at_once(
            *[lambda pk=each.pk: actions.decide(pk, "hired", "", clerk) for each in applications]
        )

    together, check = Barrier(2), taking._take

    def both_looked(*args: object) -> None:
        together.wait(10)
        check(*args)  # type: ignore[arg-type]

    free = one_place()
    with monkeypatch.context() as off:
        off.setattr("yutang.placement.actions.locking.offer", lambda pk: Offer.objects.get(pk=pk))
        off.setattr(taking, "_take", both_looked)
        take(free)
    taken = Application.objects.filter(offer=free[0].offer, state="hired").count()
    assert taken == 2, "without the lock two are taken for one place"
    assert kinds(take(one_place())) == ["AllTaken", "Application"]


def test_who_may_apply(offer: Offer, clerk: Person, colleague: Person) -> None:
    young = date(today().year - 17, 1, 1)
    with pytest.raises(TooYoung):
        asked(offer, looking("小丁", clerk, young), clerk)
    with pytest.raises(AgeUnknown):
        asked(offer, looking("无名", clerk, None), clerk)
    open_to_16 = offered(clerk, colleague, age_least=16)
    with pytest.raises(GuardianMissing):
        asked(open_to_16, looking("小戊", clerk, young), clerk)
    member = looking("己", clerk)
    roster.withdraw_consent(member, "placement", clerk)
    with pytest.raises(ConsentMissing):
        asked(offer, member, clerk)


def test_an_applicant_is_reached_while_they_agree_and_it_is_kept(
    offer: Offer, clerk: Person
) -> None:
    member = looking("王小庚", clerk)
    application = asked(offer, member, clerk)
    assert actions.open_contact(application.pk, "约面试", clerk) == ("王小庚", "13800000001")
    assert clerk.openings_made.get().reason == "约面试"
    roster.withdraw_consent(member, "placement", clerk)
    with pytest.raises(ConsentMissing):
        actions.open_contact(application.pk, "再约", clerk)


def test_somebody_is_asked_after_three_months_and_counts_as_they_told(clerk: Person) -> None:
    member = looking("辛", clerk)
    began = Began("host", "县直播间", VILLAGE, LONG_AGO)
    key = uuid4()
    work = actions.place(member, began, clerk, key=key)
    assert actions.place(member, began, clerk, key=key) == work
    due = following.due(access.placements_of(clerk), clerk)
    assert [(each.who, each.months) for each in due] == [("辛", 6)]
    told = Told("phone", "answered", still_there=True, has_shop=True, month_fen=320_000)
    with pytest.raises(NotAskedThen):
        actions.follow_up(member, LONG_AGO, 12, told, clerk, key=uuid4(), placement=work)
    actions.follow_up(member, LONG_AGO, 6, told, clerk, key=uuid4(), placement=work)
    assert following.due(access.placements_of(clerk), clerk) == []
    found = queries.outcomes([member.pk], LONG_AGO)[member.pk]
    assert (found.still_there, found.opened_shop, found.sold) == (True, "told", "")
    assert found.month_fen == {6: 320_000}
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.update(month_fen=1)


def test_who_cannot_be_reached_three_times_is_not_called_again(clerk: Person) -> None:
    member = looking("壬", clerk)
    work = actions.place(member, Began("farm", "合作社", VILLAGE, LONG_AGO), clerk, key=uuid4())
    for _try in range(3):
        assert following.due(access.placements_of(clerk), clerk)
        told = Told("phone", "unreached", still_there=True)
        asked_ = actions.follow_up(member, LONG_AGO, 6, told, clerk, key=uuid4(), placement=work)
        assert asked_.still_there is None, "who was not reached told nothing"
    assert not following.due(access.placements_of(clerk), clerk)


def test_the_arrows_are_the_databases(offer: Offer, clerk: Person) -> None:
    application = asked(offer, looking("癸", clerk), clerk)
    for rows, arrows in ((Offer, offers.ARROWS), (Application, applying.ARROWS)):
        row = rows.objects.get()
        for to in arrows.keys() - arrows[row.state] - {row.state}:
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.objects.filter(pk=row.pk).update(state=to)
    assert application.state == "applied"


def test_a_day_that_is_none_is_answered_with_a_sentence(
    offer: Offer, clerk: Person, client_of: Callable[[Person], Client]
) -> None:
    application = asked(offer, looking("甲", clerk), clerk)
    page = f"/work/applications/{application.pk}/"
    said = {"outcome": "hired", "starts_on": "9999-99-99"}
    answer = client_of(clerk).post(page, said, follow=True)
    assert answer.status_code == 200
    application.refresh_from_db()
    assert application.state != "hired"
