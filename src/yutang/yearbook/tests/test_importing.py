"""A dirty table from a county: each problem has its cell; what was shown is done; twice is once."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from tests.cast import COUNTY, VILLAGE, ClientOf

from yutang.people.access import Person
from yutang.places import actions as places
from yutang.places.rules.succession import Kind, SuccessorFacts
from yutang.plumbing import kept
from yutang.plumbing.sheets import trial
from yutang.plumbing.sheets.trial import Outcome, Upload
from yutang.yearbook import actions, queries
from yutang.yearbook.models import Fact, Report, Standing
from yutang.yearbook.queries.importing import decide
from yutang.yearbook.tests.conftest import SECOND, Tell, text_file

ANSWERS = {"source": "县统计局年报", "method": "reported", "confidence": "high"}
THIRD = "130827100203"
PAGE = f"/places/{COUNTY}/facts/import/"


def dirty() -> bytes:
    """A row a village, a column a kind: what a county really sends."""
    headings = [
        "乡镇",
        "村",
        "行政区划代码",
        "总户数",
        "人均收入（万元）",
        "网络销售额（万元）",
        "通硬化路",
        "备注",
    ]
    rows: list[list[Any]] = [
        ["宽城满族自治县村级情况表（2018年）"],
        headings,
        ["宽城镇", "北街村", 130827100201.0, "１２０户", 1.2, "３，５００．５", 1, "示范"],
        [None, "中街村", None, 98, "0.9", "1.2亿", 1, None],
        [None, "中街村村民委员会", None, 98, "0.9", "1.2亿", 1, None],
        [None, "没有的村", None, 10, 1, 1, 1, None],
        [None, "中街村", "130827100201", 10, 1, 1, 1, None],
        [None, None, "130827999999", 10, 1, 1, 1, None],
        [None, None, "130623100201", 10, 1, 1, 1, None],
        [None, "前街村", None, 77, None, None, None, None],
        [None, None, "130827100206", "约一百", "=1+1", -5, 2, None],
        ["合计", None, None, 226, None, None, None, None],
        ["填表人：小王"],
    ]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "2018年报"
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:H1")
    sheet.merge_cells("A3:A11")
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


@pytest.fixture
def renamed(land: None, operator: Person) -> None:
    """西街村 was called 前街村 in the edition of 2016."""
    facts = SuccessorFacts(
        "130827100299", 2016, "前街村民委员会", THIRD, 2017, Kind.RENAMED, None, "民政局批复"
    )
    places.add_successor(facts, operator)


def upload(data: bytes, **answers: str) -> Upload:
    return Upload(kept.keep("uploads-waiting", data), "年报.xlsx", {**ANSWERS, **answers})


def told(outcome: Outcome) -> set[tuple[str, str]]:
    return {(problem.cell, problem.why.code) for problem in outcome.problems}


def verdicts(outcome: Outcome) -> dict[int, str]:
    return {row.row: str(row.verdict) for row in outcome.rows}


def test_a_dirty_table_says_of_every_cell_what_is_wrong(renamed: None) -> None:
    outcome = decide(COUNTY, upload(dirty())).outcome
    assert verdicts(outcome) == {
        3: "new", 4: "new", 6: "refused", 7: "refused", 8: "refused", 9: "refused", 10: "new",
        11: "refused",
    }  # fmt: skip
    assert told(outcome) == {
        ("B6", "which_place"),
        ("C7", "name_against_code"),
        ("C8", "which_place"),
        ("C9", "place_elsewhere"),
        ("D11", "not_a_number"),
        ("E11", "formula_not_counted"),
    }
    notes = {(note.cell, note.why.code) for note in outcome.notes}
    assert notes >= {
        ("E2", "scaled"),
        ("H2", "column_not_read"),
        ("A3", "merged_spread"),
        ("D5", "row_twice"),
        ("B10", "place_taken"),
        ("A12", "total_row"),
        ("A13", "remark_row"),
    }


def test_what_was_shown_is_what_is_done_and_a_second_time_nothing(
    renamed: None, clerk: Person
) -> None:
    sent = upload(dirty())
    shown = decide(COUNTY, sent).outcome
    actions.import_facts(COUNTY, sent, shown.mark, clerk)
    stands = Standing.objects.filter(fact__isnull=False, kind__name="households")
    assert dict(stands.values_list("place_code", "value")) == {VILLAGE: 120, SECOND: 98, THIRD: 77}
    assert queries.value(VILLAGE, "income_per_head_yuan", 2018) == 12_000
    assert queries.value(SECOND, "ecommerce_sales_yuan", 2018) == 120_000_000
    report = Report.objects.get()
    assert (report.table, report.office_code) == (sent.keep(), COUNTY)
    count = Fact.objects.count()
    again = decide(COUNTY, sent).outcome
    assert {row.verdict for row in again.rows if row.row in {3, 4, 10}} == {"same"}
    actions.import_facts(COUNTY, sent, again.mark, clerk)
    assert Fact.objects.count() == count


def test_a_row_a_value_carries_its_own_source_method_and_class(land: None, clerk: Person) -> None:
    heading: list[object] = ["代码", "指标", "产品类别", "年份", "数值", "来源", "方式", "截至日期"]
    rows: list[list[object]] = [
        heading,
        [VILLAGE, "产值", "10307", "2018年", "300万元", "合作社账本", "登记", "2018-12-31"],
        [VILLAGE, "户数", "", "2018", "120", "", "", ""],
        [SECOND, "不知道的指标", "", 2018, 1, "", "", ""],
        [SECOND, "户数", "", "", 1, "", "", ""],
        [SECOND, "户数", "", 2018, 99_999, "", "", ""],
    ]
    sent = upload(text_file(rows))
    outcome = decide(COUNTY, sent).outcome
    assert told(outcome) == {
        ("B4", "unknown_kind_of_fact"),
        ("D5", "cell_missing"),
        ("E6", "fact_implausible"),
    }
    actions.import_facts(COUNTY, sent, outcome.mark, clerk)
    assert queries.value(VILLAGE, "output_yuan", 2018, "010307") == 3_000_000
    found = Fact.objects.select_related("report", "source").get(about="010307")
    assert (found.source.name, found.report.method) == ("合作社账本", "register")


def test_a_year_a_column_is_read_too_and_what_differs_is_changed(tell: Tell, clerk: Person) -> None:
    tell(100, year=2018)
    rows: list[list[object]] = [["村代码", "2018年户数", "2019年户数"], [VILLAGE, 100, 130]]
    sent = upload(text_file(rows))
    outcome = decide(COUNTY, sent).outcome
    assert verdicts(outcome) == {2: "new"}
    actions.import_facts(COUNTY, sent, outcome.mark, clerk)
    rows[1][1] = 101
    changed = decide(COUNTY, upload(text_file(rows))).outcome
    assert verdicts(changed) == {2: "changed"}


def test_the_page_shows_writes_and_gives_the_problems(
    renamed: None, clerk: Person, client_of: ClientOf
) -> None:
    client = client_of(clerk)
    assert client.get(PAGE).status_code == 200
    assert client.post(PAGE, ANSWERS).status_code == 422
    sent = {**ANSWERS, "file": SimpleUploadedFile("年报.xlsx", dirty())}
    shown = client.post(PAGE, sent)
    assert shown.status_code == 200
    assert not Fact.objects.exists()
    ticket = {"ticket": shown.context["ticket"]}
    listed = client.post(PAGE, {**ticket, "problems": "csv"}).content.decode()
    assert "B6" in listed
    assert client.post(PAGE, ticket).status_code == 302
    count = Fact.objects.count()
    assert count == 9
    meanwhile = client.post(PAGE, ticket)
    assert meanwhile.status_code == 409
    assert Fact.objects.count() == count


def test_a_ticket_is_its_owners_and_ends(clerk: Person, other_clerk: Person) -> None:
    sent = upload(text_file([["村代码"]]))
    text = trial.ticket(sent, "mark", clerk.pk)
    assert trial.redeemed(text, clerk.pk) == (sent, "mark")
    with pytest.raises(trial.TicketOver):
        trial.redeemed(text, other_clerk.pk)
    with pytest.raises(trial.TicketOver):
        trial.redeemed(text[:-1], clerk.pk)
    with pytest.raises(trial.TicketOver):
        _ = Upload("0" * 64, "x").data
