from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from yutang.places.loading import load
from yutang.places.models import Place


@pytest.fixture(scope="module")
def hebei_and_changchun(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Hebei and Jilin as shipped: two counties named 宽城."""
    with django_db_blocker.unblock():
        load(connection, ["13", "22"])
        yield
        Place.objects.all().delete()
