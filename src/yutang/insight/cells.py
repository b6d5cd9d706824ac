"""A value of a row as a reader sees it, and as a file carries it."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from yutang.insight import rules
from yutang.insight.board import in_language
from yutang.insight.rows import Column, Kind, Period, Rows
from yutang.insight.units import Text
from yutang.kernel import money
from yutang.kernel.clock import wall
from yutang.plumbing.sheets.writing import moment_text

_TO_THE_MINUTE = len("2019-01-10 20:00")

FileCell = str | int | float | Decimal | datetime | None


def line(rows: Rows, row: Mapping[str, Any]) -> list[tuple[Column, str]]:
    """Return the row's cells as text, in the order of its columns."""
    return [(column, text(column, row)) for column in rows.columns]


def text(column: Column, row: Mapping[str, Any]) -> str:
    raw = row[column.name]
    if raw is None:
        return ""
    match column.kind:
        case Kind.TIME | Kind.MINUTE:
            moment = moment_text(raw)
            return moment[:_TO_THE_MINUTE] if column.kind is Kind.MINUTE else moment
        case Kind.FEN:
            return f"¥{money.yuan(raw)}"
        case Kind.COUNT:
            return f"{raw:,}"
        case Kind.SECONDS:
            return rules.duration(raw)
        case _:
            return _word(column.kind, raw, row)


def in_file(column: Column, row: Mapping[str, Any]) -> FileCell:
    """Return the cell for a file: numbers as numbers, money in yuan."""
    raw = row[column.name]
    match column.kind:
        case Kind.FEN:
            return Decimal(raw) / 100
        case Kind.COUNT | Kind.SECONDS:
            return int(raw)
        case Kind.TIME | Kind.MINUTE:
            return None if raw is None else wall(raw)
        case _:
            return "" if raw is None else _word(column.kind, raw, row)


def minute_text(moment: datetime) -> str:
    return wall(moment).strftime("%H:%M")


def title(column: Column) -> Text:
    """Return the column's heading in a file: money says that it is in yuan."""
    if column.kind is Kind.FEN:
        return _("%(what)s (yuan)") % {"what": column.title}
    if column.kind is Kind.SECONDS:
        return _("%(what)s (seconds)") % {"what": column.title}
    return column.title


def _word(kind: Kind, raw: Any, row: Mapping[str, Any]) -> str:
    if kind is Kind.GOOD:
        return in_language(raw, row["good_en"])
    if kind in _CHOICES:
        return _label(*_CHOICES[kind], raw)
    if kind is Kind.PERIOD:
        return str(Period(raw).title)
    if kind is Kind.VIEWER_KIND:
        return _("account") if raw == "account" else _("device without sign-in")
    if kind is Kind.YES_NO:
        return _("yes") if raw else _("no")
    return str(raw)


_CHOICES = {
    Kind.ORDER_STATE: ("trade", "order", "state"),
    Kind.METHOD: ("money", "payment", "method"),
}


def _label(room: str, table: str, field: str, raw: str) -> str:
    """Return the word that the room below itself gives to one of its states."""
    meta = apps.get_model(room, table)._meta  # noqa: SLF001 - documented by Django
    return str(dict(meta.get_field(field).flatchoices).get(raw, raw))
