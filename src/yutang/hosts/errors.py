"""Refusals of the hosts room."""

from typing import ClassVar

from yutang.kernel.errors import Refusal


class NotNow(Refusal):
    """The path has moved on, or this step does not follow from where it stands."""

    code = "not_now"
    status = 409
    zh = "这一步现在不能做：可能刚刚有人处理过了。请看看最新的情况。"
    en = "This step is not possible now: somebody may just have acted. Please look again."


class OnTheWay(Refusal):
    code = "on_the_way"
    status = 409
    zh = "这个人已经有一份主播申请了，不用再报一次。"
    en = "This person is on the path to hosting already; there is no need to apply again."


class AgreementNeeded(Refusal):
    code = "agreement_needed"
    status = 422
    field: ClassVar[str] = "agrees"
    zh = "请本人同意登记这些内容，再提交。"
    en = "The applicant has to agree to these records before this is sent."


class GoodsNeeded(Refusal):
    code = "goods_needed"
    status = 422
    field: ClassVar[str] = "goods"
    zh = "请写一下打算卖什么，自家的、别家的都行。"
    en = "Please say what would be sold: goods of one's own or of others."


class OwnPath(Refusal):
    code = "own_path"
    status = 403
    zh = "这是您自己的申请，或是您代填的，要由别的同志来定。"
    en = "You applied for this yourself, or wrote it down: somebody else has to decide."


class RefusedBefore(Refusal):
    code = "refused_before"
    status = 403
    zh = "这份申请是您上次没有通过的，申诉要由别的同志来定。"
    en = "It was you who did not admit this before: after an appeal somebody else decides."


class NoIdNumber(Refusal):
    code = "no_id_number"
    status = 409
    zh = "花名册里还没有这个人的身份证号，没法核对年龄。请先登记。"
    en = "The roster has no ID number of this person, so their age is not known. Please add it."


class TooYoung(Refusal):
    """Fields: `least`, years."""

    code = "too_young"
    status = 409
    zh = "未满 {least} 周岁，依法不能做主播，只能不予通过。"
    en = "Nobody under {least} may host a show by law, so this cannot be admitted."


class GuardianMissing(Refusal):
    """Fields: `full`, years."""

    code = "guardian_missing"
    status = 409
    zh = "未满 {full} 周岁，须有监护人同意书（谁、哪天、原件）。请先在花名册里登记。"
    en = "Under {full} a guardian's consent with its paper is needed. Please record it first."


class IdentityNotSeen(Refusal):
    code = "identity_not_seen"
    status = 422
    field: ClassVar[str] = "saw_identity"
    zh = "请先看身份证原件，和花名册核对，再打勾。"
    en = "Please see the ID card itself, compare it with the roster, and tick that you did."


class ReasonNeeded(Refusal):
    code = "reason_needed"
    status = 422
    field: ClassVar[str] = "reason"
    zh = "请选一个原因。"
    en = "Please choose a reason."


class WordsNeeded(Refusal):
    """Fields: `least`, letters."""

    code = "words_needed"
    status = 422
    field: ClassVar[str] = "words"
    zh = "请写清楚，至少 {least} 个字。"
    en = "Please say it clearly, in {least} letters or more."


class AccountNeeded(Refusal):
    code = "account_needed"
    status = 409
    zh = "开播要用账号，这个人在花名册里还没有关联。请本人用手机号登录一次，再到花名册里关联。"
    en = (
        "A host needs an account to go live, and the roster has none for this person. Let them sign"
        " in with their mobile number once, then link it in the roster."
    )


class NoSuchShow(Refusal):
    code = "no_such_show"
    status = 422
    field: ClassVar[str] = "sale"
    zh = "没有这个编号的直播，或者不是本县的。"
    en = "There is no sale or rehearsal of this number in this county."


class BadRule(Refusal):
    code = "bad_rule"
    status = 422
    zh = "请核对：天数在 1 到 730 之间，目标收入大于 0，要写来源，生效日期不能早于现行的规则。"
    en = (
        "Please check: 1 to 730 days, an income above 0, a source, and a beginning after that of"
        " the present rule."
    )
