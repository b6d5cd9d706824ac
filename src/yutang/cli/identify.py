"""`yutang identify`: which places meet a criterion, which nearly do, and what they lack.

Rows go to the standard output and nothing else does: what is told besides goes to the other one.
"""

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from rich.console import Console
from rich.table import Table

from yutang.cli import boot
from yutang.cli.stopping import stop, tell
from yutang.criteria import catalogue
from yutang.criteria.rules import saying
from yutang.criteria.rules.listing import listed
from yutang.criteria.rules.period import Period, holds_in, period_from
from yutang.criteria.rules.rolling import Counts, Tally

if TYPE_CHECKING:
    from yutang.criteria.queries import Asked
    from yutang.criteria.rules.judging import Judged
    from yutang.criteria.rules.wording import Criterion

Form = Literal["table", "csv", "json"]
LIST_ROWS_MOST = 1_000_000
_LIST_BYTES_MOST = 200 * 2**20
_TABLE_ROWS_MOST = 100
_NAMED_AT_ONCE = 1_000


def form_from(text: str) -> Form:
    """Return how rows are printed."""
    if text not in get_args(Form):
        raise stop(f"--format is table, csv or json, not “{text}”.")
    return cast("Form", text)


def identify_list(criteria: str, path: Path) -> None:
    """Print each town of a list of villages that meets a criterion of towns, with its count.

    ``province,city,county,town,count``, one town a line, without a heading, in the order of the
    list. How many rows the list has, and what was left out, goes to the standard error.
    """
    from yutang.criteria.rules.judging import Judge
    from yutang.plumbing.sheets import Limits, rows_in

    kept = catalogue.named(criteria)
    judge = Judge(kept)
    if "villages" not in {condition.input for condition in kept.criterion.conditions}:
        raise stop(f"{kept.criterion.id} counts no villages: with --villages ask for taobao-town.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise stop(f"{path} cannot be read: {error.strerror}.") from None
    limits = Limits(rows_max=LIST_ROWS_MOST, bytes_max=_LIST_BYTES_MOST)
    found = listed(rows_in(data, limits))
    towns = [
        town
        for town in found.towns
        if judge.judge("", {"villages": town.villages, "is_town": town.is_town}).verdict == "yes"
    ]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerows(towns)
    said = f"{len(towns):,} of {len(found.towns):,} towns, {found.villages:,} villages"
    left = [f"{found.twice:,} rows named twice"] if found.twice else []
    left += [f"{found.unfinished:,} rows without a village or a town"] if found.unfinished else []
    tell(f"{kept.criterion.id}: {said}" + (f"; left out: {', '.join(left)}" if left else "") + ".")


def identify(
    *,
    criteria: str,
    place: str,
    period: str,
    near: bool,
    form: Form,
    keep: bool,
    complete: bool,
    poor_area: bool | None,
) -> None:
    """Judge every place there, print the rows, tell the counts; with `keep`, keep the verdicts."""
    months = period_from(period)
    boot.django()
    _need_tables()
    from uuid import uuid4

    from django.db import transaction

    from yutang.criteria import actions, queries
    from yutang.criteria.rules import period as periods

    kept = queries.named(criteria)
    periods.check(months, kept.criterion)
    asked = queries.Asked(
        kept=kept,
        place_code=_code(place) if place else "",
        period=months,
        is_complete=complete,
        is_poor_area=poor_area,
    )
    _warn(kept.criterion, months)
    passed = queries.Passed()
    tally = Tally(kept.criterion.level, asked.place_code)
    if keep:
        made = actions.identify(asked, None, uuid4(), passed)
        tell(f"Kept as identification {made.pk}.")
        tab = "near" if near else "told" if form == "table" else "all"
        _write(asked, queries.kept_rows(made, tab), form, near=near)
        counts = Counts(made.yes, made.no, made.near, made.unknown)
    else:
        with transaction.atomic():
            rows = _counted(queries.judged(asked, passed), tally)
            _write(asked, (row for row in rows if row.is_near or not near), form, near=near)
        counts = tally.counts
    tell(
        f"{kept.criterion.id} {months}: {counts.yes:,} yes, {counts.no:,} no "
        f"({counts.near:,} near), {counts.unknown:,} not known."
    )
    if passed.strays.count:
        first = ", ".join(passed.strays.first)
        tell(f"{passed.strays.count:,} codes with shops are not in the tree, first {first}.")


def _counted(rows: "Iterable[Judged]", tally: Tally) -> "Iterator[Judged]":
    for row in rows:
        tally.add(row)
        yield row


def _write(asked: "Asked", rows: "Iterator[Judged]", form: Form, *, near: bool) -> None:
    if form == "table":
        _write_table(asked, rows)
        return
    told = _told(asked, rows, near=near)
    if form == "csv":
        _write_csv(asked, told)
        return
    sys.stdout.write("[")
    for number, row in enumerate(told):
        sys.stdout.write((",\n" if number else "\n") + json.dumps(row, ensure_ascii=False))
    sys.stdout.write("\n]\n")


def _write_csv(asked: "Asked", told: Iterator[dict[str, Any]]) -> None:
    from yutang.criteria import queries

    names = [each.name for each in queries.inputs_asked(asked.criterion)]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["code", "name", "verdict", "near", *names, "lacks", "gets_there"])
    for row in told:
        inputs = [row["inputs"].get(name, "") for name in names]
        near = "near" if row["near"] else ""
        head = (row["code"], row["name"], row["verdict"], near)
        writer.writerow([*head, *inputs, row["lacks"], row["gets_there"]])


