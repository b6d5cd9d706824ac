"""Refusals of the insurance room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class BadRule(Refusal):
    """The text of a rule cannot be read, or contradicts itself; fields: `part`."""

    code = "bad_rule"
    status = 422
    field: ClassVar[str] = "text"
    zh = "保障规则写得不对：{part}。"
    en = "The benefit rule is not well formed: {part}."


class BadBill(Refusal):
    """A bill whose parts are negative, or come to more than its whole."""

    code = "bad_bill"
    status = 422
    field: ClassVar[str] = "public_paid"
    zh = "已报销的金额比费用总额还多，或有负数。请核对单据。"
    en = "What others paid is more than the whole bill, or an amount is negative. Check the papers."


class BadPlan(Refusal):
    code = "bad_plan"
    status = 422
    zh = "请填写险种的中英文名称和承保机构，并选好项目和类型。"
    en = "Please give the plan's name in both languages, its insurer, programme and kind."


class VersionThere(Refusal):
    """Fields: `on`."""

    code = "insurance_version_there"
    status = 409
    field: ClassVar[str] = "text"
    zh = "{on} 起已有一个版本。已发布的版本不能改，请换一个起始日期。"
    en = "A version from {on} is there already. A published one never changes: choose another day."


class NoRule(Refusal):
    """Fields: `on`."""

    code = "insurance_no_rule"
    status = 409
    field: ClassVar[str] = "from_on"
    zh = "{on} 没有生效的保障规则。请先发布规则，或改起保日期。"
    en = "No rule is in force on {on}. Publish one first, or change the first day."


class BadPeriod(Refusal):
    """Fields: `months`."""

    code = "insurance_bad_period"
    status = 422
    field: ClassVar[str] = "to_on"
    zh = "保险期间要从起保日开始，最长 {months} 个月。"
    en = "The period ends after it begins, and lasts {months} months at most."


class PeriodOverlaps(Refusal):
    """Fields: `from_on`, `to_on` of the other one."""

    code = "insurance_period_overlaps"
    status = 409
    field: ClassVar[str] = "from_on"
    zh = "这个县在 {from_on} 至 {to_on} 已有保险期间，两个期间不能重叠。"
    en = "The county has a period from {from_on} to {to_on} already; periods may not overlap."


class NotCovered(Refusal):
    """Fields: `name` of the county."""

    code = "insurance_place_not_covered"
    status = 422
    field: ClassVar[str] = "place"
    zh = "这个险种不在{name}办理。请在规则里加上这个县，或选别的县。"
    en = "The plan is not for {name}. Add it to the rule, or choose another county."


class ElsewhereCounty(Refusal):
    code = "insurance_county_elsewhere"
    status = 422
    field: ClassVar[str] = "place"
    zh = "请选择您负责的县。"
    en = "Please choose a county of yours."


class RollDone(Refusal):
    """Fields: `on`, the day, and `number` of the register."""

    code = "insurance_roll_done"
    status = 409
    field: ClassVar[str] = "file"
    zh = "这份名册已在 {on} 投保（第 {number} 号），内容完全相同，没有任何改动。"
    en = "This very file was enrolled on {on} (number {number}); nothing changes."


class RollThere(Refusal):
    """Fields: `number` of the register that is being read or waits."""

    code = "insurance_roll_there"
    status = 409
    field: ClassVar[str] = "file"
    zh = "这份文件已经上传过（第 {number} 号），正在处理或等待确认。"
    en = "This file was uploaded already (number {number}) and is being read, or waits."


class NotNow(Refusal):
    code = "insurance_not_now"
    status = 409
    zh = "这份名册现在不能做这一步。请刷新页面看看它的状态。"
    en = "That cannot be done with this register now. Reload the page to see how it stands."


class ChangedSince(Refusal):
    """Who is insured changed between the report and the confirmation."""

    code = "insurance_changed_since"
    status = 409
    zh = "核对之后，有人已在别处参保，人数变了，所以一个人都没有投保。请重新核对名册。"
    en = (
        "Somebody on it was insured elsewhere since it was read, so nobody was enrolled."
        " Read the register again."
    )


class NothingToEnrol(Refusal):
    code = "insurance_nothing_to_enrol"
    status = 409
    zh = "名册里没有可以新参保的人。"
    en = "Nobody on this register can be enrolled anew."


class FileGone(Refusal):
    code = "insurance_file_gone"
    status = 409
    zh = "上传的文件已清除，请重新上传。"
    en = "The uploaded file is gone. Please upload it again."


class NoColumns(Refusal):
    """Fields: `headings` that are missing."""

    code = "insurance_no_columns"
    status = 422
    field: ClassVar[str] = "file"
    zh = "表头里缺少：{headings}。前 20 行里要有一行写着列名。"
    en = "Columns are missing: {headings}. One of the first 20 rows has to name the columns."


class PaperConsentNeeded(Refusal):
    code = "insurance_paper_consent"
    status = 422
    field: ClassVar[str] = "consent"
    zh = "请先确认：名册上的每个人都在村里签了参保同意书。没有签的人不能上名册。"
    en = "Please confirm first that everybody on the list signed the consent form in the village."


class BadSearch(Refusal):
    code = "insurance_bad_search"
    status = 422
    field: ClassVar[str] = "id_number"
    zh = "请输入完整的 18 位身份证号。"
    en = "Please type the whole identity number of 18 digits."
