"""Refusals of the payouts room."""

from yutang.kernel.errors import Refusal


class _Unfit(Refusal):
    """Something typed that cannot be kept; `field` is where the form shows why."""

    code = "payout_not_like_this"
    status = 422


class NumberNotDigits(_Unfit):
    code = "account_not_digits"
    field = "number"
    zh = "账号只能是数字，中间可以有空格。请对照银行卡或存折再抄一遍。"
    en = "An account number has digits only (gaps are fine). Please copy it again from the card."


class NumberLength(_Unfit):
    """`least`, `most`: digits of this kind of account; `has`: digits given."""

    code = "account_length"
    field = "number"
    zh = "这类账号有 {least} 到 {most} 位数字，您填了 {has} 位。请数一数，或换一个账户类型。"
    en = "It has {least} to {most} digits; you gave {has}. Count again, or choose another kind."


class NumberMistyped(_Unfit):
    code = "account_mistyped"
    field = "number"
    zh = "卡号的校验位不对，多半抄错了一位。请再对照卡面；如果是存折账号，请把类型改为存折。"
    en = "The card's check digit does not fit: a digit is wrong. A passbook is another kind."


class BadHolder(_Unfit):
    code = "bad_holder"
    field = "holder"
    zh = "户名要和银行登记的一样，最多 60 个字，用文字开头，不能有 = + @ 一类的符号。"
    en = "The holder's name as the bank has it: up to 60 letters, a letter first, no = + or @."


class BadBank(_Unfit):
    code = "bad_bank"
    field = "bank"
    zh = "请写开户银行的名称，最多 60 个字，用文字开头；网点可以不写。"
    en = "Please give the bank's name: up to 60 letters, a letter first. The branch may stay empty."


class AccountReasonNeeded(_Unfit):
    code = "account_reason_needed"
    field = "reason"
    zh = "替别人改收款账户，要写明原因，本人看得到。"
    en = "Who changes somebody else's account must say why; its owner reads it."


class AccountThere(_Unfit):
    code = "account_there"
    status = 409
    field = "number"
    zh = "已经登记过收款账户。要换的话，请本人自己改，或者让县里的工作人员写明原因来改。"
    en = (
        "An account is on record. To change it, the person does it, or the county's clerk says why."
    )


class SameAccount(_Unfit):
    code = "same_account"
    field = "number"
    zh = "登记的就是这个账户，没有要改的。"
    en = "This account is the one on record; there is nothing to change."


class NoAccount(Refusal):
    code = "no_account"
    status = 409
    zh = "还没有登记收款账户。请先登记，再发放。"
    en = "No bank account is on record yet. Add one first."


class BadColumns(_Unfit):
    """`line`: where it stopped; `fields`: the words that may stand after the equals sign."""

    code = "bad_columns"
    field: str | None = None
    zh = "第 {line} 行看不懂。每行写“表头 = 字段”，表头不能重复，字段只能用：{fields}。"
    en = "Line {line}: write “heading = field”, each heading once. Fields: {fields}."


class BadLeast(_Unfit):
    code = "bad_least"
    field = "least"
    zh = "最低金额请写元，最多两位小数，至少 0.01 元，例如 1 或 10.50。"
    en = "Give the least amount in yuan, 0.01 or more, with at most two decimals: 1 or 10.50."


class NobodyToPay(Refusal):
    code = "nobody_to_pay"
    status = 409
    zh = "现在没有可以发放的余额。下面写着每一位没有列入的原因。"
    en = "There is no balance to pay now. Below it says why for each payee."


class RunElsewhere(Refusal):
    """`state`: the run's state by its code."""

    code = "run_elsewhere"
    status = 409
    zh = "这一批已经不在这一步了，可能有人先操作过。请看看现在的状态。"
    en = "This run is past that step; somebody may have been faster. Please look at its state."


class SamePerson(Refusal):
    code = "same_person"
    status = 409
    zh = "做批次的人不能自己批准。请另一位有权限的同事来看。"
    en = "Who made it cannot approve it. Please ask a colleague with the same right."


