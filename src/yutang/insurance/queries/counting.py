"""Persons and person-times insured, and their premiums, by place and year.

A person-time is one person in one policy period; it counts in the year in which the period begins,
for the place where they lived then. Persons are different ones, over all the periods of the year.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from django.db import connection
from django.urls import reverse

from yutang.kernel.counts import Persons, PersonTimes
from yutang.plumbing.statements import load

What = Literal["persons", "person_times", "premium_yuan"]


@dataclass(frozen=True)
class Insured:
    """What came together in a place: of one year, or of all (`year` None)."""

    year: int | None
    persons: Persons
    person_times: PersonTimes
    premium_fen: int


def insured_in(code: str, plan_id: int | None = None) -> list[Insured]:
    """Return who was insured in a place by year, newest first, then all years together."""
    with connection.cursor() as cursor:
        cursor.execute(load("insurance", "insured_by_year"), {"code": code, "plan": plan_id})
        rows = cursor.fetchall()
    return [
        Insured(year, Persons(persons), PersonTimes(times), int(premium))
        for year, persons, times, premium in rows
        if times
    ]


def figure(what: What, codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    """Return a figure of these places in a year; "" is the whole country."""
    if not codes:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(load("insurance", "figures"), {"codes": list(codes), "year": year})
        rows = cursor.fetchall()
    at = {"persons": 1, "person_times": 2, "premium_yuan": 3}[what]
    scale = 100 if what == "premium_yuan" else 1
    return {row[0]: Decimal(row[at]) / scale for row in rows if row[2]}


def persons_figure(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    return figure("persons", codes, year)


def person_times_figure(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    return figure("person_times", codes, year)


def premium_figure(codes: Collection[str], year: int) -> Mapping[str, Decimal]:
    return figure("premium_yuan", codes, year)


def rows_address(code: str, year: int) -> str:
    """Return the page with what is behind a figure."""
    del year
    return reverse("places:place", args=[code]) if code else reverse("insurance:plans")
