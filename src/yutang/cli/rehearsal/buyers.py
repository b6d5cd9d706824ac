"""The buyers of one process: every wish ends in a definite answer, what was not answered is asked
again with the same key.
"""

import asyncio
import json
import time
from collections import Counter
from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from yutang.cli.rehearsal.lines import Lines, Reply, Request
from yutang.cli.rehearsal.payer import Payer
from yutang.cli.rehearsal.plan import Attempt, key_of
from yutang.cli.rehearsal.record import Record, bucket, percentile
from yutang.cli.rehearsal.spec import Spec
from yutang.cli.rehearsal.word import say
from yutang.trade.hauls.paying import Answer, Paid

TELL_S = 0.5
AGAIN_S = (0.1, 2.0)
"""The first pause before asking again, doubled each time up to the second."""
POLL_S = 2.0
PATIENCE_S = 90.0
"""How long after the plan's last second unanswered wishes and numbers in line are waited for."""
_OK, _CREATED, _TOO_MANY, _FAULT = 200, 201, 429, 500
_ORDER_FIRST = b'{"order":"'
_ORDER_ENDS = len(_ORDER_FIRST) + 36
RENDERED_MOST = 400_000
"""So many requests are rendered before the word to go: the crowd then has less to do."""
_NOT_UNDERSTOOD = "not_understood"


class Wish:
    """One attempt on its way: asked, asked again, answered; `left`: taps without an answer."""

    __slots__ = ("attempt", "code", "data", "due", "left", "number", "order", "pauses", "ticket")

    def __init__(self, number: int, attempt: Attempt, data: bytes) -> None:
        self.number = number
        self.attempt = attempt
        self.data = data
        self.due = 0.0
        self.left = attempt.taps
        self.pauses = 0
        self.order: bytes | None = None
        self.code = ""
        self.ticket = False


