"""Addresses of the pages of this room, for whoever shows one of its numbers."""

from urllib.parse import urlencode

from django.urls import reverse

from yutang.indicators.rules.periods import Period

COUNTRY = "all"
"""What the whole country is called in addresses."""


def rows(name: str, place: str, period: Period) -> str:
    """Return the page on which a number opens into its rows."""
    path = reverse("indicators:value", args=[name, place or COUNTRY])
    return f"{path}?{query(period)}"


def csv(name: str, place: str, period: Period) -> str:
    """Return where all rows of a number are downloaded."""
    path = reverse("indicators:rows-file", args=[name, place or COUNTRY])
    return f"{path}?{query(period)}"


def query(period: Period) -> str:
    """Return how a period is written in an address."""
    return urlencode({"from": period.first.isoformat(), "to": period.last.isoformat()})
