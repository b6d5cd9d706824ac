"""What the live room says no to."""

from yutang.kernel.errors import Refusal


class WrongMove(Refusal):
    """A sale cannot go from its state to the one asked for."""

    code = "wrong_move"
    status = 409
    zh = "这场直播现在不能这样操作，请刷新页面看看当前状态。"
    en = "The sale cannot do that now. Reload the page to see where it stands."


class NotReady(Refusal):
    """Something is missing before the sale may go live; the page lists it."""

    code = "not_ready"
    status = 409
    zh = "还不能开播：{zh_missing}。"
    en = "Not ready to go live: {en_missing}."


class EmptyMessage(Refusal):
    code = "empty_message"
    status = 422
    zh = "写点什么再发送吧。"
    en = "Write something before you send it."


class MessageTooLong(Refusal):
    """`most` is the greatest number of characters."""

    code = "message_too_long"
    status = 422
    zh = "一条弹幕最多 {most} 个字。"
    en = "A message has at most {most} characters."


class Muted(Refusal):
    code = "muted"
    status = 403
    zh = "您在这场直播中被禁言了。有疑问请联系主播。"
    en = "You are muted in this sale. Ask the host if you think this is a mistake."


class ChatClosed(Refusal):
    code = "chat_closed"
    status = 409
    zh = "直播还没开始或已经结束，现在不能发弹幕。"
    en = "The sale is not live, so the chat is closed."


class NoReason(Refusal):
    code = "no_reason"
    status = 422
    zh = "请写明原因，以后可以查。"
    en = "Give a reason; it is kept for later."


class NotInLineup(Refusal):
    code = "not_in_lineup"
    status = 409
    zh = "这件货不在这场直播的小黄车里。"
    en = "That lot is not in this sale's lineup."


class InAnotherLineup(Refusal):
    code = "in_another_lineup"
    status = 409
    zh = "这件货已经在另一场直播的小黄车里。"
    en = "That lot is already in the lineup of a sale."


class AlreadyOrdered(Refusal):
    code = "already_ordered"
    status = 409
    zh = "已经有人下单或者排队，不能从小黄车拿走；可以先下架。"
    en = "It has orders or a line, so it cannot leave the lineup. You can close it instead."


class SaleOver(Refusal):
    code = "sale_over"
    status = 409
    zh = "这场直播已经结束，不能再改。"
    en = "This sale is over and can no longer be changed."


class UnknownHost(Refusal):
    """The mobile number given belongs to nobody who has signed in."""

    code = "unknown_host"
    status = 422
    zh = "没有找到这个手机号的账号。请让对方先登录一次。"
    en = "Nobody has signed in with that mobile number. Ask them to sign in once first."


class NoCounty(Refusal):
    code = "no_county"
    status = 422
    zh = "请至少选一个县。"
    en = "Choose at least one county."


class BadCover(Refusal):
    """The file is no picture we can read, or too large."""

    code = "bad_cover"
    status = 422
    zh = "这张图片打不开或太大。请用 10 MB 以内的 JPG、PNG 或 WebP。"
    en = "That picture cannot be read or is too large. Use a JPG, PNG or WebP under 10 MB."
