"""Refusals of the shares room."""

from yutang.kernel.errors import Refusal


class BadPart(Refusal):
    """Fields: `kind`."""

    code = "bad_part"
    status = 422
    zh = "分账里有一项不对（{kind}）。比例是 0 到 100%，金额不能是负数，封顶要大于 0。"
    en = "One part is not right ({kind}): 0 to 100 %, no negative sum, a cap above 0."


class PartTwice(Refusal):
    code = "part_twice"
    status = 422
    zh = "同一项写了两次。每一项只写一行。"
    en = "The same part stands there twice. Please write each once."


class FarmerBelowZero(Refusal):
    """Fields: `over_fen`, how much more than the price the others ask for."""

    code = "farmer_below_zero"
    status = 422
    zh = "各项加起来比售价还多，农户要倒贴钱，不能保存。请把比例或金额调低。"
    en = "The parts ask for more than the price: the farmer would pay. Please lower them."


class MoreThanShared(Refusal):
    """Fields: `left_fen`, what all parts of an order still have together."""

    code = "more_than_shared"
    status = 422
    zh = "退款比这个订单剩下的钱还多，没有退。"
    en = "That is more than is left of the order. Nothing was given back."


class NobodyNamed(Refusal):
    """A part without a payee. Fields: `kind`."""

    code = "nobody_named"
    status = 422
    zh = "有一项（{kind}）没有写给谁。请填上收款的人或单位。"
    en = "A part ({kind}) does not say who gets it. Please name the person or organisation."


class NobodyKnown(Refusal):
    """The host's mobile number belongs to nobody here."""

    code = "nobody_known"
    status = 422
    zh = "这个手机号还没有注册。请主播先登录一次，再填到这里。"
    en = "Nobody here has this mobile number. Ask the host to sign in once, then enter it again."


class NotYoursToSign(Refusal):
    code = "not_yours_to_sign"
    status = 403
    zh = "要本人同意才算数，别人不能代签。"
    en = "Only they themselves can agree; nobody signs for another."


class ReasonNeeded(Refusal):
    code = "reason_needed"
    status = 422
    field = "reason"
    zh = "代为登记要写明原因：怎么得到本人同意的。"
    en = "Please say why you record it for them, and how they agreed."


class NewerVersion(Refusal):
    """Signed is only what stands now; fields: none."""

    code = "newer_version"
    status = 409
    zh = "分账刚刚改过了。请先看新的内容，再决定同不同意。"
    en = "The split was changed just now. Please read the new one before you agree."


class RefundKeyReused(Refusal):
    code = "refund_key_reused"
    status = 409
    zh = "这次退款的编号以前用过，内容不一样，没有再退。"
    en = "This refund's key was used before for something else. Nothing was given back."
