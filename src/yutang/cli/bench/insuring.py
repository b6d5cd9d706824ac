"""A whole county insured: how long `yutang import insurance` takes for 171,400 rows.

The register is invented, with the shares of dirt of `insurance.inventing`; programme, fund, plan
and period are made through their rooms' doors. Measured is the command as a process of its own,
from start to end: its time and the most memory it held; beside it the bare copying of as many rows
of the same width, which is what the database alone needs.
"""

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from yutang.cli.bench import report
from yutang.cli.bench.stage import empty
from yutang.plumbing import log as logs

if TYPE_CHECKING:
    from yutang.insurance.access import Plan
    from yutang.people.access import Person

ROWS = 171_400
"""Person-times that the article tells of six counties; here the rows of one register."""
COUNTIES = ("130727", "130725")
FIRST = date(2027, 1, 1)
_CLERK, _SECOND = "13900000001", "13900000002"
_HEALTH = "data/health.toml"


@dataclass(frozen=True)
class Insured:
    """One run of the command; `enrolled` rows of `rows` (none: the file was known)."""

    what: str
    rows: int
    enrolled: int
    megabytes: float
    seconds: float
    cpu_s: float
    """Of the command; the database's own come beside, on another core."""
    peak_mb: float

    @property
    def rows_s(self) -> float:
        return self.rows / self.seconds


def bench_insurance(rows: int = ROWS) -> None:
    """Measure, print the figures and keep them as JSON."""
    logs.set_up("bench", pretty=False)
    setting = report.setting()
    found: list[Insured] = []
    with Progress(SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()) as bar:
        task = bar.add_task("villages, a programme with money, a plan")
        with empty() as url:
            plan = _plan(rows)
            bar.update(task, description=f"drawing registers of {rows:,} rows")
            files = _files(Path(os.environ["YUTANG_DATA"]), rows)
            for register in files:
                bar.update(task, description=register[0])
                found.append(_run(url, register, plan, rows))
            bar.update(task, description="copying bare rows")
            bare_s = _bare(url, found[0].enrolled)
    ratios = _ratios(found, bare_s)
    _show(setting, found, ratios)
    path = report.kept_as(setting)
    told = {"setting": setting, "ratios": ratios, "insured": [asdict(each) for each in found]}
    path.write_text(json.dumps(told, indent=2) + "\n")
    print(f"\nkept in {path}")


def _plan(rows: int) -> "Plan":
    """Load the villages of Hebei; begin a programme, pay money in, publish a rule."""
    from importlib import resources
    from uuid import uuid4

    from django.db import connection

    from yutang.insurance import actions
    from yutang.people import actions as people
    from yutang.places import loading

    loading.load(connection, ["13"])
    clerks = [people.enrol(mobile, "bench", is_demo=True) for mobile in (_CLERK, _SECOND)]
    for clerk in clerks:
        people.give_grant(clerk, "clerk", "13", by=None)
    programme = _programme(2 * rows * 3_000, clerks[0], clerks[1])
    facts = actions.PlanFacts(
        key=uuid4(), programme_id=programme, kind="health", name="顶梁柱", name_en="Pillars",
        insurer="bench", is_demo=True,
    )  # fmt: skip
    plan = actions.add_plan(facts, clerks[0])
    text = resources.files("yutang.insurance").joinpath(_HEALTH).read_text("utf-8")
    actions.publish(plan.pk, text, clerks[0])
    return plan


