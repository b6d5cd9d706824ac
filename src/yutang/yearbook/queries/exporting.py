"""The facts that stand in a place and the places in it, as rows of a table."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from django.utils.translation import gettext as _

from yutang.kernel.clock import wall
from yutang.places import queries as places
from yutang.plumbing.reader import reads_english
from yutang.yearbook.models import Standing

_AT_ONCE: Final = 2_000


def fact_rows(code: str) -> Iterator[list[object]]:
    """Yield the headings, then each fact that stands with where it is from; no person is named."""
    english = reads_english()
    yield [
        _("Place code"),
        _("Place"),
        _("Kind of fact"),
        _("Product class"),
        _("Year"),
        _("Value"),
        _("Unit"),
        _("Source"),
        _("How it was found"),
        _("Confidence"),
        _("As of"),
        _("Recorded on"),
        _("Sources disagree"),
    ]
    found = Standing.objects.filter(place_code__startswith=code, fact__isnull=False)
    rows = found.select_related("kind", "fact__report", "fact__source")
    stream = rows.order_by("place_code", "kind__order", "year", "about").iterator(_AT_ONCE)
    while some := list(islice(stream, _AT_ONCE)):
        names = places.full_names({row.place_code for row in some})
        for row in some:
            yield _line(row, names[row.place_code], english=english)


def _line(row: Standing, name: str, *, english: bool) -> list[object]:
    assert row.fact is not None, "what has no fact of its own is left out"
    report = row.fact.report
    assert row.value is not None, "a fact that stands has a value"
    return [
        row.place_code,
        name,
        row.kind.title_en if english else row.kind.title_zh,
        row.about,
        row.year,
        round(row.value, row.kind.digits),
        row.kind.unit_en if english else row.kind.unit_zh,
        str(row.fact.source),
        report.get_method_display(),
        report.get_confidence_display(),
        report.as_of,
        wall(report.at).date(),
        _("yes") if row.is_disputed else "",
    ]
