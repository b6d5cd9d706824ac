"""Lists of counties: which county is on which, and what a file to bring in would do."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Count, QuerySet

from yutang.channel import errors
from yutang.channel.models import CountyList, ListedCounty
from yutang.channel.rules import county_lists as rules
from yutang.channel.rules.county_lists import County, Joined, Line
from yutang.kernel.errors import Refusal
from yutang.places import queries as places
from yutang.places.rules import Level, short_name
from yutang.plumbing.sheets import columns as kinds
from yutang.plumbing.sheets import table as tables
from yutang.plumbing.sheets.columns import Column
from yutang.plumbing.sheets.problems import Problem
from yutang.plumbing.sheets.table import Row, Table
from yutang.plumbing.sheets.trial import Decided, Outcome, Verdict

COLUMNS: Sequence[Column] = (
    Column(
        "code",
        "县代码",
        "County code",
        kinds.Code(digits=(6,)),
        also=("行政区划代码", "县级代码", "代码"),
        example="130825",
    ),
    Column(
        "name",
        "县名",
        "County",
        kinds.Text(most=60),
        also=("县域名称", "县（市、区）", "县名称", "名称"),
        example="隆化县",
    ),
    Column(
        "province",
        "省",
        "Province",
        kinds.Text(most=60),
        also=("所属省份", "省份"),
        required=False,
        example="河北省",
    ),
    Column(
        "prefecture",
        "市",
        "Prefecture",
        kinds.Text(most=60),
        also=("所属城市", "市（州）", "地市"),
        required=False,
        example="承德市",
    ),
    Column(
        "exit_year",
        "摘帽年份",
        "Year it left the list",
        # A whole number: such lists come with 2018.0, too.
        kinds.Whole(1986, 2100, "年"),
        also=("摘帽时间", "退出年份", "摘帽年度"),
        required=False,
        example=2019,
    ),
)


def lists() -> QuerySet[CountyList]:
    """Return all lists with how many counties are on each."""
    return CountyList.objects.annotate(size=Count("counties")).order_by("name")


def counties_on(list_id: int) -> QuerySet[ListedCounty]:
    """Return the counties of a list, by code."""
    return ListedCounty.objects.filter(county_list=list_id).order_by("code")


def list_named(name: str) -> CountyList | None:
    return CountyList.objects.filter(name=name).first()


def exits(codes: Sequence[str]) -> dict[str, ListedCounty]:
    """Return which of these counties are on a national list, with the year they left it."""
    rows = ListedCounty.objects.filter(code__in=codes, county_list__level="national")
    return {row.code: row for row in rows.select_related("county_list").order_by("-id")}


def decide(data: bytes, name: str) -> tuple[Outcome, list[Joined]]:
    """Return what a file would do to the list of this name; joined rows are those to write.

    A county that is on the list but not in the file stays.

    Raises:
        Unreadable: what the file is.
    """
    table = tables.read(data, COLUMNS, key=("code",))
    joined = list(_joined(table))
    there = _there(name)
    taken: dict[str, int] = {}
    decided, problems, fine = [], [], []
    for row, found in joined:
        if found.problem is not None:
            problems.append(table.problem(row, "code", found.problem))
            continue
        assert found.county is not None
        if found.county.code in taken:
            # Two rows of the file became one county today: the first stands, the other is said.
            decided.append(_said(found, Verdict.SAME))
            continue
        taken[found.county.code] = row.number
        fine.append(found)
        decided.append(_said(found, _verdict(found, there.get(found.county.code))))
    outcome = Outcome.of(table, decided, problems)
    outcome.notes += _notes(table, joined)
    return outcome, fine


def _verdict(found: Joined, there: ListedCounty | None) -> Verdict:
    if there is None:
        return Verdict.NEW
    line = found.line
    was = (there.exit_year, there.written_code, there.written_name, there.join)
    now = (line.exit_year, line.code, line.name, found.join)
    return Verdict.SAME if was == now else Verdict.CHANGED


def _said(found: Joined, verdict: Verdict) -> Decided:
    county = found.county
    assert county is not None
    year = str(found.line.exit_year or "–")
    return Decided(found.line.number, verdict, f"{county.code} {county.name}", year)


def _notes(table: Table, joined: Sequence[tuple[Row, Joined]]) -> list[Problem]:
    notes = [
        table.problem(row, "code", found.note) for row, found in joined if found.note is not None
    ]
    odd = rules.odd_years([found.line.exit_year for _row, found in joined])
    return notes + [_of_sheet(table, why) for why in odd]


def _of_sheet(table: Table, why: Refusal) -> Problem:
    return Problem("", "exit_year", "", why, sheet=table.sheet, is_note=True)


def _there(name: str) -> dict[str, ListedCounty]:
    rows = ListedCounty.objects.filter(county_list__name=name)
    return {row.code: row for row in rows}


def _joined(table: Table) -> Iterator[tuple[Row, Joined]]:
    """Yield each row with today's county; the tree's counties are read once."""
    above = places.places().filter(level__lte=Level.COUNTY)
    every = [County(*row) for row in above.values_list("code", "name", "short_name")]
    by_code = {each.code: each for each in every}
    by_name: dict[str, list[County]] = defaultdict(list)
    for each in every:
        if len(each.code) == 6:  # noqa: PLR2004 - digits of a county
            by_name[each.short_name].append(each)
    above_by_name = {each.name: each.code for each in every if len(each.code) < 6}  # noqa: PLR2004
    for row in table.rows:
        line = Line(
            number=row.number,
            code=row["code"] or "",
            name=row["name"] or "",
            short_name=short_name(row["name"] or "", Level.COUNTY),
            province=above_by_name.get(row["province"] or "", ""),
            prefecture=above_by_name.get(row["prefecture"] or "", ""),
            exit_year=row["exit_year"],
        )
        province = line.province or line.code[:2]
        if province in by_code:
            yield row, rules.join(line, by_code, by_name)
        else:
            why = errors.ProvinceNotLoaded(code=province)
            yield row, Joined(line, None, problem=why)