class Buyers:
    """The buyers of one process."""

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.record = Record()
        self.told = bytearray()
        """Ids of the orders that buyers were told of, 16 bytes each."""
        self._passes = spec.read_passes()
        self._plan = spec.attempts()
        self._rendered: list[bytes] = []
        self._lines = Lines(spec.address, spec.connections)
        self._payer = Payer(spec.database, self._paid)
        self._address = ":".join(map(str, spec.address))
        self._open = 0
        self._freed = asyncio.Event()
        self._began = 0.0
        self._over = False

    def prepare(self) -> None:
        """Render the requests, where all at once is wanted and there are not too many."""
        if not self.spec.speed and len(self._plan) <= RENDERED_MOST:
            self._rendered = [self._request(number, attempt) for number, attempt in self._plan]

    async def play(self) -> None:
        """Play the whole plan and return when every wish and payment has ended."""
        self._rendered.reverse()
        self._began = time.perf_counter()
        paying = asyncio.create_task(self._payer.run())
        telling = asyncio.create_task(self._tell())
        try:
            await (self._in_time() if self.spec.speed else self._at_once())
            await self._until_done()
        finally:
            self._over = True
            for task in (paying, telling):
                task.cancel()
            self._lines.close()
            await self._payer.close()
        self.record.counts["unanswered"] += self._open
        self.record.counts["payment_retries"] += self._payer.failures

    @property
    def now_s(self) -> float:
        return time.perf_counter() - self._began

    async def _in_time(self) -> None:
        """Each tap at its moment, however the ones before it are doing."""
        for number, attempt in self._plan:
            due = attempt.at_s / self.spec.speed
            wait_s = due - self.now_s
            if wait_s > 0 or not number % 64:
                await asyncio.sleep(max(wait_s, 0.0))
            self._tap(number, attempt, self._began + due)

    async def _at_once(self) -> None:
        """As fast as answers come: the next wish as soon as one has ended."""
        most = self.spec.connections
        for number, attempt in self._plan:
            while self._open >= most:
                self._freed.clear()
                await self._freed.wait()
            self._tap(number, attempt, time.perf_counter())

    async def _until_done(self) -> None:
        give_up_at = time.perf_counter() + PATIENCE_S
        while self._open or self._payer.left or self.record.counts["to_be_paid"]:
            if time.perf_counter() > give_up_at:
                return
            await asyncio.sleep(0.05)

    def _tap(self, number: int, attempt: Attempt, due: float) -> None:
        data = self._rendered.pop() if self._rendered else self._request(number, attempt)
        wish = Wish(number, attempt, data)
        wish.due = due
        self._open += 1
        self.record.late[bucket(time.perf_counter() - due)] += 1
        self.record.counts["taps"] += attempt.taps
        self.record.second(self.now_s).sent += 1
        for tap in range(attempt.taps):
            self._ask(wish, drops=attempt.drops and not tap)

    def _ask(self, wish: Wish, *, drops: bool = False) -> None:
        self._lines.send(Request(wish.data, partial(self._answered, wish), drops=drops))

    def _request(self, number: int, attempt: Attempt) -> bytes:
        good = self.spec.goods[attempt.good]
        wish: dict[str, object] = {
            "lot": good.lot,
            "quantity": attempt.quantity,
            "key": str(key_of(self.spec.seed, number)),
        }
        if codes := self.spec.coupons.get(attempt.good):
            wish["coupon"] = codes[number % len(codes)]
        return self._post("orders", attempt.buyer, msgspec.json.encode(wish))

    def _post(self, door: str, buyer: int, body: bytes) -> bytes:
        head = (
            f"POST /live/{self.spec.sale}/{door} HTTP/1.1\r\nHost: {self._address}\r\n"
            f"Authorization: Bearer {self._pass_of(buyer)}\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def _pass_of(self, buyer: int) -> str:
        return self._passes[buyer % len(self._passes)]

    # Answers

    def _answered(self, wish: Wish, reply: Reply) -> None:
        if self._over:
            return
        if _is_no_answer(reply):
            self._ask_again(wish, reply)
            return
        if reply.status in (_OK, _CREATED):
            self._kept(wish, reply.body)
        else:
            wish.code = _code(reply.body)
            if wish.code == "take_a_number" and wish.left == 1 and wish.order is None:
                self._take_a_number(wish)
                return
        wish.left -= 1
        if not wish.left:
            self._ended(wish)

    def _ask_again(self, wish: Wish, reply: Reply) -> None:
        """The server said when, or nothing at all: then soon, and ever more seldom."""
        why = {0: "broken", _TOO_MANY: "told_to_wait"}.get(reply.status, "faults")
        self.record.counts[why] += 1
        first, most = AGAIN_S
        pause_s = max(reply.retry_after_s, min(first * 2**wish.pauses, most))
        wish.pauses += 1
        asyncio.get_running_loop().call_later(pause_s, self._ask, wish)

    def _kept(self, wish: Wish, body: bytes) -> None:
        order = _order_of(body)
        if wish.order is None:
            wish.order = order
            self.told += order
            self._will_pay(wish)
        elif wish.order != order:
            self.record.counts["doubled"] += 1

    def _ended(self, wish: Wish) -> None:
        self._open -= 1
        self._freed.set()
        self.record.last_answer_s = now_s = self.now_s
        second = self.record.second(now_s)
        second.answers["kept" if wish.order is not None else wish.code] += 1
        if not wish.attempt.drops and not wish.ticket:
            second.times[bucket(time.perf_counter() - wish.due)] += 1

    # Lots with a waiting room

    def _take_a_number(self, wish: Wish) -> None:
        """Stand in line with the same key; the order comes when the number is called."""
        if not wish.ticket:
            self.record.counts["numbers_taken"] += 1
        wish.ticket = True
        body = wish.data.partition(b"\r\n\r\n")[2]
        data = self._post("tickets", wish.attempt.buyer, body)
        self._lines.send(Request(data, partial(self._in_line_now, wish)))

    def _in_line_now(self, wish: Wish, reply: Reply) -> None:
        if _is_no_answer(reply):
            asyncio.get_running_loop().call_later(
                max(reply.retry_after_s, POLL_S), self._take_a_number, wish
            )
        elif reply.status in (_OK, _CREATED):
            self._look(wish, json.loads(reply.body))
        elif _code(reply.body) == "not_needed":  # nobody waits any more: an ordinary order
            asyncio.get_running_loop().call_later(AGAIN_S[0], self._ask, wish)
        else:
            self._give_up(wish, _code(reply.body))

    def _look(self, wish: Wish, ticket: dict[str, Any]) -> None:
        """Look at the number now and then, until it is called or the rush is over."""
        if ticket.get("order"):
            self._kept(wish, json.dumps({"order": ticket["order"]}).encode())
            self._give_up(wish, "kept")
        elif ticket["state"] != "waiting":
            self._give_up(wish, str(ticket.get("answer") or ticket["state"]))
        elif self.spec.speed and self.now_s > self._last_s + POLL_S:
            self._give_up(wish, "still_in_line")
        else:
            asyncio.get_running_loop().call_later(POLL_S, self._take_a_number, wish)

    @property
    def _last_s(self) -> float:
        return self._plan[-1][1].at_s / self.spec.speed if self._plan else 0.0

    def _give_up(self, wish: Wish, code: str) -> None:
        wish.code, wish.left = code, 0
        self._ended(wish)

    # Paying

    def _will_pay(self, wish: Wish) -> None:
        after_s = wish.attempt.pay_after_s
        if after_s is None:
            self.record.counts["never_paid"] += 1
            return
        self.record.counts["to_be_paid"] += 1
        self.record.counts["declined"] += wish.attempt.declined
        assert wish.order is not None
        # As fast as answers come, fingers at a checkout still need their time.
        pause_s = after_s * (1 + wish.attempt.declined) / (self.spec.speed or 1.0)
        order = UUID(bytes=wish.order)
        asyncio.get_running_loop().call_later(pause_s, self._payer.pay, wish.attempt.good, order)

    def _paid(self, paid: Paid) -> None:
        self.record.counts["to_be_paid"] -= 1
        if paid.answer in (Answer.PAID, Answer.HAD):
            self.record.second(self.now_s).paid += 1
        else:
            self.record.counts[f"payment_{paid.answer.value}"] += 1

    # Telling

    async def _tell(self) -> None:
        while True:
            await asyncio.sleep(TELL_S)
            self._lines.sweep()
            say(self._progress())

    def _progress(self) -> dict[str, Any]:
        answers = Counter[str]()
        paid = 0
        for second in self.record.seconds.values():
            answers.update(second.answers)
            paid += second.paid
        last = self.record.second(self.now_s - 1)
        return {
            "at": round(self.now_s, 2),
            "answers": dict(answers),
            "kept_s": last.answers["kept"],
            "p99_ms": percentile(last.times, 0.99),
            "paid": paid,
            "open": self._open,
            "of": len(self._plan),
        }


def _order_of(body: bytes) -> bytes:
    """Return the order's id of an answer, 16 bytes; it stands first in the gate's."""
    if body.startswith(_ORDER_FIRST):
        return bytes.fromhex(body[len(_ORDER_FIRST) : _ORDER_ENDS].decode().replace("-", ""))
    return UUID(json.loads(body)["order"]).bytes


def _is_no_answer(reply: Reply) -> bool:
    """Tell whether to ask again: nothing came, the server asks for it, or it failed."""
    return reply.status in {0, _TOO_MANY} or reply.status >= _FAULT


def _code(body: bytes) -> str:
    try:
        return str(json.loads(body)["code"])
    except (ValueError, KeyError, TypeError):
        return _NOT_UNDERSTOOD
