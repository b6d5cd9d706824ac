"""Spark answers every indicator as DuckDB does, over the same Parquet files.

Runs where pyspark can be imported and Java is there (`make engines`): on a standalone cluster of
one master and one worker on this machine. `YUTANG_TEST_SPARK` names another Spark instead, such
as `spark://host:port` of a cluster that runs already, or `spark://local[2]`.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.published import published

from yutang.facts import engines
from yutang.facts import queries as facts
from yutang.facts.kinds.shape import Column, Kind
from yutang.indicators import queries
from yutang.indicators.queries import held, valuing
from yutang.indicators.rules.periods import Period

pytestmark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed"),
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java"),
    pytest.mark.timeout(900),
]
HERE = "127.0.0.1"
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
# For sixty rows, what prepares for millions costs more than it saves: generated and compiled code,
# many tasks, a job to list files.
SMALL_DATA = {
    "spark.driver.bindAddress": HERE,
    "spark.driver.host": HERE,
    "spark.driver.extraJavaOptions": JAVA,
    "spark.executor.extraJavaOptions": JAVA,
    "spark.executor.memory": "1g",
    "spark.default.parallelism": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.files.openCostInBytes": "0",
    "spark.sql.files.minPartitionNum": "1",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "1000",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
DAYS = [date(year, month, 1 + month) for year in (2025, 2026) for month in (1, 4, 8, 12)]
ROWS = 60
YEAR = Period.year(2026)
VILLAGES = ("130827100200", "130827100201", "130802001001", "140100100200", "130827")
WORDS = {
    "platform": ("yutang", "taobao"),
    "period": ("before", "live", "after", "later"),
    "family": ("taobao-village", "taobao-town", "women", "health"),
    "kind": ("in_village", "in_town", "new", "model_shop", "pickup"),
    "way": ("given", "arrived", "spent", "paid_out", "budget"),
    "direction": ("ecology", "ecommerce", "education", "women", "health"),
    "line": ("upstream", "centre", "training"),
    "step": ("recommended", "admitted", "plaque"),
    "state": ("kept", "overdue", "late"),
    "level": ("province", "county"),
    "part": ("farmer", "packing", "host"),
    "after": ("class", "work"),
    "course_kind": ("cloud", "county_head", "host"),
    "plan": ("qingcheng", ""),
    "as_who": ("student", "teacher"),
    "what": ("notice", "ledger"),
    "about": ("training.class", "ecology"),
}


def _cell(column: Column, chance: Random) -> Any:
    own: dict[str, Callable[[], Any]] = {
        "place": lambda: chance.choice(VILLAGES),
        "on": lambda: chance.choice(DAYS),
        "months": lambda: chance.choice((0, 3, 6, 12)),
        "evidence": lambda: "/somewhere/",
    }
    if column.name in own:
        return own[column.name]()
    if chance.random() < 0.1:
        return None
    few = column.name in {"person", "product", "shop", "school"}
    made: dict[str, Callable[[], Any]] = {
        "string": lambda: chance.choice(WORDS.get(column.name, ("a", "b", "c"))),
        "int": lambda: chance.randrange(40) if few else chance.randrange(-500, 3_000_000),
        "float": lambda: chance.randrange(0, 9_000) / 8,
        "decimal": lambda: Decimal(chance.randrange(0, 99_999)) / 100,
        "bool": lambda: chance.random() < 0.6,
        "date": lambda: date(chance.choice((2025, 2026, 2027)), chance.randrange(1, 13), 7),
        "timestamp": lambda: None,
    }
    return made[column.type]()


def _publish(kind: Kind) -> None:
    chance = Random(kind.name)
    published(
        kind.name,
        [
            {
                each.name: _cell(each, chance)
                for each in kind.columns
                if each.name not in {"key", "at"}
            }
            for _number in range(ROWS)
        ],
    )


@contextmanager
def _standalone(logs: Path) -> Iterator[str]:
    """Run a standalone cluster of one worker with two cores; give its address."""
    with ExitStack() as started:
        master = _daemon("master.Master", ["--port", "0", "--webui-port", "0"], logs, started)
        address = _said(master, r"Starting Spark master at (spark://\S+)")
        asked = ["--cores", "2", "--memory", "1g", "--webui-port", "0", "--work-dir", str(logs)]
        worker = _daemon("worker.Worker", [*asked, address], logs, started)
        _said(worker, r"Successfully registered with master (\S+)")
        yield address


def _daemon(name: str, asked: list[str], logs: Path, started: ExitStack) -> Path:
    import pyspark

    log = logs / f"{name}.log"
    program = Path(pyspark.__file__).parent / "bin" / "spark-class"
    environment = {**os.environ, "SPARK_LOCAL_IP": HERE, "SPARK_DAEMON_JAVA_OPTS": JAVA}
    process = subprocess.Popen(
        [program, f"org.apache.spark.deploy.{name}", "--host", HERE, *asked],
        env=environment,
        stdout=started.enter_context(log.open("wb")),
        stderr=subprocess.STDOUT,
    )
    started.callback(process.wait)
    started.callback(process.terminate)
    return log


def _said(log: Path, pattern: str) -> str:
    """Return what a daemon said once it has said it."""
    for _attempt in range(600):
        found = re.search(pattern, log.read_text("utf-8", "replace"))
        if found:
            return found[1]
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8", "replace")[-2_000:])


def _stop(spark: engines.Spark) -> None:
    """End the session and the Java process that pyspark started for it."""
    from pyspark import SparkContext

    spark._session.stop()
    gateway, SparkContext._gateway, SparkContext._jvm = SparkContext._gateway, None, None
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()


@contextmanager
def _spark(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[engines.Spark]:
    said = " ".join(f'--conf "{name}={value}"' for name, value in SMALL_DATA.items())
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", f"{said} pyspark-shell")
    monkeypatch.setenv("SPARK_LOCAL_IP", HERE)
    with ExitStack() as started:
        address = os.environ.get("YUTANG_TEST_SPARK")
        address = address or started.enter_context(_standalone(folder))
        spark = engines.Spark(address)
        started.callback(_stop, spark)
        yield spark


def test_spark_and_duckdb_agree_on_every_indicator(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [each.name for each in queries.every()]
    for name in sorted({each.fact for each in queries.every() if each.fact}):
        _publish(facts.kind(name))
    monkeypatch.setattr(held, "ROWS_MOST", 0)  # else so few rows are counted by neither
    places, periods = ["", "13", "130827", "130802"], [YEAR, YEAR.before()]
    by_duckdb = queries.values(names, places, periods)
    lines = queries.by("sales.net_yuan", "", YEAR, "platform")
    with _spark(tmp_path, monkeypatch) as spark:
        monkeypatch.setattr(engines, "engine", lambda: spark)
        valuing._kept.clear()
        by_spark = queries.values(names, places, periods)
        assert queries.by("sales.net_yuan", "", YEAR, "platform") == lines
    valuing._kept.clear()
    assert by_spark == by_duckdb
    filled = [value for value in by_duckdb.values() if value.number]
    assert len(filled) > len(by_duckdb) / 2
