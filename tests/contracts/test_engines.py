"""Spark answers every indicator as DuckDB does, over the same Parquet files.

Runs where pyspark can be imported and Java is there (`make engines`); a Spark that runs already is
asked with `YUTANG_TEST_SPARK=spark://host:port`.
"""

import os
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from importlib.util import find_spec
from random import Random
from typing import Any

import pytest
from tests.published import published

from yutang.facts import engines
from yutang.facts import queries as facts
from yutang.facts.kinds.shape import Column, Kind
from yutang.indicators import queries
from yutang.indicators.queries import valuing
from yutang.indicators.rules.periods import Period

pytestmark = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed"),
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java"),
    pytest.mark.timeout(900),
]
# For sixty rows, generated and compiled code costs more than it saves.
SMALL_DATA = {
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.shuffle.partitions": "1",
}
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
        "on": lambda: date(2025, 1, 1) + timedelta(days=chance.randrange(730)),
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
        "date": lambda: date(2025, 6, 1) + timedelta(days=chance.randrange(900)),
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


def _stop(spark: engines.Spark) -> None:
    """End the session and the Java process that pyspark started for it."""
    from pyspark import SparkContext

    spark._session.stop()
    gateway, SparkContext._gateway, SparkContext._jvm = SparkContext._gateway, None, None
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()


def test_spark_and_duckdb_agree_on_every_indicator(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [each.name for each in queries.every()]
    for name in sorted({each.fact for each in queries.every() if each.fact}):
        _publish(facts.kind(name))
    places, periods = ["", "130827"], [YEAR, YEAR.before()]
    by_duckdb = queries.values(names, places, periods)
    lines = queries.by("sales.net_yuan", "", YEAR, "platform")
    said = " ".join(f"--conf {name}={value}" for name, value in SMALL_DATA.items())
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", f"{said} pyspark-shell")
    spark = engines.Spark(os.environ.get("YUTANG_TEST_SPARK", "spark://local[2]"))
    monkeypatch.setattr(engines, "engine", lambda: spark)
    valuing._kept.clear()
    try:
        by_spark = queries.values(names, places, periods)
        assert queries.by("sales.net_yuan", "", YEAR, "platform") == lines
    finally:
        _stop(spark)
        valuing._kept.clear()
    assert by_spark == by_duckdb
    filled = [value for value in by_duckdb.values() if value.number]
    assert len(filled) > len(by_duckdb) / 2
