"""Behind the stage of the boards: an invented store of one county, published as its facts."""

import time
from collections.abc import Callable
from functools import partial

COUNTY = "130623"
TRIES = 40


def boards() -> dict[str, object]:
    """Four months of an invented county's store; the platform's publisher leaves it alone."""
    from django.db import transaction

    from tests import invented
    from tests.journeys.stage import land
    from tests.published import published
    from yutang.facts import actions
    from yutang.kernel.clock import today
    from yutang.places import queries as places
    from yutang.places.rules import Level

    land()
    villages = list(places.under(COUNTY, Level.VILLAGE).values_list("code", flat=True)[:6])
    _when_alone(actions.publish)  # the first time everything is published anew: before, not after
    for kind, rows in invented.store(villages, today(), days=120, orders_a_day=6, every=15).items():
        with transaction.atomic():
            _when_alone(partial(published, kind, rows))
    return {"county": COUNTY}


def _when_alone(publish: Callable[[], object]) -> None:
    from yutang.facts.errors import Publishing

    for _try in range(TRIES):
        try:
            publish()
        except Publishing:
            time.sleep(0.25)
        else:
            return
    raise TimeoutError("the publisher does not end")
