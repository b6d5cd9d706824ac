"""Boards show what was published, hide small groups, and say plainly what is not there."""

import pytest
from tests.published import published

from yutang.boards.tests import invented
from yutang.kernel.clock import today

pytestmark = pytest.mark.django_db
VILLAGES = ("130827106203", "130827100201")


@pytest.fixture
def store(land: None) -> None:
    for kind, rows in invented.store(VILLAGES, today(), days=120).items():
        published(kind, rows)
