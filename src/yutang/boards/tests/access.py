"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
boards:country                 GET    302  302  302  302  302  302  302  302  302  302  302
boards:choose                  GET    302  302  302  302  302  302  302  302  302  302  302
boards:entry                   GET    200  200  200  200  200  200  200  200  200  200  200
boards:board                   GET    200  200  200  200  200  200  200  200  200  200  200
boards:file                    GET    200  200  200  200  200  200  200  200  200  200  200
boards:screen                  GET    200  200  200  200  200  200  200  200  200  200  200
boards:screen-data             GET    200  200  200  200  200  200  200  200  200  200  200
"""

FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """Everybody may look at every place's boards."""
    return {"word": "130827", "board": "sales", "chart": "flows"}
