"""Passes taken back while a gate was away are known to it before the bus is heard, or without."""

import asyncio
import time

import pytest
from tests.contracts.house import until
from tests.races.market import Market, keyring

from yutang.gate.database import make_pool
from yutang.gate.door import revocations
from yutang.gate.door.identity import Identity
from yutang.gate.door.revocations import Revocations
from yutang.kernel.passes import Pass, new_id

pytestmark = [pytest.mark.served, pytest.mark.django_db]


async def test_what_was_taken_back_before_the_gate_began_is_known_at_once(
    market: Market, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(revocations, "REREAD_S", 600.0)
    claim = Pass(new_id(), "buyer", int(time.time()) + 3600, person=market.buyers[0])
    market.db.execute(
        "insert into people_revokedpass (pass_id, expires_at) values (%s, now() + '1 hour')",
        [claim.id],
    )
    identity = Identity(keyring())
    async with make_pool(market.url) as pool:
        running = asyncio.create_task(Revocations(pool, identity).run())
        await until(lambda: identity.is_revoked(claim))
        running.cancel()
