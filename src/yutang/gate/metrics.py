"""What this process counts about itself, for `/metrics` (Prometheus)."""

from collections import defaultdict
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily
from prometheus_client.gc_collector import GCCollector
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector

REGISTRY = CollectorRegistry()
ProcessCollector(registry=REGISTRY)
GCCollector(registry=REGISTRY)


class _Orders(Collector):
    """Order requests by answer: counted as plain numbers, because each order is."""

    def __init__(self) -> None:
        self.by_answer: defaultdict[str, int] = defaultdict(int)

    def collect(self) -> Iterator[CounterMetricFamily]:
        family = CounterMetricFamily("yutang_orders", "Order requests by answer", labels=["answer"])
        for answer, count in self.by_answer.items():
            family.add_metric([answer], count)
        yield family


_orders = _Orders()
REGISTRY.register(_orders)
HAUL = Histogram(
    "yutang_haul_size",
    "Requests in one transaction",
    ["queue"],
    buckets=(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
    registry=REGISTRY,
)
FLUSH = Histogram(
    "yutang_flush_seconds",
    "Time one transaction took",
    ["queue"],
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
    registry=REGISTRY,
)
FAILED = Counter(
    "yutang_flush_failures_total", "Transactions that failed", ["queue"], registry=REGISTRY
)
WAITING = Gauge("yutang_queue_length", "Requests waiting", ["queue"], registry=REGISTRY)
VIEWERS = Gauge("yutang_viewers", "Open event streams", registry=REGISTRY)
ROOMS = Gauge("yutang_rooms", "Rooms held in memory", registry=REGISTRY)
BUS = Gauge("yutang_bus_up", "Whether this process hears the bus", registry=REGISTRY)
SNAPSHOTS = Counter("yutang_snapshots_total", "Answers to /state from here", registry=REGISTRY)
TICKS = Counter("yutang_ticks_total", "Ticks published", registry=REGISTRY)
CAUGHT_UP = Counter(
    "yutang_viewers_caught_up_total", "Slow readers given the newest state", registry=REGISTRY
)
TICKETS = Counter(
    "yutang_tickets_total", "Requests for a number by answer", ["answer"], registry=REGISTRY
)
CHAT = Counter("yutang_chat_total", "Chat lines by answer", ["answer"], registry=REGISTRY)


def order_answered(answer: str) -> None:
    """Count an order's answer."""
    _orders.by_answer[answer] += 1


def page() -> bytes:
    """Return all counts in Prometheus' text format."""
    return generate_latest(REGISTRY)
