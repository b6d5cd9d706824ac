"""Each table that tells what became of a wish knows every answer there is."""

from datetime import UTC, datetime

import pytest

from yutang.gate.orders.door import refusal_of
from yutang.live.pages import rehearsal
from yutang.trade import pages
from yutang.trade.hauls import line
from yutang.trade.hauls.intake import Outcome
from yutang.trade.rules import Answer

SERVED = {Answer.HELD, Answer.SEEN}
ENDS_WAITING = {
    Answer.SOLD_OUT: False,
    Answer.LIMIT_REACHED: True,
    Answer.CLOSED: False,
    Answer.UNKNOWN: False,
    Answer.INCOMPLETE: False,
    Answer.NOT_YET: False,
    Answer.FULL: False,
    Answer.COUPON: True,
    Answer.BY_TICKET: False,
}
"""Whether a called number that hears it leaves the line, else it waits on. One that waits on may
hold up all behind it, so a new answer says here which it is."""


def test_each_answer_says_whether_a_called_number_waits_on() -> None:
    assert set(ENDS_WAITING) == set(Answer) - SERVED
    assert {answer for answer, ends in ENDS_WAITING.items() if ends} == line._FOR_GOOD


@pytest.mark.django_db
def test_who_left_the_line_by_an_answer_reads_why() -> None:
    for answer in line._FOR_GOOD:
        assert pages._reason_of(answer) != pages._reason_of("of no answer"), answer


def test_the_page_of_a_rehearsal_has_words_for_every_refusal() -> None:
    at = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
    codes = {
        refusal_of(Outcome(answer, at=at, why="orders")).code for answer in set(Answer) - SERVED
    }
    assert codes <= rehearsal._ANSWERS.keys()
