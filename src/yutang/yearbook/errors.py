"""Refusals of the yearbook."""

from yutang.kernel.errors import NotFound, Refusal


class UnknownKind(NotFound):
    """Fields: `text`."""

    code = "unknown_kind_of_fact"
    status = 422
    field = "kind"
    zh = "没有“{text}”这一项。请从列表里选，或照模板填写。"
    en = "There is no kind of fact called “{text}”. Choose one of the list or the template."


class NotDefined(Refusal):
    """Fields: `title`, `year`."""

    code = "fact_not_defined"
    status = 422
    field = "year"
    zh = "{year} 年没有“{title}”这一项的口径。请检查年份。"
    en = "“{title}” has no meaning for the year {year}. Check the year."


class YearAhead(Refusal):
    """Fields: `year`."""

    code = "fact_of_the_future"
    status = 422
    field = "year"
    zh = "{year} 年还没有到，不能登记。"
    en = "The year {year} has not come yet."


class Implausible(Refusal):
    """Fields: `value`, `least`, `most`."""

    code = "fact_implausible"
    status = 422
    field = "value"
    zh = "{value} 不合常理（{least} 到 {most}）。请检查单位和位数；确实如此的，请写明理由。"
    en = "{value} is not plausible ({least} to {most}). Check unit and zeros; if true, say why."


class ClassWrong(Refusal):
    """Fields: `text`."""

    code = "fact_class_wrong"
    status = 422
    field = "about"
    zh = "“{text}”不是产品类别代码（NY/T 3177，2、4 或 6 位），或者这一项不分类别。"
    en = "“{text}” is no product class (NY/T 3177), or this kind has no classes."


class SourceNeeded(Refusal):
    code = "fact_source_needed"
    status = 422
    field = "source"
    zh = "请写明数据来自哪里，例如“县统计局 2018 年统计年报”，最多 120 个字。"
    en = "Say where the number comes from, in at most 120 characters."


class ReasonNeeded(Refusal):
    code = "fact_reason_needed"
    status = 422
    field = "reason"
    zh = "请写明理由，最多 200 个字。以后查看的人会看到。"
    en = "Give the reason, in at most 200 characters. Whoever looks later reads it."


class NothingToWithdraw(Refusal):
    code = "fact_gone"
    status = 409
    zh = "这个来源的数据已经撤回或更正了，请刷新页面看现在的情况。"
    en = "This source's value was withdrawn or corrected meanwhile. Please reload the page."


class BadEvidence(Refusal):
    code = "evidence_unfit"
    status = 422
    field = "evidence"
    zh = "依据文件只收 PDF、照片（JPG、PNG、WebP）或 XLSX，最大 5 MB。"
    en = "Evidence is a PDF, a photograph (JPG, PNG, WebP) or XLSX of at most 5 MB."


class NameAgainstCode(Refusal):
    """Fields: `name` in the table, `code`, `known` name of the code."""

    code = "name_against_code"
    status = 422
    zh = "代码 {code} 是“{known}”，表里写的是“{name}”。请核对，改正代码或名称。"
    en = "The code {code} is “{known}”, but the table says “{name}”. Correct one of them."


class WhichPlace(Refusal):
    """Fields: `name`."""

    code = "which_place"
    status = 422
    zh = "没有找到“{name}”，或有几个同名的地方。请填 12 位村代码。"
    en = "“{name}” was not found, or several places have this name. Write the code."


class ElsewherePlace(Refusal):
    """Fields: `code`, `within`."""

    code = "place_elsewhere"
    status = 422
    zh = "{code} 不在{within}，不能在这里导入。"
    en = "{code} does not lie in {within} and cannot be imported here."


class PlaceTaken(Refusal):
    """A note. Fields: `name`, `code`, `known`."""

    code = "place_taken"
    zh = "“{name}”按今天的“{known}”（{code}）读。"
    en = "“{name}” was read as today's “{known}” ({code})."


class NoValues(Refusal):
    code = "no_columns_of_facts"
    status = 422
    zh = "表里没有一列是我们认识的指标。请照模板的列名填写。"
    en = "No column names a kind of fact that we know. Use the headings of the template."