class BalanceFell(Refusal):
    """`names`: payees whose balance no longer covers their payout."""

    code = "balance_fell"
    status = 409
    zh = "做批次之后有退款，这些收款人的余额不够了：{names}。请作废这一批，重新做一批。"
    en = "Refunds since then: {names} has too little now. Drop this run and make another."


class AccountChanged(Refusal):
    """`names`: payees whose account is not the one that the run was made with."""

    code = "account_changed"
    status = 409
    zh = "做批次之后，这些收款人换了账户：{names}。请作废这一批，重新做一批。"
    en = "{names} changed the bank account since. Drop this run and make another."


class RunReasonNeeded(_Unfit):
    code = "run_reason_needed"
    field = "reason"
    zh = "请写明为什么作废，做批次的人看得到。"
    en = "Please say why it is dropped; its maker reads it."


class ReplyUnreadable(_Unfit):
    code = "reply_unreadable"
    field = "file"
    zh = "这个文件打不开。请用银行导出的 CSV 或 XLSX 原文件；带密码的先去掉密码。"
    en = "This file cannot be read. Give the bank's own CSV or XLSX file, without a password."


class ReplyTooLarge(_Unfit):
    """`most`: what there is room for, in words."""

    code = "reply_too_large"
    field = "file"
    zh = "文件太大：最多 {most}。请分成几个文件上传。"
    en = "The file is too large: at most {most}. Please split it."


class ReplyHeading(_Unfit):
    """`headings`: those that the profile looks for."""

    code = "reply_heading"
    field = "file"
    zh = "前 20 行里没有找到表头。这家银行的设置要找：{headings}。请检查文件，或修改银行格式。"
    en = "No headings in the first 20 lines. The bank's profile looks for: {headings_en}."


class ReplyLineWrong(_Unfit):
    """`line`: the file's line; `column`: its heading; `found`: what stands there."""

    code = "reply_line_wrong"
    field = "file"
    zh = "第 {line} 行的“{column}”读不出来：“{found}”。请在文件里改好这一行，再上传一次。"
    en = "Line {line}: “{column}” cannot be read: “{found}”. Correct that line and upload it again."


class ReplyEmpty(_Unfit):
    code = "reply_empty"
    field = "file"
    zh = "表头下面没有内容。请确认银行已经处理完，再导出一次。"
    en = "Nothing stands below the headings. Check that the bank has finished, then export again."


class NoteNeeded(_Unfit):
    code = "note_needed"
    field = "note"
    zh = "请写明依据，例如和银行核对的时间和结果。"
    en = "Please note what you know, such as when the bank confirmed it and how."


class CannotResolve(Refusal):
    code = "cannot_resolve"
    status = 409
    zh = "这一行不能这样处理，或者已经处理过。请看看现在的状态。"
    en = "This line cannot be resolved that way, or already is. Please look at its state."


class NotForAdvance(Refusal):
    code = "not_for_advance"
    status = 409
    zh = "预付只给生产者，并且同一时间只能有一笔。"
    en = "Advances are for producers, and one at a time."


class OverLimit(_Unfit):
    """`most`: the limit in yuan."""

    code = "over_limit"
    field = "amount"
    zh = "按规则现在最多可以预付 {most} 元。上面写着这个数是怎么来的。"
    en = "By the rule at most {most} yuan can be advanced now. Above it says how that comes about."


class BadAmount(_Unfit):
    """`least`: the smallest advance in yuan."""

    code = "bad_amount"
    field = "amount"
    zh = "请写要预付多少元，至少 {least} 元，最多两位小数。"
    en = "Give the amount in yuan: at least {least}, with at most two decimals."


class AdvanceElsewhere(Refusal):
    code = "advance_elsewhere"
    status = 409
    zh = "这笔预付已经不在这一步了，可能有人先处理过。请看看现在的状态。"
    en = "This advance is past that step; somebody may have been faster. Please look at its state."


class WhyNeeded(_Unfit):
    code = "why_needed"
    field = "reason"
    zh = "请写明理由，对方看得到。"
    en = "Please say why; the other side reads it."
