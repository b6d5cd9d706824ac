"""`yutang export-rows`: lots, orders and their moves as CSV, so that anybody can count again.

Nothing of a person is in it: no name, contact or account number. A buyer is a number of this
export alone, given in an order that tells nothing; keys are left out, for buyers know theirs.
What was only rehearsed is left out.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import typer
from rich.console import Console
from rich.progress import Progress

from yutang.cli import boot

_OF: LiteralString = """
    select id from trade_lot
    where case when %(lots)s::bigint[] is null then not is_rehearsal else id = any(%(lots)s) end
"""
FILES: dict[str, LiteralString] = {
    "lots.csv": """
        select id as lot, stocked, available, held, sold, withdrawn, price_fen, state
        from trade_lot where id in (select id from wanted) order by id
    """,
    "orders.csv": """
        select o.id as "order", buyer.number as buyer, o.key_number as key, o.lot_id as lot,
            o.quantity, o.price_fen, o.amount_fen, o.state, o.placed_at, o.expires_at
        from (
            select *, dense_rank() over (partition by buyer_id order by key) as key_number
            from trade_order where lot_id in (select id from wanted)
        ) o
        join (
            select buyer_id, row_number() over (order by min(md5(id::text))) as number
            from trade_order where lot_id in (select id from wanted) group by buyer_id
        ) buyer using (buyer_id)
        order by o.id
    """,
    "order_changes.csv": """
        select c.order_id as "order", c.at, c.from_state, c.to_state
        from trade_orderchange c join trade_order o on o.id = c.order_id
        where o.lot_id in (select id from wanted)
        order by c.id
    """,
}


def export_rows(folder: Path) -> None:
    """Write the files into the folder, as one snapshot sees the rows; existing ones go."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        typer.echo(f"{folder} cannot be made ({error.strerror}). Name another folder.", err=True)
        raise typer.Exit(1) from None
    with psycopg.connect(boot.database()) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        write(connection, folder)
    Console().print(
        f"{', '.join(FILES)} are in {folder}. Count them: python tools/recount.py {folder}",
        markup=False,
        soft_wrap=True,
    )


def write(
    connection: psycopg.Connection[Any], folder: Path, lots: Sequence[int] | None = None
) -> None:
    """Write all files as the connection's transaction sees them: the real lots, or just these."""
    wanted = None if lots is None else list(lots)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        for name, query in progress.track(FILES.items(), description="files"):
            _copy(connection, query, wanted, folder / name)


def _copy(
    connection: psycopg.Connection[Any],
    query: LiteralString,
    lots: list[int] | None,
    file: Path,
) -> None:
    statement = f"copy (with wanted as ({_OF}) {query}) to stdout with (format csv, header)"
    with (
        file.open("wb") as written,
        connection.cursor() as cursor,
        cursor.copy(statement, {"lots": lots}) as rows,
    ):
        for part in rows:
            written.write(part)
