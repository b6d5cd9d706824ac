"""Who gets what of this room's newer addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
live:of-place                  GET    200  200  200  200  200  200  200  200  200  200  200
"""

FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """The stage's own sale is enough."""
    return {}
