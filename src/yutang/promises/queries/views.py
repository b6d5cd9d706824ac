"""Promises, agreements and what waits, as pages show them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from yutang.kernel.clock import today
from yutang.kernel.counts import SMALL
from yutang.plumbing import figures
from yutang.plumbing.reader import reads_english
from yutang.promises.models import Agreement, Decision, Evidence, Promise, Reading
from yutang.promises.queries.progress import standings, terms_of
from yutang.promises.rules import Standing, disjoint, expected, needs_decision

HISTORY_MOST = 60
BAR_HEIGHT = 60


class PromiseView(NamedTuple):
    """A promise for pages, in the reader's language; of persons no more than the owner's name."""

    id: int
    title: str
    agreement_id: int
    agreement: str
    place_code: str
    place_codes: tuple[str, ...]
    clause: str
    indicator: str
    figure: figures.Figure | None
    counts: str
    unit: str
    span: str
    baseline: Decimal
    baseline_on: date
    target: Decimal
    due_on: date
    owner: str
    owner_id: int
    reference: Decimal | None
    reference_source: str
    is_demo: bool
    standing: Standing
    hidden: bool
    """So few persons that the value is not shown in public."""
    decision: Decision | None
    needs_decision: bool

    @property
    def rows(self) -> str:
        """Address of the page behind the value, if there is one."""
        if self.figure is None or self.figure.rows is None:
            return ""
        code = self.place_codes[0] if len(self.place_codes) == 1 else ""
        return self.figure.rows(code, min(self.standing.on, self.due_on).year)


class AgreementView(NamedTuple):
    """An agreement in a list."""

    id: int
    title: str
    parties: list[str]
    place_code: str
    signed_on: date
    is_demo: bool
    promises: int


class Point(NamedTuple):
    """A day of a promise's history, drawn: x, height from below and y of its bar."""

    on: date
    value: Decimal
    x: int
    height: int
    y: int


class History(NamedTuple):
    """What was counted day by day, and the line from baseline to target as it is drawn."""

    points: list[Point]
    line: str
    width: int


def promise_views(
    promises: Collection[Promise], on: date | None = None, *, lately: bool = False
) -> list[PromiseView]:
    """Return these promises with how they stand; give them with clause, agreement and owner."""
    day = on or today()
    stands = standings(promises, day, lately=lately)
    decided = latest_decisions([each.pk for each in promises])
    english = reads_english()
    return [
        _view(each, stands[each.pk], decided.get(each.pk), english=english) for each in promises
    ]


def latest_decisions(ids: Collection[int]) -> dict[int, Decision]:
    """Return the newest decision about each of these promises."""
    rows = Decision.objects.filter(promise_id__in=ids).order_by("promise_id", "-at", "-pk")
    return {row.promise_id: row for row in rows.distinct("promise_id")}


def waiting_for(promises: "QuerySet[Promise]", on: date | None = None) -> list[PromiseView]:
    """Return those of these promises that need a decision, the earliest due first."""
    views = promise_views(list(promises), on, lately=True)
    return [view for view in views if view.needs_decision]


def agreement_views(agreements: Sequence[Agreement]) -> list[AgreementView]:
    """Return agreements for a list."""
    english = reads_english()
    ids = [each.pk for each in agreements]
    many: dict[int, int] = {}
    found = Promise.objects.filter(clause__agreement_id__in=ids)
    for agreement_id in found.values_list("clause__agreement_id", flat=True):
        many[agreement_id] = many.get(agreement_id, 0) + 1
    return [
        AgreementView(
            each.pk, title_of(each, english=english), each.parties, each.place_code,
            each.signed_on, each.is_demo, many.get(each.pk, 0),
        )
        for each in agreements
    ]  # fmt: skip


def history(promise: Promise) -> History:
    """Return what was counted up to today, at most sixty points, and the expected line."""
    days = _counted_by_hand(promise) if not promise.indicator else _read_before(promise)
    step = max(1, -(-len(days) // HISTORY_MOST))
    shown = days[::-1][::step][::-1]
    terms, until = terms_of(promise), max(today(), promise.due_on)
    top = max([promise.target, *(value for _on, value in shown)])
    whole = max((until - promise.baseline_on).days, 1)
    width = 600

    def across(day: date) -> int:
        return max(0, (day - promise.baseline_on).days) * width // whole

    def up(value: Decimal) -> int:
        return int(max(value, Decimal(0)) * BAR_HEIGHT / top) if top else 0

    points = [
        Point(day, value, across(day), up(value), BAR_HEIGHT - up(value)) for day, value in shown
    ]
    begin, end = up(expected(terms, promise.baseline_on)), up(promise.target)
    line = f"M0 {BAR_HEIGHT - begin}L{across(promise.due_on)} {BAR_HEIGHT - end}"
    return History(points, line, width)


def evidence_of(promise: Promise) -> list[Evidence]:
    """Return what was counted by hand, newest first."""
    return list(promise.evidence.select_related("by").order_by("-on", "-pk"))


def decisions_of(promise: Promise) -> list[Decision]:
    """Return what was decided, newest first."""
    return list(promise.decisions.select_related("by").order_by("-at", "-pk"))


def last_read(promise: Promise) -> datetime | None:
    """Return when the value was last kept by itself."""
    return (
        Reading.objects.filter(promise=promise)
        .order_by("-on")
        .values_list("read_at", flat=True)
        .first()
    )


def has_demo() -> bool:
    """Return whether the demo's agreements stand."""
    return Agreement.objects.filter(is_demo=True).exists()


def demo_id(title: str) -> int:
    """Return the demo's promise of this title."""
    return Promise.objects.only("pk").get(is_demo=True, title=title).pk


def title_of(row: Agreement | Promise, *, english: bool) -> str:
    """Return the title in the reader's language, where there is one."""
    return (row.title_en if english else "") or row.title


def _counted_by_hand(promise: Promise) -> list[tuple[date, Decimal]]:
    sums: dict[date, Decimal] = {}
    value = promise.baseline
    for row in promise.evidence.order_by("on", "pk"):
        value += row.amount
        sums[row.on] = value
    return sorted(sums.items())


def _read_before(promise: Promise) -> list[tuple[date, Decimal]]:
    rows = promise.readings.order_by("-on").values_list("on", "value")[: 5 * HISTORY_MOST]
    return sorted(rows)


def _view(
    row: Promise, standing: Standing, decision: Decision | None, *, english: bool
) -> PromiseView:
    agreement = row.clause.agreement
    value = standing.value
    return PromiseView(
        id=row.pk,
        title=title_of(row, english=english),
        agreement_id=agreement.pk,
        agreement=title_of(agreement, english=english),
        place_code=agreement.place_code,
        place_codes=disjoint(row.place_codes),
        clause=row.clause.text,
        indicator=row.indicator,
        figure=figures.by_name(row.indicator) if row.indicator else None,
        counts=row.counts,
        unit=(row.unit_en if english else "") or row.unit,
        span=row.get_span_display(),
        baseline=row.baseline,
        baseline_on=row.baseline_on,
        target=row.target,
        due_on=row.due_on,
        owner=row.owner.name,
        owner_id=row.owner_id,
        reference=row.reference,
        reference_source=row.reference_source,
        is_demo=row.is_demo,
        standing=standing,
        hidden=row.counts == "persons" and value is not None and 0 < value < SMALL,
        decision=decision,
        needs_decision=needs_decision(
            standing.status, decision.until if decision else None, standing.on
        ),
    )
