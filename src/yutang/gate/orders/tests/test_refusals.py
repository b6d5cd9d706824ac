"""Every answer of the rules has its refusal, its code, and a sentence in both languages."""

from datetime import UTC, datetime

import pytest

from yutang.gate.orders.door import refusal_of
from yutang.kernel.errors import Refusal
from yutang.trade import errors
from yutang.trade.hauls.intake import Outcome
from yutang.trade.rules import Answer

# 12:00:05 in Shanghai.
NOON = datetime(2026, 11, 20, 4, 0, 5, tzinfo=UTC)
SERVED = {Answer.HELD, Answer.SEEN}


@pytest.mark.parametrize(
    ("outcome", "refusal", "code", "told"),
    [
        (Outcome(Answer.SOLD_OUT), errors.SoldOut, "sold_out", "卖完"),
        (Outcome(Answer.SOLD_OUT, 3), errors.TooFewLeft, "sold_out", "3"),
        (Outcome(Answer.SOLD_OUT, at=NOON), errors.MoreLater, "sold_out", "12:00:05"),
        (Outcome(Answer.SOLD_OUT, 3, at=NOON), errors.TooFewLeft, "sold_out", "3"),
        (Outcome(Answer.LIMIT_REACHED, 2), errors.LimitReached, "limit_reached", "2"),
        (Outcome(Answer.CLOSED), errors.Closed, "closed", "不能下单"),
        (Outcome(Answer.NOT_YET, at=NOON), errors.NotYet, "closed", "12:00:05"),
        (Outcome(Answer.FULL, why="orders"), errors.Full, "closed", "上限"),
        (Outcome(Answer.FULL, why="fen"), errors.Full, "closed", "上限"),
        (Outcome(Answer.FULL, why="parcels_day"), errors.Full, "closed", "今天"),
        (Outcome(Answer.COUPON), errors.CouponNeeded, "coupon_needed", "购买码"),
        (Outcome(Answer.BY_TICKET), errors.ByTicket, "take_a_number", "取号"),
        (Outcome(Answer.UNKNOWN), errors.UnknownLot, "not_found", "没有这件货"),
        (Outcome(Answer.INCOMPLETE), errors.Incomplete, "incomplete", "要么"),
    ],
)
def test_each_answer_is_told_by_its_refusal(
    outcome: Outcome, refusal: type[Refusal], code: str, told: str
) -> None:
    found = refusal_of(outcome)
    assert type(found) is refusal
    assert found.code == code
    assert told in found.sentence("zh-hans")
    assert found.sentence("en")


def test_no_answer_is_left_without_one() -> None:
    told = {Answer.CLOSED}
    for answer in set(Answer) - SERVED:
        outcome = Outcome(answer, at=NOON, why="orders")
        if type(refusal_of(outcome)) is errors.Closed:
            assert answer in told, answer
