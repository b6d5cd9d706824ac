"""What may be wrong in a table, as values: the cell, what stands there, why not, what to do."""

from dataclasses import dataclass

from yutang.kernel.errors import Refusal
from yutang.plumbing.reader import sentence


@dataclass(frozen=True)
class Problem:
    """One thing about one cell. `is_note`: it was understood, and is only said."""

    cell: str
    """As a spreadsheet names it: ``C7``."""
    column: str
    """Name of our column; empty where it is about a row or the whole sheet."""
    value: str
    """What stands there, as text."""
    why: Refusal
    row: int = 0
    sheet: str = ""
    title: str = ""
    """The heading as the file has it."""
    is_note: bool = False

    @property
    def zh(self) -> str:
        return self.why.sentence("zh-hans")

    @property
    def en(self) -> str:
        return self.why.sentence("en")

    @property
    def said(self) -> str:
        """What is wrong and what to do, in the reader's language."""
        return sentence(self.why)


class Cell(Refusal):
    """What stands in a cell is not what its column asks for."""

    code = "cell_unfit"
    status = 422
    zh = "这一格的内容不合要求，请照模板填写。"
    en = "This cell does not fit. Fill it in as the template shows."


class Missing(Cell):
    code = "cell_missing"
    zh = "这里是空的，必须填写。"
    en = "This cell is empty and has to be filled in."


class MissingColumn(Cell):
    """Fields: `heading` that should be there."""

    code = "column_missing"
    zh = "表头里没有“{heading}”这一列。请加上这一列，或把列名改成模板里的写法。"
    en = "No column is headed “{heading}”. Add it, or name it as in the template."


class NoHeading(Cell):
    """Fields: `headings` that would be known."""

    code = "no_heading"
    zh = "没有找到表头。前 20 行里要有一行写着列名，例如：{headings}。"
    en = "No headings were found. One of the first 20 rows has to name the columns: {headings}."


class NotRead(Cell):
    """A note: a column that we do not know. Fields: `heading`."""

    code = "column_not_read"
    zh = "不认识“{heading}”这一列，没有读。"
    en = "The column “{heading}” is not known and was not read."


class TwiceHeaded(Cell):
    """A note: a second column of the same heading. Fields: `heading`."""

    code = "column_twice"
    zh = "“{heading}”这一列出现了两次，只读了前一列。"
    en = "“{heading}” heads two columns; only the first was read."


class SheetNotRead(Cell):
    """A note. Fields: `sheet`."""

    code = "sheet_not_read"
    zh = "工作表“{sheet}”没有读；一次只读一张表。需要的话请单独上传。"
    en = "The sheet “{sheet}” was not read: one sheet is read at a time. Upload it by itself."


class HiddenNotRead(Cell):
    """A note. Fields: `sheet`."""

    code = "hidden_sheet"
    zh = "工作表“{sheet}”是隐藏的，没有读。"
    en = "The sheet “{sheet}” is hidden and was not read."


class TotalNotRead(Cell):
    """A note: a row of totals."""

    code = "total_row"
    zh = "这是合计行，没有读。"
    en = "This is a row of totals and was not read."


class RemarkNotRead(Cell):
    """A note: a line of words between or below the rows."""

    code = "remark_row"
    zh = "这一行是说明文字，没有读。"
    en = "This row holds words about the table and was not read."


class HeadingAgain(Cell):
    code = "heading_again"
    zh = "表头又出现了一次，这一行没有读。"
    en = "The headings stand here once more; the row was not read."


class Spread(Cell):
    """A note: a merged cell counts for all its rows. Fields: `area`."""

    code = "merged_spread"
    zh = "{area} 是合并单元格，里面的内容算作其中每一行的。"
    en = "{area} is one merged cell; what it says counts for each of its rows."


class SameAsAbove(Cell):
    code = "same_as_above"
    zh = "这里写的是“同上”，按上一行的内容读。"
    en = "“As above” was read as what the row above says."


class MergedNumber(Cell):
    """Fields: `area`."""

    code = "merged_number"
    zh = "{area} 合并了几行，分不出每行是多少。请取消合并，每行填一个数。"
    en = "{area} is merged over several rows. Unmerge it and write a number in each row."


class RowTwice(Cell):
    """A note. Fields: `row` above that says the same."""

    code = "row_twice"
    zh = "和第 {row} 行完全相同，只算一次。"
    en = "The same as row {row}; it counts once."


class RowAgainst(Cell):
    """Fields: `row` above that is about the same with other values."""

    code = "row_against"
    zh = "和第 {row} 行说的是同一项，内容却不同。请只留下对的那一行。"
    en = "Row {row} is about the same with other values. Keep only the row that is right."


