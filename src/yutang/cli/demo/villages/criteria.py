"""Which villages and towns of the demo meet the rule of 2019, and what the others lack."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from yutang.cli.demo.villages.sample import NAME, YEAR, County

if TYPE_CHECKING:
    from yutang.cli.demo.villages import Clerks

_ASKED = f"taobao-town@{YEAR}"


def paint(counties: Sequence[County], clerks: "Clerks") -> int:
    """Identify towns, and so villages too, in each county once; return how many counties."""
    from django.db import transaction

    from yutang.criteria import actions, queries
    from yutang.criteria.errors import NothingImported
    from yutang.criteria.rules.period import period_from

    written = 0
    for county in counties:
        if queries.newest_over(county.code, _ASKED, YEAR) is not None:
            continue
        asked = queries.Asked(
            kept=queries.named(_ASKED),
            place_code=county.code,
            period=period_from(str(YEAR)),
            is_complete=True,
        )
        key = uuid5(NAMESPACE_URL, f"{NAME}:{_ASKED}:{county.code}")
        try:
            with transaction.atomic():
                actions.identify_on_page(asked, clerks.first, key)
        except NothingImported:
            continue
        written += 1
    return written
