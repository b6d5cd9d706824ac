"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
atlas:map                      GET    200  200  200  200  200  200  200  200  200  200  200
atlas:outlines                 GET    200  200  200  200  200  200  200  200  200  200  200
atlas:compare                  GET    200  200  200  200  200  200  200  200  200  200  200
atlas:compare-file             GET    404  404  404  404  404  404  404  404  404  404  404
"""

FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """The outline of a town of 130827. A comparison's file says nothing of no places."""
    from shapely import box

    from yutang.atlas import actions, queries
    from yutang.atlas.actions.bringing import SourceFacts
    from yutang.atlas.rules.geojson import Given
    from yutang.places.rules import Level

    outline = Given(1, "130827100", "", box(118.4, 40.5, 118.6, 40.7))
    actions.bring([outline], SourceFacts("stage", "a notice"), stage.cast["operator"])
    digest = queries.drawn_digest("130827", Level.TOWN)
    return {"level": int(Level.TOWN), "digest": digest}
