"""Nothing lost, nothing twice: proved after a rehearsal in three ways that do not know each other.

1. what the buyers were told of against what is stored, order by order;
2. the rooms' own invariants, as `yutang verify` asks them;
3. the exported rows, counted again by a script that knows nothing of us (`tools/recount.py`).
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.rows import dict_row

from yutang.cli import export, verify
from yutang.plumbing.config import REPOSITORY

_RECOUNT = REPOSITORY / "tools" / "recount.py"
_OVER_UNDER = re.compile(r"oversold (\d+), undersold (\d+) units")
_ID_BYTES = 16
_STORED = """
select
    (select count(*) from told) as told,
    (select count(*) from trade_order where lot_id = any(%(lots)s)) as stored,
    (
        select count(*) from told
        where not exists (select 1 from trade_order o where o.id = told.id and o.sale_id = %(sale)s)
    ) as lost,
    (
        select count(*) from trade_order o
        where o.lot_id = any(%(lots)s) and not exists (select 1 from told where told.id = o.id)
    ) as untold
"""
_OVER = """
select
    coalesce(sum(greatest(sold + held + withdrawn - stocked, 0)), 0)::int as oversold,
    coalesce(sum(greatest(stocked - withdrawn - sold - held - available, 0)), 0)::int as undersold
from (
    select l.stocked, l.withdrawn, l.available,
        coalesce(sum(o.quantity) filter (where o.state = 'held'), 0) as held,
        coalesce(sum(o.quantity) filter (
            where o.state in ('paid', 'confirmed', 'shipped', 'received', 'closed')), 0) as sold
    from trade_lot l left join trade_order o on o.lot_id = l.id
    where l.id = any(%(lots)s)
    group by l.id
) counted
"""


@dataclass(frozen=True)
class Proof:
    """`lost`: orders that buyers were told of and that are not stored; `untold`: stored ones that
    nobody was told of. `checks`: (room, name, rows, breaches). `recount`: its words, or why not.
    """

    told: int
    stored: int
    lost: int
    untold: int
    oversold: int
    undersold: int
    checks: list[tuple[str, str, int, int]]
    recount: str
    recount_agrees: bool | None

    @property
    def holds(self) -> bool:
        clean = not (self.lost or self.untold or self.oversold or self.undersold)
        unbroken = not any(breaches for *_, breaches in self.checks)
        return clean and unbroken and self.recount_agrees is not False

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "holds": self.holds}


def prove(url: str, sale: int, lots: Sequence[int], told: bytes) -> Proof:
    """Prove it for the lots of one sale; `told` are the orders' ids, 16 bytes each."""
    with psycopg.connect(url, row_factory=dict_row) as connection:
        counts = _compare(connection, sale, lots, told)
        over = connection.execute(_OVER, {"lots": list(lots)}).fetchone()
        assert over is not None
        cursor = connection.cursor()
        found = [
            (each.room, each.name, each.rows, each.breaches)
            for each in verify.findings(cursor, list(verify.checks()))
        ]
        connection.rollback()
        said, agrees = _recount(connection, lots)
    return Proof(**counts, **over, checks=found, recount=said, recount_agrees=agrees)


def _compare(
    connection: psycopg.Connection[Any], sale: int, lots: Sequence[int], told: bytes
) -> dict[str, int]:
    connection.execute("create temporary table told (id uuid primary key) on commit drop")
    with connection.cursor().copy("copy told from stdin with (format binary)") as rows:
        rows.set_types(["uuid"])
        for start in range(0, len(told), _ID_BYTES):
            rows.write_row([_uuid(told[start : start + _ID_BYTES])])
    found = connection.execute(_STORED, {"sale": sale, "lots": list(lots)}).fetchone()
    assert found is not None
    return dict(found)


def _uuid(raw: bytes) -> Any:
    from uuid import UUID

    return UUID(bytes=raw)


def _recount(connection: psycopg.Connection[Any], lots: Sequence[int]) -> tuple[str, bool | None]:
    if not _RECOUNT.is_file():
        return "tools/recount.py comes with a clone of the project; it is not here.", None
    with tempfile.TemporaryDirectory(prefix="yutang-rows-") as folder:
        export.write(connection, Path(folder), lots)
        done = subprocess.run(
            [sys.executable, "-I", str(_RECOUNT), folder],
            capture_output=True,
            text=True,
            check=False,
        )
    said = " ".join(done.stdout.split())
    return said, done.returncode == 0 and _OVER_UNDER.search(said) is not None
