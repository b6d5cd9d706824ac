"""Splits are proposed, agreed by each for themselves, and shown with what they make of a price."""

import pytest
from django.db import DatabaseError, transaction

from yutang.kernel.errors import NotFound
from yutang.people.access import Person
from yutang.shares import actions, queries
from yutang.shares.errors import (
    FarmerBelowZero,
    NewerVersion,
    NobodyNamed,
    NotYoursToSign,
    ReasonNeeded,
)
from yutang.shares.models import Split, SplitPart
from yutang.shares.rules import Part
from yutang.trade.models import Lot


def test_nobody_signs_for_another(
    lot: Lot, farmer: Person, host: Person, clerk: Person, stranger: Person
) -> None:
    part = Part("host", actions.payee_of_person(host).pk, 700)
    made = actions.propose(lot.pk, (part,), clerk)
    with pytest.raises(NotYoursToSign):
        actions.agree(made.pk, clerk)
    with pytest.raises(NotYoursToSign):
        actions.agree_for(made.pk, "farmer", clerk, "打电话说同意")  # has an account
    with pytest.raises(NotFound):
        actions.agree(made.pk, stranger)
    assert queries.waiting_for(farmer) == queries.waiting_for(host) == [lot.pk]
    assert actions.agree(made.pk, farmer).agreed_at is None
    assert queries.waiting_for(farmer) == []
    agreed = actions.agree(made.pk, host).agreed_at
    assert agreed is not None
    assert actions.agree(made.pk, farmer).agreed_at == agreed


def test_for_who_has_no_account_the_clerk_records_it_with_a_reason(
    lot: Lot, clerk: Person, host: Person
) -> None:
    producer = lot.product.producer
    producer.person = None
    producer.save()
    made = actions.propose(lot.pk, (Part("host", actions.payee_of_person(host).pk, 700),), clerk)
    with pytest.raises(ReasonNeeded):
        actions.agree_for(made.pk, "farmer", clerk, " ")
    with pytest.raises(NotFound):
        actions.agree_for(made.pk, "farmer", host, "我说了算")
    actions.agree_for(made.pk, "farmer", clerk, "村委会见证，按了手印")
    view = queries.latest_split(lot.pk)
    assert view is not None
    assert [sign.reason for sign in view.signs] == ["村委会见证，按了手印", ""]
    assert actions.agree(made.pk, host).agreed_at is not None


def test_a_new_version_needs_to_be_agreed_anew(split: Split, farmer: Person, clerk: Person) -> None:
    assert split.lot_id is not None
    parts = queries.split_view(split).parts
    newer = actions.propose(split.lot_id, parts[:2], clerk)
    assert (newer.version, newer.agreed_at) == (2, None)
    with pytest.raises(NewerVersion):
        actions.agree(split.pk, farmer)
    told = queries.told_of_lot(split.lot_id)
    assert told is not None
    assert not told.is_agreed


def test_what_would_cost_the_farmer_money_is_refused(lot: Lot, clerk: Person) -> None:
    with pytest.raises(FarmerBelowZero):
        actions.propose_named(lot.pk, [(Part("freight", fixed_fen=3000), "顺丰")], clerk)
    with pytest.raises(NobodyNamed):
        actions.propose(lot.pk, (Part("freight", fixed_fen=300),), clerk)
    assert not Split.objects.exists()


def test_what_was_agreed_stays(split: Split) -> None:
    for statement in (
        lambda: Split.objects.filter(pk=split.pk).update(version=9),
        lambda: SplitPart.objects.all().update(basis_points=1),
        lambda: SplitPart.objects.create(split=split, kind="tax", basis_points=1),
        lambda: SplitPart.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            statement()


def test_a_places_default_is_what_a_new_split_starts_from(
    lot: Lot, clerk: Person, other_clerk: Person, operator: Person
) -> None:
    assert queries.default_parts("130827") == ()
    actions.set_default("", [(Part("service", 0, 100), "")], operator)
    actions.set_default("130827", [(Part("packing", fixed_fen=150, per="unit"), "合作社")], clerk)
    with pytest.raises(NotFound):
        actions.set_default("130827", [], other_clerk)
    (mine,) = queries.default_parts("130827")
    assert (mine.kind, mine.fixed_fen, mine.per) == ("packing", 150, "unit")
    assert [part.kind for part in queries.default_parts("130623")] == ["service"]


def test_units_that_move_to_a_shelf_take_the_agreed_split_along(split: Split, oil_lot: Lot) -> None:
    assert split.lot_id is not None
    assert actions.carry_over(split.lot_id, oil_lot.pk)
    assert not actions.carry_over(split.lot_id, oil_lot.pk)
    view = queries.latest_split(oil_lot.pk)
    assert view is not None
    assert view.agreed_at == split.agreed_at
    assert view.parts == queries.split_view(split).parts
