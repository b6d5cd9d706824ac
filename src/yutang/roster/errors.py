"""Refusals of the roster room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class BadIdNumber(Refusal):
    code = "bad_id_number"
    status = 422
    field: ClassVar[str] = "id_number"
    zh = "身份证号不对：应是 18 位，请照证件核对。"
    en = "This is no ID number: it has 18 digits, the last may be X. Please compare with the card."


class BadBankAccount(Refusal):
    code = "bad_bank_account"
    status = 422
    field: ClassVar[str] = "bank_account"
    zh = "银行卡号不对：应是 10 至 30 位数字。"
    en = "This is no bank account: it has 10 to 30 digits."


class BadEntry(Refusal):
    """Gender, class or a day that cannot be. Fields: `field` that it is about."""

    code = "bad_entry"
    status = 422
    zh = "有一项填得不对，请核对性别、出生日期和防返贫类别。"
    en = "Something here cannot be. Please check gender, date of birth and poverty class."


class SaysOtherwise(Refusal):
    """The ID number says another birth date or gender than was typed."""

    code = "id_says_otherwise"
    status = 422
    field: ClassVar[str] = "birth_on"
    zh = "出生日期或性别与身份证号不一致，请核对。"
    en = "Date of birth or gender differ from what the ID number says. Please check."


class AnotherName(Refusal):
    code = "another_name"
    status = 409
    field: ClassVar[str] = "id_number"
    zh = "这个身份证号已在花名册里，但姓名不同。请照证件核对姓名和号码。"
    en = (
        "This ID number is on the roster under another name. Please compare name and number"
        " with the card."
    )


class AskToLink(Refusal):
    """The person is on the roster, and nothing shows that this account is theirs."""

    code = "ask_to_link"
    status = 409
    zh = (
        "这个人已在花名册里，但登记的手机号不是您现在用的。请让村里的帮办员或县里的干事核对后关联。"
    )
    en = (
        "This person is on the roster with another mobile number. Please ask your village helper"
        " or county clerk to compare and link the account."
    )


class AnotherPerson(Refusal):
    code = "another_person"
    status = 409
    zh = "这个账号已经关联了花名册里的另一个人，请核对。"
    en = "This account already belongs to another person of the roster. Please check."


class ConsentNeeded(Refusal):
    """Sensitive data may not be used for this: nobody agreed, or the consent is over."""

    code = "consent_needed"
    status = 409
    zh = "本人（或监护人）没有同意这样使用，或者同意已过期、已撤回。请先取得同意并登记。"
    en = (
        "The person (or their guardian) has not agreed to this use, or the consent is over or"
        " withdrawn. Please ask for consent and record it first."
    )


class GuardianNeeded(Refusal):
    code = "guardian_needed"
    status = 422
    field: ClassVar[str] = "guardian"
    zh = "未满 18 周岁，须由监护人同意：请填写监护人姓名和关系。"
    en = "Under 18 a guardian has to agree: please give the guardian's name and relation."


class BadConsent(Refusal):
    """Fields: `months` that this purpose allows at most."""

    code = "bad_consent"
    status = 422
    field: ClassVar[str] = "until"
    zh = "同意的期限要在今天以后、{months} 个月以内。"
    en = "A consent lasts beyond today and {months} months at most."


class BadPurpose(Refusal):
    code = "bad_purpose"
    status = 422
    field: ClassVar[str] = "purpose"
    zh = "请选择用途。"
    en = "Please choose the purpose."


class NothingThere(Refusal):
    code = "nothing_there"
    status = 409
    zh = "这一项没有登记，没有可以打开的内容。"
    en = "Nothing is recorded there, so there is nothing to open."


class OwnProposal(Refusal):
    code = "own_proposal"
    status = 403
    zh = "合并是您提出的，要由另一个人来定。"
    en = "You proposed this merge yourself: somebody else has to decide."


class DoubleOver(Refusal):
    code = "double_over"
    status = 409
    zh = "这一条刚刚已经处理过了，请看看最新的情况。"
    en = "This was settled meanwhile. Please look again."


class TwoPersons(Refusal):
    code = "two_persons"
    status = 409
    zh = "两条记录的身份证号或账号不同，是两个人，不能合并。"
    en = "The two have different ID numbers or accounts: they are two persons and stay so."


class BadHome(Refusal):
    """The text means no place of theirs, or several. Fields: `found`."""

    code = "bad_home"
    status = 422
    field: ClassVar[str] = "place"
    zh = "请写清楚是哪个村、镇或县（可以写代码）。可能是：{found}"
    en = "Please say which village, town or county (its code will do). It may be: {found}"


class NothingNew(Refusal):
    code = "nothing_new"
    status = 422
    zh = "没有填任何要改的内容。"
    en = "Nothing to change was typed."
