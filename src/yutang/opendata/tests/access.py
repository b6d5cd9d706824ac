"""Who gets what of this room's addresses (see tests/access/test_every_page.py)."""

from typing import Any

TABLE = """
#                                    anon  str  buy host asst  mod prod clrk  cl2 offi oper
opendata:catalogue             GET    200  200  200  200  200  200  200  200  200  200  200
opendata:set                   GET    404  404  404  404  404  404  404  404  404  404  404
opendata:file                  GET    404  404  404  404  404  404  404  404  404  404  404
opendata:api                   GET    200  200  200  200  200  200  200  200  200  200  200
opendata:openapi               GET    200  200  200  200  200  200  200  200  200  200  200
opendata:api-sets              GET    404  404  404  404  404  404  404  404  404  404  404
opendata:api-set               GET    404  404  404  404  404  404  404  404  404  404  404
opendata:api-rows              GET    404  404  404  404  404  404  404  404  404  404  404
opendata:api-indicators        GET    404  404  404  404  404  404  404  404  404  404  404
opendata:api-indicator         GET    404  404  404  404  404  404  404  404  404  404  404
"""
"""404: nothing is published on this stage; what is, everybody gets (`test_api.py`)."""

FORMS: dict[str, dict[str, str]] = {}


def rows(stage: Any) -> dict[str, Any]:
    """Names of a data set, of a version and of an indicator; nothing is published."""
    del stage
    return {
        "data_set": "sales",
        "data_version": "1",
        "data_form": "csv",
        "data_name": "sales.orders",
    }
