"""Each kind's watches are statements that the tables of today can answer."""

import pytest
from django.db import connection

from yutang.facts import kinds, watching
from yutang.facts.kinds.shape import Kind, Watch

pytestmark = pytest.mark.django_db
WATCHES = [(kind, watch) for kind in kinds.every() for watch in kind.watches]


@pytest.mark.parametrize("kind", kinds.every(), ids=lambda kind: kind.name)
def test_a_watch_answers_days_of_its_table(kind: Kind) -> None:
    for watch in kind.watches:
        assert _answers(watch) == ["date"], watch


def test_what_is_installed_is_what_the_kinds_ask_for() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select obj_description('facts_change'::regclass)")
        row = cursor.fetchone()

    assert row == (watching.mark_of(watching.statement(kinds.every())),)


def _answers(watch: Watch) -> list[str]:
    with connection.cursor() as cursor:
        narrow = ", ".join(watch.compared) if watch.only else "*"
        cursor.execute(f"select {', '.join(watch.compared)} from {watch.table} limit 0")
        cursor.execute(
            f"select pg_typeof(d.day)::text from (values (1)) v left join (with changed as"
            f" (select {narrow} from {watch.table} limit 0) {watch.days}) d (day) on true"
        )
        return [row[0] for row in cursor.fetchall()]