class NotCounted(Cell):
    code = "formula_not_counted"
    zh = "这里是公式，文件里没有存下结果。请在 Excel 里打开、保存后再上传，或直接填数。"
    en = "This formula's result is not in the file. Open and save it in Excel, or type the value."


class FormulaFailed(Cell):
    """Fields: `text` as the spreadsheet shows it."""

    code = "formula_failed"
    zh = "这里的公式算错了（{text}）。请改正公式，或直接填数。"
    en = "The formula here fails ({text}). Correct it, or type the value."


class NotANumber(Cell):
    """Fields: `text`."""

    code = "not_a_number"
    zh = "“{text}”不是数字。请只填数字，例如 1234.5 或 1.2万。"
    en = "“{text}” is not a number. Write digits only, for example 1234.5."


class NotWhole(Cell):
    """Fields: `text`."""

    code = "not_whole"
    zh = "“{text}”不是整数。这一列只能填整数。"
    en = "“{text}” is not a whole number, which this column needs."


class WrongUnit(Cell):
    """Fields: `text`, `unit` of the column."""

    code = "wrong_unit"
    zh = "“{text}”的单位和这一列（{unit}）不一样。请换算后填写。"
    en = "“{text}” is in another unit than this column ({unit}). Please convert it."


class OutOfRange(Cell):
    """Fields: `text`, `least`, `most`."""

    code = "out_of_range"
    zh = "{text} 不在合理范围内（{least} 到 {most}）。请检查是不是多了零，或单位不对。"
    en = "{text} lies outside {least} to {most}. Check the unit and the number of zeros."


class Rounded(Cell):
    """A note. Fields: `text`, `value` that was read."""

    code = "rounded"
    zh = "“{text}”的小数太长，按 {value} 读。"
    en = "“{text}” has too many decimals and was read as {value}."


class Scaled(Cell):
    """A note: the unit stands in the heading or above it. Fields: `heading`, `unit`."""

    code = "scaled"
    zh = "“{heading}”这一列按{unit}读。"
    en = "The column “{heading}” was read in {unit}."


class NotADate(Cell):
    """Fields: `text`."""

    code = "not_a_date"
    zh = "“{text}”不是日期。请写成 2018-07-05。"
    en = "“{text}” is not a date. Write it as 2018-07-05."


class NotAMonth(Cell):
    """Fields: `text`."""

    code = "not_a_month"
    zh = "“{text}”不是月份。请写成 2018-07。"
    en = "“{text}” is not a month. Write it as 2018-07."


class NotAYear(Cell):
    """Fields: `text`."""

    code = "not_a_year"
    zh = "“{text}”不是年份。请写成四位数，例如 2018。"
    en = "“{text}” is not a year. Write four digits, for example 2018."


class WhichYear(Cell):
    """Fields: `text`."""

    code = "which_year"
    zh = "“{text}”没有写是哪一年。请写成 2018-07 这样，或在表头、工作表名里写明年份。"
    en = "“{text}” names no year. Write it as 2018-07, or name the year in the heading or sheet."


class YearTaken(Cell):
    """A note. Fields: `text`, `year` that the heading or the sheet names."""

    code = "year_taken"
    zh = "“{text}”没有写年份，按表头或工作表名里的 {year} 年读。不对的话请把年份写进格子里。"
    en = "“{text}” names no year; {year} of the heading or sheet was taken. If wrong, write it out."


class WhichMonth(Cell):
    """2018.1 as a number is January or October. Fields: `text`, `year`."""

    code = "which_month"
    zh = "“{text}”可能是 1 月，也可能是 10 月。请写成 {year}-01 或 {year}-10。"
    en = "“{text}” may be January or October. Write {year}-01 or {year}-10."


class NotACode(Cell):
    """Fields: `text`, `digits` that a code has."""

    code = "not_a_code"
    zh = "“{text}”不是代码。代码是 {digits} 位数字。"
    en = "“{text}” is not a code. A code has {digits} digits."


class DigitsLost(Cell):
    """Fields: `text`."""

    code = "digits_lost"
    zh = "“{text}”：表格软件把长数字缩短了，后面几位已经丢了。请把这一列设成“文本”，重新填写。"
    en = "“{text}”: the spreadsheet shortened a long number. Make the column text and type it anew."


class ZeroAdded(Cell):
    """A note. Fields: `text`, `value` that was read."""

    code = "zero_added"
    zh = "“{text}”少了开头的零，按 {value} 读。"
    en = "“{text}” has lost its first zero and was read as {value}."


class NotAmong(Cell):
    """Fields: `text`, `words` that are known."""

    code = "not_among"
    zh = "不认识“{text}”。这一列只能填：{words}。"
    en = "“{text}” is not known. This column takes: {words}."


class TooLong(Cell):
    """Fields: `most` characters."""

    code = "cell_too_long"
    zh = "太长了，最多 {most} 个字。"
    en = "Too long: {most} characters at most."
