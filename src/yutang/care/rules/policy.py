"""Which version of the rule of care holds for a place on a day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from yutang.care.errors import BadTerms


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


BOUNDS: dict[str, tuple[int, int]] = {
    "return_days": (7, 90),
    "claim_days": (1, 180),
    "answer_h": (1, 240),
    "choose_h": (1, 720),
    "county_h": (1, 720),
    "send_back_days": (1, 60),
    "transit_days": (1, 60),
    "refund_days": (1, 7),
    "complaint_h": (1, 720),
    "late_percent": (0, 100),
}
"""What a version may say. Seven days to return, and seven to refund, are the law's
(消费者权益保护法 §25): buyers may be given more, never less."""
SOURCE_MIN = 4


def check_terms(terms: Terms, today: date) -> None:
    """Go on only with a version that may be set today: none changes what is past.

    Raises:
        BadTerms: a number lies outside `BOUNDS`, it begins in the past or ends before it begins,
            or nothing says where it comes from.
    """
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(terms, name) <= most:
            raise BadTerms(name)
    if terms.valid_from < today:
        raise BadTerms("valid_from")
    if terms.valid_to is not None and terms.valid_to < terms.valid_from:
        raise BadTerms("valid_to")
    if not terms.place_code and terms.valid_to is not None:
        raise BadTerms("valid_to")
    if len(terms.source.strip()) < SOURCE_MIN:
        raise BadTerms("source")


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
