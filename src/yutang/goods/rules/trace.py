"""Steps and flows between batches: days, weights, codes. NY/T 4712-2025 names what a step says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from yutang.goods import errors

_SIGNS = re.compile(r"[0-9A-Z]{12}")


@dataclass(frozen=True, kw_only=True)
class StepFacts:
    """What is written down about a step. `kind`: wash, store, move; pack, process, split, mix."""

    kind: str
    done_on: date
    worker_name: str
    worker_code: str = ""
    place_code: str = ""
    place_name: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class InspectionFacts:
    """A test of a batch. `kind`: own or laboratory."""

    kind: str
    tested_on: date
    items: str
    passed: bool
    laboratory: str = ""


def check_step(facts: StepFacts, harvested_on: date, today: date) -> StepFacts:
    """Return the facts in their kept spelling.

    Raises:
        StepTooEarly: before the harvest, or ahead.
        WorkerNeeded
    """
    if not harvested_on <= facts.done_on <= today:
        raise errors.StepTooEarly
    worker = facts.worker_name.strip()
    if not worker:
        raise errors.WorkerNeeded
    return replace(
        facts, worker_name=worker, place_name=facts.place_name.strip(), note=facts.note.strip()
    )


def check_flow(taken_g: Mapping[int, int], made_g: int) -> dict[int, int]:
    """Return what goes in by batch, without those of which nothing was taken.

    What is made is more than nothing and never more than what went in; what is lost in washing,
    sorting and drying needs no word.

    Raises:
        SourceNeeded: nothing was taken.
        BadFlow
    """
    taken = {batch: grams for batch, grams in taken_g.items() if grams > 0}
    if not taken:
        raise errors.SourceNeeded
    total = sum(taken.values())
    if not 0 < made_g <= total:
        raise errors.BadFlow(in_kg=f"{total / 1000:g}", out_kg=f"{made_g / 1000:g}")
    return taken


def check_left(number: str, left_g: int, asked_g: int) -> None:
    """Raises `BatchShort` when less is left of the batch of this number than is asked for."""
    if asked_g > left_g:
        raise errors.BatchShort(
            number=number, left_kg=f"{max(left_g, 0) / 1000:g}", asked_kg=f"{asked_g / 1000:g}"
        )


def check_inspection(
    facts: InspectionFacts, *, has_report: bool, harvested_on: date, today: date
) -> InspectionFacts:
    """Return the facts in their kept spelling; a laboratory's test comes with its report.

    Raises:
        StepTooEarly, ItemsNeeded, ReportNeeded
    """
    if not harvested_on <= facts.tested_on <= today:
        raise errors.StepTooEarly
    items, laboratory = facts.items.strip(), facts.laboratory.strip()
    if not items:
        raise errors.ItemsNeeded
    if facts.kind == "laboratory" and not (has_report and laboratory):
        raise errors.ReportNeeded
    return replace(facts, items=items, laboratory=laboratory)


def normal_code(text: str) -> str:
    """Return the trace code that somebody typed, without what stands between; empty when none."""
    code = "".join(sign for sign in text.upper() if sign.isalnum())
    return code if _SIGNS.fullmatch(code) else ""


def shown_code(code: str) -> str:
    """Return the code in three groups, as it stands on a label."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
