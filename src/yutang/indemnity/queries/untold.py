"""Rows that the public ledger has not told yet: payments, enrolments, donations."""

from collections.abc import Iterator

from yutang.indemnity.models import Counted, Stage
from yutang.indemnity.rules import chain, life
from yutang.indemnity.rules.chain import Row
from yutang.insurance.queries import enrolled
from yutang.kernel.clock import wall
from yutang.programmes.queries import arrived
from yutang.roster import queries as roster

_STAGES = {life.STAGE_PAID: chain.PAID, life.CAME_BACK: chain.CAME_BACK}


def rows() -> list[Row]:
    """Return all rows that no entry counts. The caller holds the lock of whoever appends."""
    told = set(Counted.objects.values_list("source", "row_id"))
    found = [*_payments(), *_enrolments(), *_donations()]
    return [row for row in found if (row.source, row.id) not in told]


def _payments() -> Iterator[Row]:
    stages = Stage.objects.filter(name__in=_STAGES).select_related("case").order_by("pk")
    listed = list(stages)
    stands = roster.kept({each.case.member_id for each in listed})
    for each in listed:
        kind = _STAGES[each.name]
        yield Row(
            source=kind,
            id=each.pk,
            kind=kind,
            county=each.case.place_code[:6],
            on=wall(each.at).date(),
            sum_fen=each.amount_fen,
            person=stands.get(each.case.member_id, each.case.member_id),
        )


def _enrolments() -> Iterator[Row]:
    for each in enrolled.enrolled_rolls():
        yield Row(
            source=chain.ENROLLED,
            id=each.id,
            kind=chain.ENROLLED,
            county=each.county_code[:6],
            on=wall(each.at).date(),
            sum_fen=each.premium_fen,
            times=each.persons,
            heads=each.persons,
        )


def _donations() -> Iterator[Row]:
    for kind, rows in (
        (chain.DONATED, arrived.donations()),
        (chain.GIVEN_BACK, arrived.given_back()),
    ):
        for each in rows:
            yield Row(
                source=kind,
                id=each.id,
                kind=kind,
                county=each.place_code[:6],
                on=wall(each.at).date(),
                sum_fen=each.amount_fen,
            )
