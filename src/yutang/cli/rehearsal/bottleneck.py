"""What was slowest, from what was measured. Pure."""

from dataclasses import dataclass, field
from typing import Literal

Part = Literal["crowd", "gate", "database", "queue", "machine", "packers", "nothing"]

BUSY = 0.85
"""Share of a core from which one process is as good as full."""
LATE_MS = 250.0
"""Taps that the crowd itself sent this late (one in a hundred) were not the server's doing."""
FLUSHING = 0.85
"""Share of the time in which a gate waited for the database's answer to a haul."""
FULL = 0.95
"""Share of all cores from which the machine is as good as full."""
QUEUE_LONG = 2_000
PACKING_DAY_H = 8.0
"""A packers' day, where only their parcels a day are known."""


@dataclass(frozen=True)
class Facts:
    """Measured in the busiest part of the rush (its busiest tenth of seconds, at least five).

    Cores used: `crowd` and `gate` by the busiest single process, `database` by all of it (None
    where it runs on another machine), `ours` by all of these together; `machine`: share of all
    cores, others' work included. `flushing`: see FLUSHING. `queue`: most requests waiting.
    `parcels_hour`: what the packers can do, None when nobody said.
    """

    cores: int
    machine: float
    ours: float
    crowd: float
    gate: float
    database: float | None
    flushing: float
    flush_p99_ms: float
    queue: int
    told_to_wait: int
    crowd_late_ms: float
    parcels: int = 0
    parcels_hour: float | None = None


@dataclass(frozen=True)
class Bottleneck:
    """The slowest part of the rush and, apart from it, whether the packers keep up."""

    part: Part
    why: str
    why_zh: str
    packing_hours: float | None = None
    shares: dict[str, float] = field(default_factory=dict)


def name(facts: Facts) -> Bottleneck:
    """Return what was slowest. The crowd comes first: what it could not send, nobody took."""
    part, why, why_zh = _of_the_rush(facts)
    hours = facts.parcels / facts.parcels_hour if facts.parcels_hour else None
    if part == "nothing" and hours is not None and hours > PACKING_DAY_H:
        part = "packers"
        why = f"{facts.parcels:,} parcels need {hours:.1f} hours of packing; the rest had room."
        why_zh = f"{facts.parcels:,} 个包裹要打包 {hours:.1f} 小时；其他环节都有余量。"
    shares = {"crowd": facts.crowd, "gate": facts.gate, "machine": facts.machine}
    if facts.database is not None:
        shares["database"] = facts.database
    return Bottleneck(part, why, why_zh, hours, shares)


Named = tuple[Part, str, str]
"""The part, and why in English and in Chinese."""


def _of_the_rush(facts: Facts) -> Named:
    if facts.crowd_late_ms > LATE_MS or facts.crowd >= max(BUSY, facts.gate):
        return _crowd(facts)
    if facts.gate >= BUSY:
        return _gate(facts)
    if facts.machine >= FULL:  # then waiting for the database says nothing of the database
        return _machine(facts)
    if facts.flushing >= FLUSHING or (facts.database or 0.0) >= BUSY * facts.cores:
        return _database(facts)
    if facts.queue >= QUEUE_LONG or facts.told_to_wait:
        return _queue(facts)
    return _nothing(facts)


def _crowd(facts: Facts) -> Named:
    why = (
        f"The load generator itself: it used {facts.crowd:.0%} of a core and sent taps up to "
        f"{facts.crowd_late_ms:,.0f} ms late. The server could have taken more."
    )
    why_zh = (
        f"压测程序自己：占一个核的 {facts.crowd:.0%}，点击最多晚发 {facts.crowd_late_ms:,.0f} 毫秒"
        "。服务器还能接更多。"
    )
    return "crowd", why, why_zh


def _gate(facts: Facts) -> Named:
    why = f"The gate: its process used {facts.gate:.0%} of a core. A second gate would help."
    why_zh = f"接单进程(gate)：占一个核的 {facts.gate:.0%}。再加一个进程会更快。"
    return "gate", why, why_zh


def _database(facts: Facts) -> Named:
    used = "" if facts.database is None else f", {facts.database:.0%} of a core"
    used_zh = "" if facts.database is None else f"，占 {facts.database:.0%} 个核"
    why = (
        f"The database: gates waited for it {facts.flushing:.0%} of the time (99 of 100 hauls "
        f"within {facts.flush_p99_ms:,.0f} ms{used})."
    )
    why_zh = (
        f"数据库：接单进程有 {facts.flushing:.0%} 的时间在等它（100 批里 99 批在 "
        f"{facts.flush_p99_ms:,.0f} 毫秒内{used_zh}）。"
    )
    return "database", why, why_zh


def _queue(facts: Facts) -> Named:
    why = (
        f"The intake queue: up to {facts.queue:,} wishes waited, {facts.told_to_wait:,} were told "
        "to come back."
    )
    why_zh = (
        f"接单队列：最多有 {facts.queue:,} 个请求在排队，{facts.told_to_wait:,} 次被告知稍后再来。"
    )
    return "queue", why, why_zh


def _machine(facts: Facts) -> Named:
    others = max(facts.machine * facts.cores - facts.ours, 0.0)
    database = facts.database or 0.0
    why = (
        f"The machine: its {facts.cores} cores were full. The database used {database:.1f}, the "
        f"busiest gate {facts.gate:.1f}, the load generator {facts.crowd:.1f}, programs that have "
        f"nothing to do with it {others:.1f}."
    )
    why_zh = (
        f"整台机器：{facts.cores} 个核都满了。数据库用了 {database:.1f} 个，最忙的接单进程 "
        f"{facts.gate:.1f} 个，压测程序 {facts.crowd:.1f} 个，不相干的程序 {others:.1f} 个。"
    )
    return "machine", why, why_zh


def _nothing(facts: Facts) -> Named:
    why = (
        f"Nothing: the busiest gate used {facts.gate:.0%} of a core, the machine "
        f"{facts.machine:.0%} of its {facts.cores}."
    )
    why_zh = (
        f"没有瓶颈：最忙的接单进程占一个核的 {facts.gate:.0%}，整机 {facts.cores} 核用了 "
        f"{facts.machine:.0%}。"
    )
    return "nothing", why, why_zh
