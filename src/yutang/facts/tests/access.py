"""Who gets what of this room's addresses (tests/access): the dictionary is everybody's."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
facts:dictionary               GET    200  200  200  200  200  200  200  200  200  200  200
facts:kind                     GET    200  200  200  200  200  200  200  200  200  200  200
"""
FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """Return what addresses need: the name of a kind."""
    del stage
    return {"kind_name": "order_line"}
