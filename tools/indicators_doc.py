"""Write docs/algorithms/indicators.md from the definitions; `--check` tells whether it is so."""

import sys
from pathlib import Path

from yutang.indicators import catalogue, thresholds
from yutang.indicators.rules.shape import (
    Count,
    Covered,
    Distinct,
    Indicator,
    Largest,
    Passing,
    Quantile,
    Sum,
    Villages,
)

PAGE = Path(__file__).resolve().parents[1] / "docs" / "algorithms" / "indicators.md"
_ORIGINS = {
    "A": "founding article",
    "P": "published source",
    "C": "arithmetic on sourced numbers",
    "V": "**unverified default**",
}
_HEAD = """# Indicators

Made from the definitions by `tools/indicators_doc.py`; `tests/tidy` tells when it is old.

An indicator is rows of one [fact](../facts.md) and one measure over them, or one indicator divided
by another. The definition is the same for a village, a county, a province and the country, and for
every period: a place has all rows whose code begins with its own, a period all rows whose day lies
in it, both ends included. What *stands* counts what began by the end of the period and has not
ended then. Persons (人) and person-times (人次) are different types and are never added. A ratio
without a divisor is no number, and says why.

Beside each value stands how complete it is (how many villages or counties have rows of the fact in
the period, of all there are) and up to which day the facts are whole. Rows that the platform itself
recorded cannot be missing because a village did not report; it says so.

The public sees rows that speak of persons in groups by place and month, none of fewer than ten
persons, that still add up to the number (each person in the first group only); of members of
programmes a number that rests on fewer than ten is not shown at all. Any number can be computed
again from its exported rows by `recompute.py`, thirty lines, at `/indicators/recompute.py`.
"""


def page() -> str:
    """Return the whole document."""
    parts = [_HEAD, f"{len(catalogue.by_name())} indicators.\n"]
    for section, indicators in catalogue.sections():
        parts.append(f"## {section.title.en} {section.title.zh}\n")
        parts += [_told(each) for each in indicators]
    parts.append("## Thresholds\n")
    parts.append("| threshold | value | for what | in force | source |\n|---|---|---|---|---|")
    for each in thresholds.every():
        unit, scope, source = each.told
        until = each.valid_to or ""
        parts.append(
            f"| `{each.name}` | {each.value:,f} {unit.en} | {scope.en} {scope.zh} "
            f"| {each.valid_from} – {until} | {source.en} {source.zh} ({_ORIGINS[each.origin]}) |"
        )
    return "\n".join(parts) + "\n"


def _told(each: Indicator) -> str:
    lines = [
        f"### {each.title.en} {each.title.zh}",
        "",
        f"`{each.name}` · {each.unit.en} {each.unit.zh}"
        + (f" · counts {each.counts.replace('_', '-')}" if each.counts else ""),
        "",
        each.told.en,
        "",
        each.told.zh,
        "",
        f"* How: {_how(each)}",
        f"* Of what: {each.scope.en} {each.scope.zh}",
        f"* Defined by: {each.source.en} {each.source.zh} ({_ORIGINS[each.origin]})",
    ]
    if each.target:
        lines.append(f"* Held against the threshold `{each.target}`")
    if each.figure:
        lines.append(f"* The room's live figure: `{each.figure}`")
    return "\n".join([*lines, ""])


def _how(each: Indicator) -> str:
    if each.ratio is not None:
        times = f" × {each.ratio.times}" if each.ratio.times != 1 else ""
        before = ", both of a year earlier" if each.ratio.before else ""
        return f"`{each.ratio.top}` ÷ `{each.ratio.bottom}`{times}{before}"
    per = f", divided by {each.per:,}" if each.per != 1 else ""
    said = {
        Count: "number of rows",
        Sum: f"sum of `{each.column}`{per}",
        Largest: f"largest `{each.column}`{per}",
        Distinct: f"different values of `{each.column}`",
    }.get(type(each.measure), "")
    match each.measure:
        case Quantile(column=column, share=share):
            said = f"value of `{column}` below which {share:.0%} of the rows lie{per}"
        case Passing(column=column, threshold=threshold):
            said = f"counties whose sum of `{column}`{per} is above `{threshold}`"
        case Covered(digits=digits):
            said = f"{'counties' if digits == 6 else 'villages'} with at least one row"  # noqa: PLR2004 - digits of a county
        case Villages():
            return "villages of today's edition of the codes"
        case _:
            pass
    rows = f"of `{each.fact}`"
    if each.standing:
        rows += f" that stand at the end of the period (by `{each.standing}`)"
    if each.above:
        rows += f", with `{each.above.column}` above `{each.above.threshold}`"
    if each.among:
        rows += f", in counties on a list of level {each.among}"
    return f"{said}, {rows}"


if __name__ == "__main__":
    text = page()
    if sys.argv[1:] == ["--check"]:
        there = PAGE.read_text() if PAGE.exists() else ""
        sys.exit(there != text and "docs/algorithms/indicators.md: run tools/indicators_doc.py")
    PAGE.write_text(text)
