"""An identification as a CSV file: one place a line, every input in its shown unit."""

import csv
import io
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from yutang.criteria import catalogue
from yutang.criteria.models import Answer, Identification
from yutang.criteria.pages.telling import lacks_told
from yutang.criteria.rules.judging import Judged
from yutang.criteria.rules.wording import Input, kept_from
from yutang.kernel.money import yuan
from yutang.places import queries as places
from yutang.plumbing.reader import language

_AT_ONCE = 1_000


def verdict_lines(made: Identification, rows: Iterable[Judged]) -> Iterator[bytes]:
    """Yield the lines of the file, its heading first; names are read a thousand at a time."""
    criterion = kept_from(made.wording.text).criterion
    known = catalogue.inputs()
    asked = [name for each in criterion.conditions for name in (each.input, each.over) if name]
    inputs = [known[name] for name in dict.fromkeys(asked)]
    titles = [each.title.said(language()) for each in inputs]
    head = [_("Code"), _("Place"), _("Verdict"), _("Near miss"), *titles, _("What it lacks")]
    yield "\ufeff".encode() + _line(head)  # the mark by which Excel knows UTF-8
    several: list[Judged] = []
    for row in rows:
        several.append(row)
        if len(several) == _AT_ONCE:
            yield _lines(several, inputs)
            several = []
    yield _lines(several, inputs)


def _lines(rows: list[Judged], inputs: list[Input]) -> bytes:
    names = places.full_names([row.code for row in rows])
    said = {value: str(label) for value, label in Answer.choices}
    return b"".join(
        _line(
            [
                row.code,
                names[row.code],
                said[row.verdict],
                _("near") if row.is_near else "",
                *(_cell(each, row.inputs.get(each.name)) for each in inputs),
                lacks_told(row.lacks),
            ]
        )
        for row in rows
    )


def _cell(asked: Input, value: int | None) -> str:
    if value is None:
        return ""
    return yuan(value).replace(",", "") if asked.unit == "yuan" else str(value)


def _line(cells: list[str]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue().encode()