def _write_table(asked: "Asked", rows: "Iterator[Judged]") -> None:
    """Print those that are or nearly are; the rest is counted only."""
    table = Table("code", "name", "verdict", "what it lacks", "gets there", box=None)
    shown = (row for row in rows if row.verdict == "yes" or row.is_near)
    for row in _told(asked, islice(shown, _TABLE_ROWS_MOST), near=True):
        verdict = "near" if row["near"] else row["verdict"]
        table.add_row(row["code"], row["name"], verdict, row["lacks"], row["gets_there"])
    more = sum(1 for _row in shown)
    if table.row_count:
        Console().print(table)
    else:
        tell("No place meets it, or nearly does.")
    if more:
        tell(f"{more:,} more: --format csv prints all.")


def _told(asked: "Asked", rows: "Iterator[Judged]", *, near: bool) -> Iterator[dict[str, Any]]:
    """Yield rows in words; `near`: with when near misses get there, which asks for each."""
    from yutang.criteria import queries
    from yutang.places import queries as places

    inputs = catalogue.inputs()
    while several := list(islice(rows, _NAMED_AT_ONCE)):
        names = places.full_names([row.code for row in several])
        for row in several:
            there = ""
            if near and row.is_near:
                found = queries.outlooks(
                    row.code, asked.criterion, asked.period, row.inputs, row.lacks
                )
                there = "; or ".join(_when(asked.period, pace) for _way, pace in found)
            yield {
                "code": row.code,
                "name": names[row.code],
                "verdict": row.verdict,
                "near": row.is_near,
                "inputs": _shown(row.inputs),
                "lacks": saying.ways(row.lacks, inputs, "en"),
                "gets_there": there,
            }


def _shown(kept: Any) -> dict[str, Any]:
    """Return inputs in their shown units: yuan, not fen."""
    inputs = catalogue.inputs()
    shown: dict[str, Any] = {}
    for name, value in kept.items():
        known, _dot, beside = name.partition(".")
        scale = 1 if beside == "year" else inputs[known].scale
        shown[name] = value if value is None or scale == 1 else value / scale
    return shown


def _when(period: Period, pace: Any) -> str:
    from yutang.criteria import queries

    month = queries.month_of(period, pace) if pace else None
    return saying.outlook(pace, f"{month:%Y-%m}" if month else "", "en")


def _warn(criterion: "Criterion", months: Period) -> None:
    if not holds_in(criterion, months):
        ends = f"{criterion.valid_to:%Y}" if criterion.valid_to else "now"
        since = f"{criterion.valid_from:%Y}"
        tell(f"{criterion.id} was the rule of {since}–{ends}; the period ends {months.last:%Y-%m}.")


def _code(text: str) -> str:
    from yutang.places import access, queries
    from yutang.places.errors import BadCode, UnknownPlace

    try:
        return access.place(text).code
    except (BadCode, UnknownPlace):
        found = queries.find(text, 4)
    if found and all(place.code.startswith(found[0].code) for place in found):
        return found[0].code
    if found:
        named = ", ".join(f"{place.code} {place.name}" for place in found)
        raise stop(f"“{text}” may be {named}: give its code.")
    province = text[:2] if text.isdecimal() else "…"
    raise stop(
        f"No place “{text}” is loaded. Look for it with `yutang places find`, or load its province"
        f" with `yutang places load --province {province}`."
    )


def _need_tables() -> None:
    from django.db import connection

    if "criteria_verdict" not in connection.introspection.table_names():
        raise stop("There are no tables yet. Run `yutang places load --province 13` first.")
