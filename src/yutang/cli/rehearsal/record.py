"""What the crowd notes while it runs: counts and times by the second, small enough to send on."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

STEP = 1.07
"""Times are kept in buckets, each 7 % wider than the one before: percentiles within 7 %."""
_LOG = math.log(STEP)
_LEAST_MS = 0.1


def bucket(seconds: float) -> int:
    """Return the bucket of a time."""
    return int(math.log(max(seconds * 1000, _LEAST_MS) / _LEAST_MS) / _LOG)


def milliseconds(number: int) -> float:
    """Return a bucket's upper end."""
    return float(_LEAST_MS * STEP ** (number + 1))


def percentile(times: Mapping[int, int], share: float) -> float:
    """Return the time in ms that this share of the answers did not exceed; 0 for no answers."""
    total = sum(times.values())
    seen = 0
    for number in sorted(times):
        seen += times[number]
        if seen >= share * total:
            return round(milliseconds(number), 2)
    return 0.0


class Second:
    """One second of the run: `answers` by code, `times` from tap to answer, in buckets."""

    __slots__ = ("answers", "paid", "sent", "times")

    def __init__(self) -> None:
        self.sent = 0
        self.paid = 0
        self.answers: Counter[str] = Counter()
        self.times: Counter[int] = Counter()

    def as_dict(self) -> dict[str, Any]:
        return {
            "sent": self.sent,
            "paid": self.paid,
            "answers": dict(self.answers),
            "times": {str(number): count for number, count in self.times.items()},
        }


class Record:
    """All seconds of a run. `late`: how long a tap waited in the crowd itself before it was sent.

    `last_answer_s`: when the last wish got its answer.
    """

    def __init__(self) -> None:
        self.seconds: dict[int, Second] = {}
        self.late: Counter[int] = Counter()
        self.counts: Counter[str] = Counter()
        self.last_answer_s = 0.0

    def second(self, at_s: float) -> Second:
        number = int(at_s)
        found = self.seconds.get(number)
        if found is None:
            found = self.seconds[number] = Second()
        return found

    def as_dict(self) -> dict[str, Any]:
        return {
            "seconds": {str(n): second.as_dict() for n, second in sorted(self.seconds.items())},
            "late": {str(number): count for number, count in self.late.items()},
            "counts": dict(self.counts),
            "last_answer_s": self.last_answer_s,
        }

    def add(self, told: Mapping[str, Any]) -> None:
        """Add what another process noted, told by its `as_dict`."""
        self.counts.update(told["counts"])
        self.last_answer_s = max(self.last_answer_s, told["last_answer_s"])
        self.late.update(_numbered(told["late"].items()))
        for number, told_second in told["seconds"].items():
            second = self.second(int(number))
            second.sent += told_second["sent"]
            second.paid += told_second["paid"]
            second.answers.update(told_second["answers"])
            second.times.update(_numbered(told_second["times"].items()))

    @property
    def answers(self) -> Counter[str]:
        """Answers by code over the whole run."""
        return sum((second.answers for second in self.seconds.values()), Counter[str]())

    @property
    def times(self) -> Counter[int]:
        return sum((second.times for second in self.seconds.values()), Counter[int]())


def _numbered(pairs: Iterable[tuple[str, int]]) -> Counter[int]:
    return Counter({int(number): count for number, count in pairs})
