"""Behind the stage of the boards: an invented store of one county, published as its facts."""

import time

COUNTY = "130623"
TRIES = 40


def boards() -> dict[str, object]:
    """Four months of an invented county's store; the platform's own publisher waits meanwhile."""
    from tests import invented
    from tests.journeys.stage import land
    from tests.published import published
    from yutang.facts.actions.alone import alone
    from yutang.facts.errors import Publishing
    from yutang.kernel.clock import today
    from yutang.places import queries as places
    from yutang.places.rules import Level

    land()
    villages = list(places.under(COUNTY, Level.VILLAGE).values_list("code", flat=True)[:6])
    store = invented.store(villages, today(), days=120, orders_a_day=6)
    for _try in range(TRIES):
        try:
            with alone():
                for kind, rows in store.items():
                    published(kind, rows)
        except Publishing:
            time.sleep(0.25)
        else:
            return {"county": COUNTY}
    raise TimeoutError("the publisher does not end")
