from collections.abc import Iterator
from functools import cache

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from yutang.places import table
from yutang.places.loading import load
from yutang.places.models import Place
from yutang.places.rules import level_of, parent_code, short_name


@pytest.fixture(scope="module")
def hebei_and_changchun(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Hebei and Jilin as shipped: two counties named 宽城."""
    with django_db_blocker.unblock():
        load(connection, ["13", "22"])
        yield
        Place.objects.all().delete()


@pytest.fixture
def chengde(db: None) -> None:
    """Two counties of Chengde as shipped, 宽城 (130827) and 丰宁 (130826): some 600 places."""
    Place.objects.bulk_create(
        Place(
            code=code,
            edition=table.EDITION,
            name=name,
            short_name=short_name(name, level_of(code)),
            parent_code=parent_code(code),
            level=level_of(code),
        )
        for code, name in _chengde()
    )


@cache
def _chengde() -> list[table.Entry]:
    """Read once: the whole province has to be unpacked for it."""
    return [
        entry
        for entry in table.province_entries("13")
        if entry.code in {"13", "1308"} or entry.code[:6] in {"130826", "130827"}
    ]
