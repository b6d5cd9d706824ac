"""Who reports which kind of fact: villages, or counties as a whole."""

from typing import Final

from yutang.indicators.rules.values import Reporters, Value
from yutang.kernel.told import Told

BY_COUNTY: Final = frozenset(
    {
        "agreement",
        "attendance",
        "completion",
        "disclosure",
        "enrolment",
        "fund_entry",
        "lesson",
        "listed_county",
        "listed_good",
        "opinion",
        "price_quote",
        "project",
        "promise",
        "show",
        "training_class",
        "view_minute",
        "viewer",
    }
)
"""Kinds whose rows are of counties and above; the others are of villages."""


def reporters_of(kind: str) -> Reporters:
    """Return whose rows show whether a kind is complete."""
    return "counties" if kind in BY_COUNTY else "villages"


def told(value: Value) -> Told:
    """Return in one sentence how complete a value is."""
    who = Told("个村", "villages") if value.reporters == "villages" else Told("个县", "counties")
    n, of = f"{value.reported:,}", f"{value.of:,}"
    if value.recorded:
        return Told(
            f"平台自己记录的：{of} {who.zh}中 {n} {who.zh}有记录，没有漏报",
            f"recorded by the platform itself: rows from {n} of {of} {who.en}, none left to report",
        )
    return Told(
        f"{of} {who.zh}中 {n} {who.zh}已报",
        f"{n} of {of} {who.en} reported",
    )
