"""What hosts showed: for rooms above that ask about months."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple

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


class Show(NamedTuple):
    """A sale that went live."""

    sale_id: int
    title: str
    live_at: datetime | None


def showed(
    hosts: Collection[int], since: datetime, until: datetime, at: datetime
) -> dict[int, Showed]:
    """Return by account what these hosts showed in sales that went live in that time.

    A show that runs counts up to the moment `at`.
    """
    if not hosts:
        return {}
    asked: dict[str, Any] = {"hosts": list(hosts), "since": since, "until": until, "now": at}
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


def shows(host: int, since: datetime, until: datetime) -> list[Show]:
    """Return the sales of an account that went live in that time, the latest first."""
    found = real_sales().filter(host=host, live_at__gte=since, live_at__lt=until)
    return [Show(sale.pk, sale.heading, sale.live_at) for sale in found.order_by("-live_at")]


def counties_of_sale(sale_id: int) -> tuple[str, ...]:
    """Return of which counties a sale or rehearsal is; of none when there is no such sale."""
    found = Sale.objects.filter(pk=sale_id).values_list("county_codes", flat=True).first()
    return tuple(found or ())
