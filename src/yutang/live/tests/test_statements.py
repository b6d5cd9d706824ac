"""What the gate reads has the columns of what it is read into."""

import pytest
from django.db import connection

from yutang.live.feed import LotLine
from yutang.plumbing import statements


@pytest.mark.django_db
def test_a_lots_columns_are_the_fields_of_its_line_in_their_order() -> None:
    with connection.cursor() as cursor:
        cursor.execute(statements.load("trade", "lots_now"), {"lots": []})
        columns = tuple(column.name for column in cursor.description)
    assert columns == (*LotLine.__struct_fields__, "terms")
