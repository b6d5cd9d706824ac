"""What hosts showed: for rooms above that ask about months."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Max

from yutang.live.models import Sale
from yutang.live.queries.sales import real_sales
from yutang.plumbing.statements import load


class Showed(NamedTuple):
    """One host's shows of a stretch of time; viewers are different ones, entries are not."""

    host_id: int
    shows: int
    live_s: int
    viewers: int
    entries: int


def showed(
    hosts: Collection[int], since: datetime, until: datetime, at: datetime
) -> dict[int, Showed]:
    """Return by account what these hosts showed in sales that went live in that time.

    A show that runs counts up to the moment `at`.
    """
    if not hosts:
        return {}
    asked = {"hosts": list(hosts), "since": since, "until": until, "now": at}
    with connection.cursor() as cursor:
        cursor.execute(load("live", "shows_of_hosts"), asked)
        return {row[0]: Showed._make(row) for row in cursor.fetchall()}


def last_shows(hosts: Collection[int]) -> dict[int, datetime]:
    """Return by account when the last of their sales went live; rehearsals are none."""
    found = real_sales().filter(host__in=hosts, live_at__isnull=False)
    return dict(found.values_list("host_id").annotate(last=Max("live_at")))


def sales_hosted(
    hosts: Collection[int], since: datetime | None = None, until: datetime | None = None
) -> dict[int, int]:
    """Return the sales that these accounts hosted and that went live: sale → account."""
    found = real_sales().filter(host__in=hosts, live_at__isnull=False)
    if since is not None:
        found = found.filter(live_at__gte=since)
    if until is not None:
        found = found.filter(live_at__lt=until)
    return dict(found.values_list("pk", "host_id"))


def sales_by_id(ids: Collection[int]) -> dict[int, Sale]:
    """Return sales by their ids, rehearsals too."""
    return Sale.objects.in_bulk(ids)
