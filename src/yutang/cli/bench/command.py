"""The order in which things are measured; about three minutes in all, unless it is `large`."""

from collections.abc import Iterator

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from yutang.cli.bench import growth, measures, recalls, report, settling, statements, watchers
from yutang.cli.bench.stage import LOTS, Stage, gate, stage
from yutang.plumbing import log as logs

CONNECTIONS = 1_000
HAULS = (1, 50, 200, 500, 1_000)


def bench(*, seconds: float, viewers: int, large: bool) -> None:
    """Measure, print the figures with their ratios, and keep them as JSON."""
    logs.set_up("bench", pretty=False)
    setting = report.setting()
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()) as bar:
        task = bar.add_task("setting the stage")
        with stage() as market:
            results = report.Results([], [], [], [], [], [], [], [])
            for said in _measure(market, results, seconds, viewers):
                bar.update(task, description=said)
            bar.update(task, description=f"settling {settling.YARDSTICK:,} orders")
            results.settled.extend(settling.measure(market))
            bar.update(task, description=f"a statement of {statements.MANY:,} orders")
            results.stated.extend(statements.state(market))
            many = growth.LARGE if large else growth.MANY
            bar.update(task, description=f"orders beside {many:,} stored ones")
            results.grown.extend(growth.grow(market, many, seconds))
            bar.update(task, description=f"a recall among {recalls.MANY:,} parcels")
            results.recalled.extend(recalls.recall(market))
    report.show(setting, results)
    print(f"\nkept in {report.save(setting, results)}")


def _measure(market: Stage, results: report.Results, seconds: float, viewers: int) -> Iterator[str]:
    """Measure one thing after the other, saying each time what comes next."""
    for haul in HAULS:
        yield f"SQL alone, {haul} orders a transaction"
        results.raw.append(measures.raw(market, haul, 1, seconds))
    expected_s = results.raw[-1].orders_s * 0.7
    with gate(market.url) as running:
        for lots in (1, LOTS):
            yield f"orders through HTTP, {lots} lots"
            results.http.append(
                measures.through_http(
                    market,
                    running,
                    lots=lots,
                    connections=CONNECTIONS,
                    orders=int(expected_s * seconds),
                )
            )
    yield f"{viewers:,} viewers"
    watched, came_back = watchers.watch(market, viewers, max(seconds * 2, 5))
    results.watched.append(watched)
    results.came_back.append(came_back)
    with gate(market.url, haul_max=1) as running:
        yield "orders through HTTP, one a transaction"
        results.http.append(
            measures.through_http(
                market,
                running,
                lots=1,
                connections=CONNECTIONS,
                one_a_transaction=True,
                orders=int(results.raw[0].orders_s * seconds),
            )
        )
