"""Who gets what of this room's newer addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
insight:kind                   GET    200  200  200  200  200  200  200  200  200  200  200
insight:kind-rows              GET    200  200  200  200  200  200  200  200  200  200  200
"""
FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """The shop is the stage's producer; the part is in its address."""
    return {"part": "parcels"}
