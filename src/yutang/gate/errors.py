"""What the gate itself says no to; the rooms' own refusals are theirs."""

from yutang.kernel.errors import Refusal


class Malformed(Refusal):
    """The body is not the JSON that this address expects."""

    code = "malformed"
    status = 422
    zh = "请求的内容不对，请刷新页面再试。"
    en = "The request is not what was expected here. Reload the page and try again."


class TooLarge(Refusal):
    """Fields: `most_bytes`."""

    code = "too_large"
    status = 413
    zh = "发送的内容太大，最多 {most_bytes} 字节。"
    en = "That is too much at once: at most {most_bytes} bytes."


class ForeignPage(Refusal):
    """A page of another site tried to act with the reader's cookies."""

    code = "foreign_page"
    status = 403
    zh = "请在本网站的页面上操作。"
    en = "Please do this on a page of this site."


class Busy(Refusal):
    """The queue is full; fields: `retry_after_s`."""

    code = "busy"
    status = 429
    zh = "下单的人太多了，请 {retry_after_s} 秒后再试。"
    en = "Too many people are ordering. Please try again in {retry_after_s} s."


class TryAgain(Refusal):
    """It is not known whether it was done; the same request again is safe."""

    code = "try_again"
    status = 503
    zh = "系统暂时没有应答。请再试一次，不会重复下单。"
    en = "No answer from the system just now. Please try again; nothing is done twice."


class UnknownSale(Refusal):
    code = "not_found"
    status = 404
    zh = "没有找到这场直播。"
    en = "There is no such sale."


class NotLive(Refusal):
    code = "closed"
    status = 409
    zh = "直播还没开始，或者已经结束。"
    en = "The sale is not live now."


class Failed(Refusal):
    """A fault of ours; what went wrong is in the log only."""

    code = "failed"
    status = 500
    zh = "系统出了点问题，请稍后再试。"
    en = "Something went wrong on our side. Please try again later."


class NotUnderstood(Refusal):
    """What was sent is no request that the pages could read."""

    code = "bad_request"
    status = 400
    zh = "看不懂这个请求。请回到首页再试。"
    en = "That request makes no sense here. Please start again from the front page."


class AddressTooLong(Refusal):
    code = "address_too_long"
    status = 414
    zh = "网址太长了。请回到首页再试。"
    en = "That address is too long. Please start again from the front page."


class HeadTooLarge(Refusal):
    code = "head_too_large"
    status = 431
    zh = "浏览器发来的信息太多。请清除本网站的 Cookie 再试。"
    en = "Your browser sends too much about itself. Clear this site's cookies and try again."


class UploadTooLarge(Refusal):
    """Fields: `most_mb`."""

    code = "too_large"
    status = 413
    zh = "上传的内容太大，最多 {most_mb} MB。"
    en = "That upload is too large: at most {most_mb} MB."


class TooSlow(Refusal):
    """A body did not arrive in time."""

    code = "too_slow"
    status = 408
    zh = "网络太慢，内容没有传完。请再试一次。"
    en = "The connection was too slow to send everything. Please try again."


class UploadsBusy(Refusal):
    """Too much is being uploaded at once; fields: `retry_after_s`."""

    code = "busy"
    status = 429
    zh = "上传的人太多了，请 {retry_after_s} 秒后再试。"
    en = "Too many uploads at once. Please try again in {retry_after_s} s."
