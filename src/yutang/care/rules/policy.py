"""Which version of the rule of care holds for a place on a day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, kw_only=True)
class Terms:
    """One version of the rule: who has how long, and what comes back. Hours end in `_h`."""

    id: int
    place_code: str
    valid_from: date
    valid_to: date | None
    source: str
    return_days: int
    claim_days: int
    answer_h: int
    choose_h: int
    county_h: int
    send_back_days: int
    transit_days: int
    refund_days: int
    complaint_h: int
    late_percent: int
    freight_back: bool

    @property
    def to_answer(self) -> timedelta:
        return timedelta(hours=self.answer_h)

    @property
    def to_choose(self) -> timedelta:
        return timedelta(hours=self.choose_h)

    @property
    def to_decide(self) -> timedelta:
        return timedelta(hours=self.county_h)

    @property
    def to_send_back(self) -> timedelta:
        return timedelta(days=self.send_back_days)

    @property
    def on_the_way(self) -> timedelta:
        return timedelta(days=self.transit_days)

    @property
    def to_refund(self) -> timedelta:
        return timedelta(days=self.refund_days)

    @property
    def to_answer_complaint(self) -> timedelta:
        return timedelta(hours=self.complaint_h)


def in_force(versions: Iterable[Terms], place_code: str, on: date) -> Terms | None:
    """Return the version that holds: the nearest place's, and of these the latest to begin."""
    holding = [
        terms
        for terms in versions
        if place_code.startswith(terms.place_code)
        and terms.valid_from <= on
        and (terms.valid_to is None or on <= terms.valid_to)
    ]
    return max(holding, key=lambda terms: (len(terms.place_code), terms.valid_from), default=None)
