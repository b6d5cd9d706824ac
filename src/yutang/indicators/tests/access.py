"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
indicators:definitions         GET    200  200  200  200  200  200  200  200  200  200  200
indicators:script              GET    200  200  200  200  200  200  200  200  200  200  200
indicators:definition          GET    200  200  200  200  200  200  200  200  200  200  200
indicators:look                GET    302  302  302  302  302  302  302  302  302  302  302
indicators:value               GET    200  200  200  200  200  200  200  200  200  200  200
indicators:rows-file           GET    200  200  200  200  200  200  200  200  200  200  200
"""
FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """The number is the net sales of the stage's county; both are in its address."""
    return {"number": "sales.net_yuan", "spot": "130827"}
