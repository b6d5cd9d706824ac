"""What the indemnity room says no to."""

from yutang.kernel.errors import Refusal


class NotInsured(Refusal):
    """Nobody of this number, or no cover on the day: the register says, not the doctor."""

    code = "not_insured"
    status = 422
    field = "id_number"
    zh = (
        "没有找到这位参保人，或者事发那天不在保障期内。"
        "请核对身份证号和日期；确实参保的，请找县里的工作人员。"
    )
    en = (
        "No insured person of this number, or no cover on that day. Please check number and date; "
        "if they are insured, ask the county's clerk."
    )


class EventNotCovered(Refusal):
    code = "event_not_covered"
    status = 422
    field = "event"
    zh = "这份保障不包括这一项。请换一项，或者告诉家属不能申请。"
    en = "This plan does not cover that. Please choose another, or tell the family so."


class BadFigures(Refusal):
    """Bill, state, other: amounts in yuan, each at least 0 and together no more than the bill."""

    code = "case_figures"
    status = 422
    field = "bill"
    zh = "金额对不上：医保报销和其他报销加起来不能超过总费用。请照着结算单再看一遍。"
    en = "The sums do not fit: others paid more than the whole bill. Please look at the slip again."


class BadAmountTyped(Refusal):
    """Fields: `name` of the field."""

    code = "case_amount_typed"
    status = 422
    zh = "请写成元，最多两位小数，比如 164932.00。"
    en = "Please write it in yuan with at most two decimals, for example 164932.00."

    @property
    def field(self) -> str:
        return str(self.fields.get("name", ""))


class BadDays(Refusal):
    code = "case_days"
    status = 422
    field = "happened_on"
    zh = "日期不对：不能晚于今天，出院不能早于入院。"
    en = "The days do not fit: none after today, and nobody leaves before they came."


class HealthConsentNeeded(Refusal):
    code = "health_consent_needed"
    status = 422
    field = "consent"
    zh = "需要本人或家属单独同意使用病历和票据。没有同意，不能提交。"
    en = "Person or family have to agree to the use of health papers. Without it nothing is sent."


class TooManyPapers(Refusal):
    """Fields: `most`."""

    code = "case_too_many_papers"
    status = 422
    zh = "一个赔案最多 {most} 张照片。请只留看得清的。"
    en = "At most {most} photos a case. Please keep the clear ones."


class PapersMissing(Refusal):
    """Fields: `papers`, named in the reader's language."""

    code = "case_papers_missing"
    status = 422
    field = "missing_reason"
    zh = "还缺：{papers}。请拍照补上，或者写明为什么暂时没有。"
    en = "Still missing: {papers}. Please photograph them, or say why they are not there yet."


class PapersNeededToPay(Refusal):
    """Fields: `papers`."""

    code = "case_papers_needed_to_pay"
    status = 409
    zh = "缺少 {papers}，不能同意赔付。请退回补材料，或者按原因拒绝。"
    en = "Without {papers} nothing can be paid. Please ask for them, or refuse with the reason."


class CaseElsewhere(Refusal):
    code = "case_elsewhere"
    status = 409
    zh = "这个赔案已经往前走了。请刷新页面再看。"
    en = "This case has moved on. Please load the page again."


class NotIndependent(Refusal):
    """Who filed it, is insured by it, or had a word already, decides no further."""

    code = "case_not_independent"
    status = 409
    zh = "这一步要由另一个人来做：提交的人、参保人本人，和已经审过的人都不行。"
    en = (
        "Somebody else has to do this: not who filed it, not the insured, "
        "and nobody who had their word already."
    )


class ReasonNeeded(Refusal):
    code = "case_reason_needed"
    status = 422
    field = "reason"
    zh = "请用一句话写明原因。"
    en = "Please say why, in one sentence."


class CodeNeeded(Refusal):
    code = "case_code_needed"
    status = 422
    field = "codes"
    zh = "请选一条拒绝的原因，让本人看得明白。"
    en = "Please choose the reason of the refusal, so that the person understands it."


class NothingToPay(Refusal):
    """The rule gives nothing, or the year's cap is used up."""

    code = "case_nothing_to_pay"
    status = 409
    zh = "按规则算下来赔付为 0 元。请按原因拒绝，写明没有达到起付线或者已经到了全年上限。"
    en = "By the rule nothing is paid. Please refuse it and say why: the deductible, or the cap."


class AccountNeeded(Refusal):
    code = "case_account_needed"
    status = 409
    zh = "还没有收款账户。请先登记银行卡，再批准付款。"
    en = "There is no bank account yet. Please enter one before the payment is approved."


class AppealTooLate(Refusal):
    """Fields: `until`."""

    code = "case_appeal_too_late"
    status = 409
    zh = "申诉期到 {until} 为止，已经过了。有新情况请到村里说明，也可以投诉。"
    en = "Appeals were taken until {until}. If something new is known, please complain."


class NothingToTell(Refusal):
    """No group of ten persons waits for the public ledger."""

    code = "case_nothing_to_tell"
    status = 409
    zh = "暂时没有可以公布的：不满十个人的，等凑够了再一起公布。"
    en = "Nothing to publish now: groups of fewer than ten persons wait until there are more."


class KeyTaken(Refusal):
    """The key of a form is another person's, or another case's."""

    code = "case_key_taken"
    status = 409
    zh = "这张表已经用过了。请重新打开页面再填。"
    en = "This form was used before. Please open the page again."


class SampleEmpty(Refusal):
    code = "case_sample_empty"
    status = 422
    zh = "这段时间没有已付的赔案，抽不出样本。"
    en = "No case was paid in that time, so nothing can be drawn."


class RelativesAssessNot(Refusal):
    code = "case_relatives_assess_not"
    status = 422
    field = "is_no_relative"
    zh = "请先声明：我不是参保人的亲属。是亲属的，请换别人来审。"
    en = "Please state that you are no relative of the insured. If you are, somebody else assesses."


class OpenNotYet(Refusal):
    code = "case_open_not_yet"
    status = 403
    zh = "这份材料是密封的。请先在赔案页面写明原因，再打开看。"
    en = "This paper is sealed. Please say why on the page of the case first, then open it."


class FormIncomplete(Refusal):
    """What a form on a phone lacks, said in one sentence. Fields: `what`."""

    code = "case_form_incomplete"
    status = 422
    zh = "还不能提交：{what}"
    en = "Not sent yet: {what}"
