from collections.abc import Iterator
from functools import partial

import pytest
from django.core.cache import cache
from tests.sales import MakeSale, made_buyers, random_sale

from yutang.people.access import Person


@pytest.fixture(autouse=True)
def _fresh_figures() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def buyers(db: None) -> list[Person]:
    return made_buyers()


@pytest.fixture
def make_sale(host: Person, buyers: list[Person]) -> MakeSale:
    """Return a function that writes a sale with a random life; the same seed, the same sale."""
    return partial(random_sale, host, buyers)
