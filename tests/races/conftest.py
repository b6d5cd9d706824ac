"""One market a module, emptied afterwards: its rows are committed, as the gates must see them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from tests.races.market import GateProcess, Market


@pytest.fixture(scope="module")
def market(django_db_setup: None, django_db_blocker: "DjangoDbBlocker") -> Iterator["Market"]:
    from django.core.management import call_command

    from tests.races.market import Market

    with django_db_blocker.unblock():
        with Market() as market:
            yield market
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def gate(market: "Market") -> Iterator["GateProcess"]:
    from tests.races.market import gate as running

    with running(market.url) as process:
        yield process
