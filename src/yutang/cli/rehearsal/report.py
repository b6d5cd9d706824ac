"""What came of a rehearsal, as JSON: kept with it, written to a file, drawn on its page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg.rows import dict_row

from yutang.cli.bench.report import setting
from yutang.cli.rehearsal import bottleneck
from yutang.cli.rehearsal.proof import Proof
from yutang.cli.rehearsal.record import Record, percentile
from yutang.cli.rehearsal.run import Played
from yutang.cli.rehearsal.watch import busiest_seconds

VERSION = 1
POINTS_MOST = 240
"""Seconds are put together so that a report has at most so many points, however long it ran."""
_SHARES = (0.5, 0.9, 0.99)
_LOTS = """
select l.id as lot, l.stocked, l.available, l.held, l.sold,
    (
        select extract(epoch from min(c.at))::float8 from trade_lotchange c
        where c.lot_id = l.id and c.kind = 'sold_out'
    ) as sold_out_at,
    extract(epoch from min(o.placed_at))::float8 as first_order_at,
    count(o.id)::int as orders,
    count(o.id) filter (where o.state = 'expired')::int as expired,
    coalesce(sum(o.amount_fen) filter (where o.state = 'paid'), 0)::bigint as paid_fen
from trade_lot l
left join trade_order o on o.lot_id = l.id
where l.id = any(%(lots)s)
group by l.id
"""
_STATES = """
select state, count(*)::int as orders from trade_order where lot_id = any(%(lots)s) group by state
"""
_EXPIRIES = """
select floor(extract(epoch from c.at) - %(went_at)s)::int as at, count(*)::int as orders
from trade_orderchange c join trade_order o on o.id = c.order_id
where o.lot_id = any(%(lots)s) and c.to_state = 'expired'
group by 1 order by 1
"""


@dataclass(frozen=True)
class Titled:
    """A lot of the rehearsal by the names of its good."""

    lot: int
    title: str
    title_en: str


@dataclass(frozen=True)
class Setting:
    """What was played: the line that plays it again and its settings, for the report's head."""

    kind: str
    command: str
    seed: int
    settings: dict[str, Any]
    parcels_hour: float | None
    database_is_here: bool


def build(
    url: str, played: Played, goods: Sequence[Titled], proof: Proof, what: Setting
) -> dict[str, Any]:
    """Return the whole report."""
    stored = _stored(url, [good.lot for good in goods], played.went_at)
    record = played.record
    answered = {n: sum(s.answers.values()) for n, s in record.seconds.items()}
    late_ms = percentile(record.late, 0.99)
    facts = played.watch.facts(
        busiest=busiest_seconds(answered),
        told_to_wait=record.counts["told_to_wait"],
        crowd_late_ms=late_ms,
        parcels=stored["states"].get("paid", 0),
        parcels_hour=what.parcels_hour,
        database_is_here=what.database_is_here,
    )
    return {
        "version": VERSION,
        "kind": what.kind,
        "command": what.command,
        "seed": what.seed,
        "settings": what.settings,
        "machine": setting(),
        "went_live": datetime.fromtimestamp(played.went_at, UTC).isoformat(timespec="milliseconds"),
        "seconds": round(played.seconds, 2),
        "orders": _orders(record, stored["states"], played),
        "times_ms": _times(record.times),
        "points": points(record, stored["expiries"]),
        "lots": _lots(goods, stored["lots"], played.went_at),
        "faults": played.faults,
        "samples": _thinned([asdict(sample) for sample in played.watch.samples]),
        "bottleneck": {**asdict(bottleneck.name(facts)), "facts": asdict(facts)},
        "proof": proof.as_dict(),
        "entries": _entries(played.entries),
    }