def _programme(amount_fen: int, first: "Person", second: "Person") -> int:
    from uuid import uuid4

    from yutang.kernel.clock import today
    from yutang.programmes import actions
    from yutang.programmes.actions import ProgrammeFacts, giving, granting

    facts = ProgrammeFacts(
        "bench", "health", "13", "Whole counties are insured.", today(), date(2028, 12, 31)
    )
    programme = actions.start(facts, first, key=uuid4(), is_demo=True)
    fund = giving.open_fund("bench", "health", "13", "Whole counties.", first, key=uuid4())
    donor = giving.write_donor(fund.pk, giving.DonorFacts("organisation", "bench"), first)
    came = giving.DonationFacts(amount_fen, today(), "bench-1")
    donation = giving.note_donation(fund.pk, donor.pk, came, first, key=uuid4())
    giving.decide_donation(donation.pk, second, confirms=True)
    asked = granting.ask_grant(fund.pk, programme.pk, amount_fen, "bench", first, key=uuid4())
    granting.decide_grant(asked.pk, second, confirms=True)
    actions.plan(programme.pk, "premium", amount_fen, first)
    return programme.pk


def _files(folder: Path, rows: int) -> list[tuple[str, str, Path]]:
    """Write the registers: the first as GB18030, twice, the second county's as a workbook."""
    from yutang.insurance import inventing
    from yutang.places import queries as places
    from yutang.places.rules import Level

    said = []
    for seed, county in enumerate(COUNTIES):
        codes = tuple(places.under(county, Level.VILLAGE).values_list("code", flat=True))
        said.append(inventing.Invented(rows, codes, FIRST, seed))
    text, book = folder / "register.csv", folder / "register.xlsx"
    text.write_bytes(inventing.as_csv(inventing.rows(said[0]), "gb18030"))
    book.write_bytes(inventing.as_xlsx(inventing.rows(said[1])))
    return [
        ("CSV in GB18030, enrolled", COUNTIES[0], text),
        ("the same file again", COUNTIES[0], text),
        ("XLSX, enrolled", COUNTIES[1], book),
    ]


def _run(url: str, register: tuple[str, str, Path], plan: "Plan", rows: int) -> Insured:
    what, county, path = register
    before = _enrolments(url)
    began = time.monotonic()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "yutang.cli", "import", "insurance", str(path)),
            *("--plan", str(plan.pk), "--county", county, "--from", FIRST.isoformat()),
            *("--by", _CLERK, "--enrol", "--consents"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None, "asked for above"
    told = process.stderr.read()
    _pid, status, used = os.wait4(process.pid, 0)
    took = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(told.decode()[-2_000:])
    megabytes = path.stat().st_size / 2**20
    made = _enrolments(url) - before
    cpu_s = used.ru_utime + used.ru_stime
    return Insured(what, rows, made, megabytes, took, cpu_s, used.ru_maxrss / 1024)


def _enrolments(url: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute("select count(*) from insurance_enrolment").fetchone()
    assert row is not None, "count answers one row"
    return int(row[0])


def _bare(url: str, rows: int) -> float:
    """Copy as many rows as wide as a member, a consent and an enrolment; return the seconds."""
    sealed = b"x" * 420
    with psycopg.connect(url) as connection:
        connection.execute("create unlogged table bench_bare (id bigint primary key, a bytea)")
        began = time.monotonic()
        with connection.cursor().copy("copy bench_bare from stdin") as stream:
            for number in range(rows):
                stream.write_row((number, sealed))
        connection.commit()
    return time.monotonic() - began


def _ratios(found: list[Insured], bare_s: float) -> dict[str, float]:
    first, again, book = found
    return {
        "enrolled_to_bare_rows": first.seconds / bare_s,
        "again_to_first": again.seconds / first.seconds,
        "xlsx_to_csv": book.seconds / first.seconds,
    }


def _show(setting: dict[str, object], found: list[Insured], ratios: dict[str, float]) -> None:
    console = Console()
    report.show_setting(setting, console)
    table = Table(
        "register", "rows", "enrolled", "MB", "s", "CPU s", "rows/s", "peak MB", title="Insured"
    )
    for each in found:
        table.add_row(
            each.what,
            f"{each.rows:,}",
            f"{each.enrolled:,}",
            f"{each.megabytes:.0f}",
            f"{each.seconds:.1f}",
            f"{each.cpu_s:.1f}",
            f"{each.rows_s:,.0f}",
            f"{each.peak_mb:.0f}",
        )
    console.print(table)
    report.show_ratios(ratios, console)
