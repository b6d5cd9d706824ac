"""A local gateway behind the configured providers, and an order that begins to be paid."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from tests.gateway import Gateway, Notice

from yutang.plumbing.config import Config

if TYPE_CHECKING:
    from yutang.money.models import Attempt
    from yutang.people.access import Person
    from yutang.trade.models import Order


@pytest.fixture(scope="session")
def _served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    with Gateway(tmp_path_factory.mktemp("gateway")) as gateway:
        yield gateway


@pytest.fixture
def gateway(_served: Gateway, monkeypatch: pytest.MonkeyPatch) -> Gateway:
    """Alipay, WeChat Pay and a bank account are configured; nothing is open at the gateway."""
    _served.trades.clear()
    _served.asked.clear()
    _served.away, _served.refuses, _served.public_key_id = False, "", ""
    config = replace(Config.load(), merchants=_served.merchants)
    monkeypatch.setattr(Config, "load", lambda: config)
    return _served


@dataclass(frozen=True)
class Scene:
    """A buyer with an order that waits to be paid, its county's clerk, and the gateway."""

    gateway: Gateway
    order: "Order"
    buyer: "Person"
    clerk: "Person"

    def start(self, method: str, *, phone: bool = False) -> "Attempt":
        """The buyer begins to pay the order."""
        from yutang.money import actions

        device = actions.Device(is_phone=phone)
        return actions.start(self.order.pk, self.buyer, method, device)

    def post(self, notice: Notice) -> int:
        """A provider sends a notification to our door; a failure in its own words is 400."""
        content_type = notice.headers.get("Content-Type") or notice.headers["content-type"]
        answer = Client().post(
            notice.path, notice.body, content_type=content_type, headers=notice.headers
        )
        return int(answer.status_code) if answer.content != b"failure" else 400


@pytest.fixture
def scene(gateway: Gateway, ready_order: "Order", buyer: "Person", clerk: "Person") -> Scene:
    return Scene(gateway, ready_order, buyer, clerk)
