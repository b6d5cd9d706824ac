"""Every kind: what its statement answers is what its columns say, and its words are whole."""

from datetime import date

import pytest
from django.db import connection

from yutang.facts.kinds import every
from yutang.facts.kinds.shape import Kind, Type
from yutang.plumbing import statements

_TYPES: dict[Type, set[str]] = {
    "string": {"text", "character varying"},
    "int": {"bigint", "integer"},
    "float": {"double precision"},
    "decimal": {"numeric"},
    "bool": {"boolean"},
    "date": {"date"},
    "timestamp": {"timestamp with time zone"},
}


def described(kind: Kind) -> list[tuple[str, str]]:
    """Return names and types of what the statement answers, as PostgreSQL describes it."""
    with connection.cursor() as cursor:
        cursor.execute(
            statements.load("facts", kind.statement),
            {"since": date(2026, 11, 1), "until": date(2026, 12, 1)},
        )
        fields = [(each.name, each.type_code) for each in cursor.description]
        cursor.execute(
            "select oid::int, format_type(oid, null) from pg_type where oid = any(%s)",
            [[code for _name, code in fields]],
        )
        names = dict(cursor.fetchall())
    return [(name, names[code]) for name, code in fields]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", every(), ids=lambda kind: kind.name)
def test_a_statement_answers_the_columns_of_its_kind_and_whether_it_is_a_demo(kind: Kind) -> None:
    told = described(kind)
    assert [name for name, _type in told] == [*(each.name for each in kind.columns), "is_demo"]
    for column, (name, type_) in zip(kind.columns, told, strict=False):
        assert type_ in _TYPES[column.type], f"{kind.name}.{name} is {type_}, not {column.type}"
    assert told[-1] == ("is_demo", "boolean")