def points(record: Record, expiries: Mapping[int, int]) -> list[dict[str, Any]]:
    """Return counts and times over time; each point covers `span` seconds from `at`."""
    last = max([*record.seconds, *expiries], default=0)
    span = max(1, -(-(last + 1) // POINTS_MOST))
    found = []
    for at in range(0, last + 1, span):
        seconds = [record.seconds[n] for n in range(at, at + span) if n in record.seconds]
        answers = sum((second.answers for second in seconds), Counter[str]())
        times = sum((second.times for second in seconds), Counter[int]())
        kept = answers.pop("kept", 0)
        found.append(
            {
                "at": at,
                "span": span,
                "kept": kept,
                "refused": sum(answers.values()),
                "paid": sum(second.paid for second in seconds),
                "expired": sum(expiries.get(n, 0) for n in range(at, at + span)),
                **_times(times),
            }
        )
    return found


def _orders(record: Record, states: Mapping[str, int], played: Played) -> dict[str, Any]:
    answers = record.answers
    kept = answers.pop("kept", 0)
    counts = record.counts
    return {
        "wishes": kept + sum(answers.values()) + counts["unanswered"],
        "taps": counts["taps"],
        "kept": kept,
        "refused": dict(answers.most_common()),
        "states": dict(states),
        "valid": sum(states.get(state, 0) for state in ("paid", "confirmed")),
        "unanswered": counts["unanswered"],
        "doubled": counts["doubled"],
        "asked_again": {
            why: counts[why] for why in ("broken", "told_to_wait", "faults") if counts[why]
        },
        "never_paid": counts["never_paid"],
        "declined": counts["declined"],
        "paid_too_late": counts["payment_hold_over"] + counts["payment_gone"],
        "numbers_taken": counts["numbers_taken"],
        "seconds": round(record.last_answer_s, 2),
        "valid_after_s": round(played.orders_done_s, 2),
        "a_second": round(kept / record.last_answer_s, 1) if record.last_answer_s else 0.0,
        "best_second": max((s.answers["kept"] for s in record.seconds.values()), default=0),
    }


def _lots(
    goods: Sequence[Titled], rows: Mapping[int, Mapping[str, Any]], went_at: float
) -> list[dict[str, Any]]:
    lots = []
    for good in goods:
        row = dict(rows[good.lot])
        sold_out_at, first_at = row.pop("sold_out_at"), row.pop("first_order_at")
        times = {"sold_out_s": None, "gone_in_s": None}
        if sold_out_at is not None and first_at is not None:
            times["sold_out_s"] = round(sold_out_at - went_at, 2)
            times["gone_in_s"] = round(sold_out_at - first_at, 2)
        lots.append({**row, "title": good.title, "title_en": good.title_en, **times})
    return lots


def _entries(record: Record) -> dict[str, Any] | None:
    if not record.counts["entries"]:
        return None
    last = max(record.seconds, default=0) + 1
    return {
        "entered": record.counts["entries"],
        "again": record.counts["entries_again"],
        "seconds": last,
        "a_second": round(record.counts["entries"] / last, 1),
        "times_ms": _times(record.times),
    }


def _times(times: Mapping[int, int]) -> dict[str, float]:
    return {f"p{round(share * 100)}": percentile(times, share) for share in _SHARES}


def _thinned(samples: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    step = max(1, -(-len(samples) // POINTS_MOST))
    return list(samples[::step])


def _stored(url: str, lots: Sequence[int], went_at: float) -> dict[str, Any]:
    params = {"lots": list(lots), "went_at": went_at}
    with psycopg.connect(url, row_factory=dict_row) as connection:
        rows = connection.execute(_LOTS, params).fetchall()
        states = connection.execute(_STATES, params).fetchall()
        expiries = connection.execute(_EXPIRIES, params).fetchall()
    return {
        "lots": {row["lot"]: row for row in rows},
        "states": _pairs(states, "state"),
        "expiries": _pairs(expiries, "at"),
    }


def _pairs(rows: Iterable[Mapping[str, Any]], key: str) -> dict[Any, int]:
    return {row[key]: row["orders"] for row in rows}
