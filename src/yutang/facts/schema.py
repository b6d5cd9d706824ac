"""A kind's columns as Arrow, CSV and Ibis know them."""

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from yutang.facts.kinds.shape import Column, Kind, Type
from yutang.plumbing import statements

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

_IBIS: Final[dict[Type, str]] = {
    "string": "string",
    "int": "int64",
    "float": "float64",
    "decimal": "decimal(18, 2)",
    "bool": "boolean",
    "date": "date",
    "timestamp": "timestamp('UTC', 6)",
}
SQL: Final[dict[Type, str]] = {
    "string": "varchar",
    "int": "bigint",
    "float": "double precision",
    "decimal": "decimal(18, 2)",
    "bool": "boolean",
    "date": "date",
    "timestamp": "timestamp with time zone",
}
"""As DuckDB and Spark name them, for columns that are not there."""


def arrow_type(type_: Type) -> Any:
    """Return the Arrow type of a column's type."""
    import pyarrow as pa  # noqa: PLC0415 - heavy: pages that count nothing start without it

    made = {
        "string": pa.string(),
        "int": pa.int64(),
        "float": pa.float64(),
        "decimal": pa.decimal128(18, 2),
        "bool": pa.bool_(),
        "date": pa.date32(),
        "timestamp": pa.timestamp("us", "UTC"),
    }
    return made[type_]


def arrow(kind: Kind) -> "pa.Schema":
    """Return the schema of a kind's files."""
    import pyarrow as pa  # noqa: PLC0415 - heavy: pages that count nothing start without it

    return pa.schema([pa.field(each.name, arrow_type(each.type)) for each in kind.columns])


def ibis_schema(kind: Kind) -> "ibis.Schema":
    """Return the schema of a kind's table."""
    import ibis  # noqa: PLC0415 - heavy: pages that count nothing start without it

    return ibis.schema({each.name: _IBIS[each.type] for each in kind.columns})


def shape_of(kind: Kind) -> str:
    """Return what stands for a kind's columns: files of another shape are read with care."""
    return sha256(_columns(kind.columns).encode()).hexdigest()


def definition_of(kind: Kind) -> str:
    """Return what stands for all that makes a kind's rows: of another definition, all are new."""
    statement = statements.load("facts", kind.statement)
    return sha256(f"{kind.by}\n{_columns(kind.columns)}\n{statement}".encode()).hexdigest()


def _columns(columns: tuple[Column, ...]) -> str:
    return "\n".join(f"{each.name} {each.type}" for each in columns)
